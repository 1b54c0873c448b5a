// Merges snapshots by two, four, eight and so on during a run, so that a run of any length opens at once. Level n has one
// snapshot for every 2^n intervals, complete ones only; level 0 are the snapshots themselves.
import type { Snapshot } from '../../shared/snapshot.ts';
import { indexAfter, joinSnapshots } from '../../shared/snapshot-columns.ts';

/** 2^20 snapshots of a quarter of a second each cover three days. */
const TOP_LEVEL = 20;

export interface MergedSnapshot {
  readonly level: number;
  /** It begins at the interval `slot * 2^level`. */
  readonly slot: number;
  readonly snapshot: Snapshot;
}

export class SnapshotLevels {
  /** For each level, the first half of the slot that is being filled. */
  readonly #halves: (Snapshot | null)[] = [];

  /** Returns what became complete with this snapshot. Snapshots come in order; slots that a gap touches are left out. */
  add(snapshot: Snapshot): MergedSnapshot[] {
    const complete: MergedSnapshot[] = [];
    let part = snapshot;
    for (let level = 1; level <= TOP_LEVEL; level += 1) {
      const first = this.#halves[level] ?? null;
      const isSecond = Math.floor(part.index / 2 ** (level - 1)) % 2 === 1;
      this.#halves[level] = isSecond ? null : part;
      if (!isSecond || first === null || indexAfter(first) !== part.index) return complete;
      part = joinSnapshots(first, part);
      complete.push({ level, slot: first.index / 2 ** level, snapshot: part });
    }
    return complete;
  }
}

/** The lowest level at which a run with this number of snapshots has no more than `most` columns. */
export function levelFor(snapshots: number, most: number): number {
  let level = 0;
  while (Math.ceil(snapshots / 2 ** level) > most) level += 1;
  return level;
}

/** Merges ascending neighbours that share a slot of 2^level intervals. */
export function* joinSlots(snapshots: Iterable<Snapshot>, level: number): Generator<Snapshot, void, undefined> {
  const slotOf = ({ index }: Snapshot): number => Math.floor(index / 2 ** level);
  let column: Snapshot | null = null;
  for (const snapshot of snapshots) {
    if (column !== null && slotOf(column) === slotOf(snapshot)) {
      column = joinSnapshots(column, snapshot);
      continue;
    }
    if (column !== null) yield column;
    column = snapshot;
  }
  if (column !== null) yield column;
}
