// Figures of requests that belong together: to a step, a scenario or a remote address.
import { exactTimes, spectrumQuantiles } from './exact-times.ts';
import { Histogram, type HistogramData } from '../../shared/histogram.ts';
import { NO_TIMES as NO_HISTOGRAMS } from '../../shared/snapshot.ts';
import { isFailure, outcomeOf } from '../../shared/outcome.ts';
import type { GroupFigures, SampleFigures } from '../../shared/sample-query.ts';
import { completedOf, type RunSummary } from '../../shared/summary.ts';
import { NO_TIME_STATS, type TimeStats } from '../../shared/time-stats.ts';
import type { Gathered } from './gathered.ts';

export interface NamedGroups {
  readonly names: readonly string[];
  readonly by: 'step' | 'remote' | 'generator';
  /** Maps a cell of the column to an index in `names`; -1 for a request of no group. */
  readonly groupOf: (cell: number) => number;
}

/** What all groups have in common. */
export interface GroupContext {
  readonly measuredMs: number;
  readonly serviceTime: TimeStats;
  readonly responseTime: TimeStats;
  readonly spectrum: SampleFigures['spectrum'];
  readonly times: SampleFigures['times'];
}

type GroupTimes = Omit<GroupContext, 'measuredMs'>;

/** The groups that have requests, in the order of `names`. */
export function groupFigures(gathered: Gathered, { names, by, groupOf }: NamedGroups, whole: GroupContext): GroupFigures[] {
  const column = gathered[by];
  const groups = Int32Array.from({ length: cellsOf(column) }, (_, cell) => groupOf(cell));
  const counts = countGroups(gathered, groups, column, names.length);
  for (const request of gathered.cancelled) {
    const known = counts[groupOf(request[by])];
    if (known !== undefined) [known.total, known.cancelled] = [known.total + 1, known.cancelled + 1];
  }
  // If one group has all completed requests, the others have only cancelled ones, which have no times.
  const holdsAll = (count: Counts | undefined): boolean => count !== undefined && completedOf(count) === gathered.count;
  const timesOf = counts.some(holdsAll)
    ? (index: number) => (holdsAll(counts[index]) ? pickTimes(whole) : NO_TIMES)
    : splitTimes(gathered, groups, column, counts);
  return names.flatMap((name, index) => {
    const requests = counts[index];
    if (requests === undefined || requests.total === 0) return [];
    return [{ index, name, requests, throughput: requestRate(requests, whole.measuredMs), ...timesOf(index) }];
  });
}

const NO_TIMES: GroupTimes = {
  serviceTime: NO_TIME_STATS,
  responseTime: NO_TIME_STATS,
  spectrum: [],
  times: NO_HISTOGRAMS,
};

function pickTimes({ serviceTime, responseTime, spectrum, times }: GroupContext): GroupTimes {
  return { serviceTime, responseTime, spectrum, times };
}

export function requestRate(requests: RunSummary['requests'], measuredMs: number): number {
  return measuredMs > 0 ? completedOf(requests) / (measuredMs / 1000) : 0;
}

interface Counts {
  total: number;
  succeeded: number;
  failed: number;
  cancelled: number;
}

/** Counts the outcome of a request that completed. */
export function countOutcome(counts: Counts, outcome: number): void {
  counts.total += 1;
  if (isFailure(outcomeOf(outcome))) counts.failed += 1;
  else counts.succeeded += 1;
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

/** The times of each group, computed exactly. */
function splitTimes(
  { service, response }: Gathered,
  groups: Int32Array,
  column: Uint16Array,
  counts: readonly Counts[],
): (group: number) => GroupTimes {
  const ofService = split(service, groups, column, counts);
  const ofResponse = split(response, groups, column, counts);
  return (group) => timesOfValues(ofService(group), ofResponse(group));
}

/** Parallel arrays, in ms. */
function timesOfValues(service: Float64Array, response: Float64Array): GroupTimes {
  // Counted first, because computing the figures reorders the values.
  const times = { service: histogramOf(service), response: histogramOf(response) };
  const quantiles = spectrumQuantiles(service.length);
  const [ofService, ofResponse] = [exactTimes(service, quantiles), exactTimes(response, quantiles)];
  return {
    serviceTime: ofService.stats,
    responseTime: ofResponse.stats,
    spectrum: quantiles.map((quantile, at) => ({
      quantile,
      service: ofService.atQuantiles[at] ?? 0,
      response: ofResponse.atQuantiles[at] ?? 0,
    })),
    times,
  };
}

export function histogramOf(values: Float64Array): HistogramData {
  const histogram = new Histogram();
  for (let at = 0; at < values.length; at += 1) histogram.record(values[at] ?? 0);
  return histogram.toData();
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
    total += completedOf(count);
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
  return (group) => together.subarray(starts[group], next[group]);
}
