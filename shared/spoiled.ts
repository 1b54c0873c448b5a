// The periods of a run in which the load generator itself was late, which every chart hatches. Pure.
import type { HealthSecond, HealthVerdict } from './health.ts';
import type { Snapshot } from './snapshot.ts';

export type SpoiledVerdict = Exclude<HealthVerdict, 'trusted'>;

/** Times are in ms since the run's start. */
export interface SpoiledSpan {
  readonly from: number;
  readonly to: number;
  readonly verdict: SpoiledVerdict;
}

const SECOND_MS = 1000;

/** Ascending; neighbours with the same verdict are joined. */
export function spoiledSpans(columns: readonly Snapshot[]): SpoiledSpan[] {
  const spans: SpoiledSpan[] = [];
  for (const column of columns) {
    const { health } = column;
    if (health === null || health.verdict === 'trusted') continue;
    const { from, to } = spanOf(column, health);
    const last = spans.at(-1);
    if (last !== undefined && last.verdict === health.verdict && last.to >= from) spans[spans.length - 1] = { ...last, to };
    else spans.push({ from, to, verdict: health.verdict });
  }
  return spans;
}

/** The worst verdict in each of `count` equal parts of `totalMs`; null if nothing is known. */
export function healthCells(columns: readonly Snapshot[], totalMs: number, count: number): (HealthVerdict | null)[] {
  const cells: (HealthVerdict | null)[] = Array.from({ length: count }, () => null);
  for (const column of columns) {
    const { health } = column;
    if (health === null) continue;
    const { from, to } = spanOf(column, health);
    const first = Math.floor((from / totalMs) * count);
    const last = Math.ceil((to / totalMs) * count - 1e-9) - 1;
    for (let at = Math.max(0, first); at <= Math.min(last, count - 1); at += 1) {
      const known = cells[at] ?? null;
      if (known === null || RANK[health.verdict] > RANK[known]) cells[at] = health.verdict;
    }
  }
  return cells;
}

const RANK: Readonly<Record<HealthVerdict, number>> = { trusted: 0, strained: 1, suspect: 2 };

/** A column that is wider than a second shows its worst second. */
function spanOf({ startAt, endAt }: Snapshot, { second }: HealthSecond): { readonly from: number; readonly to: number } {
  if (endAt - startAt > SECOND_MS) return { from: startAt, to: endAt };
  return { from: second * SECOND_MS, to: Math.max(endAt, second * SECOND_MS + 1) };
}
