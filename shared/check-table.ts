// The checks of a run as table rows, the same in the report and in Markdown. Pure.
import { formatCount, formatPercent } from './format.ts';
import type { RunRow } from './run.ts';

export const CHECK_HEADS = ['Check', 'Step', 'Passed', 'Failed'] as const;

/** In the order of CHECK_HEADS; empty if the plan has no checks. */
export function checkRows({ plan, summary }: Pick<RunRow, 'plan' | 'summary'>): readonly (readonly string[])[] {
  return (summary.journey?.checks ?? []).map(({ name, scenario, step, passed, failed }) => {
    const where = plan.scenarios.length > 1 ? `${scenario}: ${step}` : step;
    const asked = passed + failed;
    const share = asked === 0 ? 'never evaluated' : `${formatCount(passed)} (${formatPercent(passed / asked)})`;
    return [name, where, share, formatCount(failed)];
  });
}
