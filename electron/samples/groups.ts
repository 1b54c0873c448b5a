// Figures of requests that belong together: to a step, a scenario, a remote address.
import { exactTimes } from './exact-times.ts';
import { isFailure, outcomeOf } from '../../shared/outcome.ts';
import type { GroupFigures } from '../../shared/sample-query.ts';
import type { RunSummary, TimesStats } from '../../shared/summary.ts';
import type { TimeStats } from '../../shared/time-stats.ts';
import type { Gathered } from './gathered.ts';

export interface Grouping {
  readonly names: readonly string[];
  /** Index in `names` by what the column holds; -1 for a request of no group. */
  readonly column: Uint16Array;
  readonly groupOf: (cell: number) => number;
}

/** Of all that was gathered. */
export interface GroupContext {
  readonly measuredMs: number;
  readonly serviceTime: TimeStats;
  readonly responseTime: TimeStats;
}

/** Those with requests, in the order of `names`. */
export function groupFigures(gathered: Gathered, { names, column, groupOf }: Grouping, whole: GroupContext): GroupFigures[] {
  const groups = Int32Array.from({ length: cellsOf(column) }, (_, cell) => groupOf(cell));
  const counts = countGroups(gathered, groups, column, names.length);
  const timesOf = counts.some(({ total }) => total === gathered.count)
    ? () => ({ serviceTime: whole.serviceTime, responseTime: whole.responseTime })
    : splitTimes(gathered, groups, column, counts);
  return names.flatMap((name, index) => {
    const requests = counts[index];
    if (requests === undefined || requests.total === 0) return [];
    return [{ index, name, requests, throughput: perSecond(requests, whole.measuredMs), ...timesOf(index) }];
  });
}

export function perSecond({ succeeded, failed }: RunSummary['requests'], measuredMs: number): number {
  return measuredMs > 0 ? (succeeded + failed) / (measuredMs / 1000) : 0;
}

interface Counts {
  total: number;
  succeeded: number;
  failed: number;
  cancelled: number;
}

export function countOutcome(counts: Counts, outcome: number): void {
  counts.total += 1;
  const name = outcomeOf(outcome);
  if (name === 'ok') counts.succeeded += 1;
  else if (isFailure(name)) counts.failed += 1;
  else counts.cancelled += 1;
}

function cellsOf(column: Uint16Array): number {
  let most = 0;
  for (let at = 0; at < column.length; at += 1) most = Math.max(most, column[at] ?? 0);
  return most + 1;
}

function countGroups({ count, outcome }: Gathered, groups: Int32Array, column: Uint16Array, length: number): Counts[] {
  const counts = Array.from({ length }, () => ({ total: 0, succeeded: 0, failed: 0, cancelled: 0 }));
  for (let at = 0; at < count; at += 1) {
    const known = counts[groups[column[at] ?? 0] ?? -1];
    if (known !== undefined) countOutcome(known, outcome[at] ?? 0);
  }
  return counts;
}

/** Each group's times, of its very values. */
function splitTimes(
  { service, response }: Gathered,
  groups: Int32Array,
  column: Uint16Array,
  counts: readonly Counts[],
): (group: number) => TimesStats {
  const ofService = split(service, groups, column, counts);
  const ofResponse = split(response, groups, column, counts);
  return (group) => ({
    serviceTime: exactTimes(ofService(group)).stats,
    responseTime: exactTimes(ofResponse(group)).stats,
  });
}

function split(
  values: Float64Array,
  groups: Int32Array,
  column: Uint16Array,
  counts: readonly Counts[],
): (group: number) => Float64Array {
  const starts: number[] = [];
  let total = 0;
  for (const count of counts) {
    starts.push(total);
    total += count.total;
  }
  const together = new Float64Array(total);
  const next = Int32Array.from(starts);
  for (let at = 0; at < values.length; at += 1) {
    const group = groups[column[at] ?? 0] ?? -1;
    if (group < 0) continue;
    const place = next[group] ?? 0;
    together[place] = values[at] ?? 0;
    next[group] = place + 1;
  }
  return (group) => together.subarray(starts[group], (starts[group] ?? 0) + (counts[group]?.total ?? 0));
}
