// The figures of each step of a plan, folded from rows. For a plan of one step this costs nothing, because its figures are those
// of the run.
import { Histogram } from '../../../shared/histogram.ts';
import { isCompleted, isFailure, outcomeOf } from '../../../shared/outcome.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { SampleColumns } from '../../../shared/sample.ts';
import { completedOf, type RunSummary, type StepSummary } from '../../../shared/summary.ts';
import { statsOf } from './stats-of.ts';

interface Step {
  readonly index: number;
  readonly scenario: string;
  readonly name: string;
  readonly service: Histogram;
  readonly response: Histogram;
  succeeded: number;
  failed: number;
  cancelled: number;
}

/** The figures that the only step of a plan shares with its run. */
type Whole = Pick<RunSummary, 'requests' | 'throughput' | 'serviceTime' | 'responseTime'>;

export class StepFigures {
  readonly #names: readonly { readonly scenario: string; readonly name: string }[];
  /** By index; steps without a request have none. */
  readonly #steps: (Step | undefined)[] = [];

  constructor({ scenarios }: Plan) {
    this.#names = scenarios.flatMap((scenario) => scenario.steps.map(({ name }) => ({ scenario: scenario.name, name })));
  }

  /** `row` must be a request that is counted. */
  addRow(columns: SampleColumns, row: number): void {
    if (this.#names.length < 2) return;
    const index = columns.step[row] ?? 0;
    const step = this.#steps[index] ?? this.#open(index);
    const outcome = columns.outcome[row] ?? 0;
    if (!isCompleted(outcome)) {
      step.cancelled += 1;
      return;
    }
    const endedAt = columns.endedAt[row] ?? 0;
    step.service.record(endedAt - (columns.sentAt[row] ?? 0));
    step.response.record(endedAt - (columns.dueAt[row] ?? 0));
    if (isFailure(outcomeOf(outcome))) step.failed += 1;
    else step.succeeded += 1;
  }

  /**
   * The figures of the steps that have requests, in the plan's order. `measuredMs` is the time in which the counted requests were
   * sent.
   */
  summaries(whole: Whole, measuredMs: number): StepSummary[] {
    const only = this.#names.length === 1 && whole.requests.total > 0 ? this.#names[0] : undefined;
    if (only !== undefined) {
      const { requests, throughput, serviceTime, responseTime } = whole;
      return [{ index: 0, ...only, requests, throughput, serviceTime, responseTime }];
    }
    return this.#steps.flatMap((step) => (step === undefined ? [] : [summaryOf(step, measuredMs)]));
  }

  #open(index: number): Step {
    const { scenario = '', name = '' } = this.#names[index] ?? {};
    const counts = { succeeded: 0, failed: 0, cancelled: 0 };
    const step = { index, scenario, name, service: new Histogram(), response: new Histogram(), ...counts };
    this.#steps[index] = step;
    return step;
  }
}

function summaryOf({ index, scenario, name, service, response, ...counts }: Step, measuredMs: number): StepSummary {
  const requests = { total: counts.succeeded + counts.failed + counts.cancelled, ...counts };
  const throughput = measuredMs > 0 ? completedOf(requests) / (measuredMs / 1000) : 0;
  return { index, scenario, name, requests, throughput, serviceTime: statsOf(service), responseTime: statsOf(response) };
}
