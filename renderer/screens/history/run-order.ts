// The order in which the history lists its runs. Pure.
import { hasEnough } from '../../../shared/enough-samples.ts';
import type { RunBrief } from '../../../shared/run.ts';
import { completedOf, errorRate, timedRequests } from '../../../shared/summary.ts';
import { headlineTimes } from '../../run-description/headline-times.ts';

export const LIST_COLUMNS = [
  'name',
  'load',
  'requests',
  'throughput',
  'p50',
  'p95',
  'p99',
  'failed',
  'generator',
  'started',
] as const;
export type RunColumn = (typeof LIST_COLUMNS)[number];

export interface RunOrder {
  readonly by: RunColumn;
  readonly descending: boolean;
}

/** The order of the host. */
export const NEWEST_FIRST: RunOrder = { by: 'started', descending: true };

/** Runs without the figure come last in either direction; among equal ones the newest comes first. */
export function orderRuns(runs: readonly RunBrief[], { by, descending }: RunOrder): readonly RunBrief[] {
  if (by === 'started') return descending ? runs : runs.toReversed();
  const sign = descending ? -1 : 1;
  return runs.toSorted((a, b) => {
    const [left, right] = [valueOf(a, by), valueOf(b, by)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === 'string' && typeof right === 'string') return sign * left.localeCompare(right, 'en', { numeric: true });
    return sign * (Number(left) - Number(right));
  });
}

/** The order after a press on a column's heading: figures begin with the highest, names with A. */
export function orderAfter({ by, descending }: RunOrder, pressed: RunColumn): RunOrder {
  if (by === pressed) return { by, descending: !descending };
  return { by: pressed, descending: pressed !== 'name' && pressed !== 'load' };
}

function valueOf(run: RunBrief, by: Exclude<RunColumn, 'started'>): number | string | null {
  const { summary } = run;
  if (by === 'name') return run.name;
  if (by === 'load') return run.plan.load.model;
  if (by === 'requests') return summary.requests.total;
  if (by === 'generator') return troubleOf(summary.generator);
  if (completedOf(summary.requests) === 0) return null;
  if (by === 'throughput') return summary.throughput;
  if (by === 'failed') return errorRate(summary.requests);
  // A figure that the list shows as a dash is not sorted.
  return hasEnough(Number(by.slice(1)), timedRequests(summary)) ? headlineTimes(run)[by] : null;
}

/** The higher, the less a run can be trusted; null if that was not measured. */
function troubleOf({ verdict, strained, suspect }: RunBrief['summary']['generator']): number | null {
  const at = VERDICTS.findIndex((known) => known === verdict);
  return at === -1 ? null : at * MOST_SECONDS + suspect + strained;
}

const VERDICTS = ['trusted', 'strained', 'suspect'] as const;
const MOST_SECONDS = 1e9;
