// The snapshots of a run as columns of a chart: their number is bounded by merging neighbours.
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

/** If there are more columns, neighbours are merged and every column becomes twice as wide. */
export const MOST_COLUMNS = 1200;

/** The index of the first snapshot after this one, which may consist of several. */
export function indexAfter({ index, endAt }: Snapshot): number {
  return Math.max(index + 1, Math.round(endAt / SNAPSHOT_MS));
}

/** Merges two neighbours into one column. It keeps no more dots than one snapshot does, unless the dots are all requests. */
export function joinSnapshots(earlier: Snapshot, later: Snapshot): Snapshot {
  const merged = mergeSnapshots(earlier, later);
  return merged.dotsAreAll ? merged : { ...merged, dots: capDots(merged.dots) };
}

/** Merges neighbours that share a slot of `columnMs`. */
export function inSlots(columns: readonly Snapshot[], columnMs: number): Snapshot[] {
  const wide: Snapshot[] = [];
  for (const column of columns) {
    const last = wide.at(-1);
    if (last !== undefined && slotOf(last, columnMs) === slotOf(column, columnMs)) wide[wide.length - 1] = joinOnce(last, column);
    else wide.push(column);
  }
  return wide;
}

export function slotOf({ startAt }: Snapshot, columnMs: number): number {
  return Math.floor(startAt / columnMs + 1e-6);
}

const joined = new WeakMap<Snapshot, { readonly later: Snapshot; readonly both: Snapshot }>();

/** Cached for each pair, because views of several widths need it again at every update. */
export function joinOnce(earlier: Snapshot, later: Snapshot): Snapshot {
  const known = joined.get(earlier);
  if (known?.later === later) return known.both;
  const both = joinSnapshots(earlier, later);
  joined.set(earlier, { later, both });
  return both;
}

/** A column with fewer requests has no percentiles, because they would mean nothing. */
export const ENOUGH_SAMPLES = 20;
/** Nearly every column should have percentiles: at a steady rate half of the columns have one request less than the median. */
const NEARLY_EVERY = 0.1;

export interface Columns {
  readonly columns: readonly Snapshot[];
  readonly columnMs: number;
}

/** Widens columns that contain too few requests, but hardly beyond an eighth of `spanMs`. */
export function widenColumns(narrow: Columns, spanMs: number, enough = ENOUGH_SAMPLES): Columns {
  let wide = narrow;
  // At a steady rate columns differ by one request, so the fewest are enough if nearly all have one more.
  while (fewOfColumns(wide.columns) <= enough && wide.columnMs * 8 <= spanMs) wide = twiceAsWide(wide);
  const few = fewOfColumns(wide.columns);
  // Then one more step where it gives all of them enough, because otherwise some may have enough while others do not.
  return few <= enough && few * 2 > enough && wide.columnMs * 4 <= spanMs ? twiceAsWide(wide) : wide;
}

function twiceAsWide({ columns, columnMs }: Columns): Columns {
  return { columns: inSlots(columns, columnMs * 2), columnMs: columnMs * 2 };
}

/** The number of requests that nearly every column with requests reaches, except the last one, which may be cut short. */
function fewOfColumns(columns: readonly Snapshot[]): number {
  const counts = columns.map(({ succeeded, failed }) => succeeded + failed).filter((count) => count > 0);
  const whole = (counts.length > 1 ? counts.slice(0, -1) : counts).toSorted((a, b) => a - b);
  return whole[Math.floor(whole.length * NEARLY_EVERY)] ?? Infinity;
}

/** Up to `most` rows, spread evenly from the first to the last. */
export function spreadEvenly<T>(rows: readonly T[], most: number): readonly T[] {
  if (rows.length <= most) return rows;
  return Array.from({ length: most }, (_, at) => rows[Math.round((at * (rows.length - 1)) / Math.max(1, most - 1))]).filter(
    (row) => row !== undefined,
  );
}

/** The slowest requests, and failures from the first to the last, as many as one snapshot keeps. */
function capDots(dots: Dots): Dots {
  if (dots.endedAt.length <= SLOWEST_PER_SNAPSHOT) return dots;
  const rows = [...dots.response.keys()].toSorted((a, b) => (dots.response[b] ?? 0) - (dots.response[a] ?? 0));
  const kept = new Set(rows.slice(0, SLOWEST_PER_SNAPSHOT));
  const failures = [...dots.outcome.keys()].filter((row) => isFailure(outcomeOf(dots.outcome[row] ?? 0)));
  for (const row of spreadEvenly(failures, FAILURES_PER_SNAPSHOT)) kept.add(row);
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
    taken.sender[at] = dots.sender[row] ?? 0;
    taken.seq[at] = dots.seq[row] ?? UNKNOWN_SEQ;
  });
  return taken;
}
