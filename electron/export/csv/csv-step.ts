// The cells of requests.csv that every request of a step shares, made once.
import type { Plan } from '../../../shared/plan/plan.ts';
import { hideSecretsIn } from '../../../shared/plan/secret.ts';
import { textCell } from './csv-cell.ts';

export interface StepCells {
  readonly label: string;
  readonly method: string;
  readonly url: string;
  /** JMeter's thread name is `GROUP g-n`; the VU's number goes between these two. */
  readonly threadStart: string;
  readonly threadEnd: string;
}

/** In the order of a sample's `step`: through all scenarios. */
export function stepCells({ scenarios }: Plan): StepCells[] {
  return scenarios.flatMap((scenario, index) => {
    const thread = textCell(`${scenario.name} ${index + 1}-`);
    const isQuoted = thread.endsWith('"');
    return scenario.steps.map((step) => ({
      label: textCell(step.name),
      method: textCell(step.method),
      url: textCell(hideSecretsIn(step.url, [])),
      threadStart: isQuoted ? thread.slice(0, -1) : thread,
      threadEnd: isQuoted ? '"' : '',
    }));
  });
}
