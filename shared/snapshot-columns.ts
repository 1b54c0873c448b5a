// Snapshots of a run as columns of a chart: a bounded number of them, each of neighbours merged.
import { isFailure, outcomeOf } from './outcome.ts';
import {
  allocateDots,
  FAILURES_PER_SNAPSHOT,
  mergeSnapshots,
  SLOWEST_PER_SNAPSHOT,
  SNAPSHOT_MS,
  UNKNOWN_SEQ,
  type Dots,
  type Snapshot,
} from './snapshot.ts';

/** Past this many columns neighbours are merged and every column becomes twice as wide. */
export const MOST_COLUMNS = 1200;

/** The index of the first snapshot that is not part of this one, which may be of several merged. */
export function indexAfter({ index, endAt }: Snapshot): number {
  return Math.max(index + 1, Math.round(endAt / SNAPSHOT_MS));
}

/** Two neighbours as one column, with no more dots than one snapshot keeps, but where they are all there are. */
export function joinSnapshots(earlier: Snapshot, later: Snapshot): Snapshot {
  const merged = mergeSnapshots(earlier, later);
  return merged.dotsAreAll ? merged : { ...merged, dots: capDots(merged.dots) };
}

/** The slowest and the first failures, as many as one snapshot keeps. */
function capDots(dots: Dots): Dots {
  if (dots.endedAt.length <= SLOWEST_PER_SNAPSHOT) return dots;
  const rows = [...dots.response.keys()].toSorted((a, b) => (dots.response[b] ?? 0) - (dots.response[a] ?? 0));
  const kept = new Set(rows.slice(0, SLOWEST_PER_SNAPSHOT));
  let failures = 0;
  for (let row = 0; row < dots.outcome.length && failures < FAILURES_PER_SNAPSHOT; row += 1) {
    if (!isFailure(outcomeOf(dots.outcome[row] ?? 0))) continue;
    kept.add(row);
    failures += 1;
  }
  return takeDots(
    dots,
    [...kept].toSorted((a, b) => a - b),
  );
}

export function takeDots(dots: Dots, rows: readonly number[]): Dots {
  const taken = allocateDots(rows.length);
  rows.forEach((row, at) => {
    taken.endedAt[at] = dots.endedAt[row] ?? 0;
    taken.service[at] = dots.service[row] ?? 0;
    taken.response[at] = dots.response[row] ?? 0;
    taken.firstByte[at] = dots.firstByte[row] ?? Number.NaN;
    taken.outcome[at] = dots.outcome[row] ?? 0;
    taken.status[at] = dots.status[row] ?? 0;
    taken.iteration[at] = dots.iteration[row] ?? 0;
    taken.step[at] = dots.step[row] ?? 0;
    taken.seq[at] = dots.seq[row] ?? UNKNOWN_SEQ;
  });
  return taken;
}
