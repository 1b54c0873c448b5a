// The line through the outline from the step that makes the chosen value to the steps that use it. Pure.
import { sequenceOf, type NameIndex, type NamePlace } from '../draft/name-index.ts';
import { stepPath } from '../draft/step-list.ts';

export interface Thread {
  /** The part of the row's height that the line covers. */
  readonly line: 'begins' | 'goes-on' | 'ends' | 'none';
  readonly dot: 'maker' | 'user' | null;
}

/** By form path of the step; empty if no name is chosen, or if no step here uses it. */
export function threadOf(index: NameIndex, place: NamePlace, chosen: string | null): ReadonlyMap<string, Thread> {
  if (chosen === null) return new Map();
  const rows = sequenceOf(index, place).map(({ at, names: { made, used } }) => {
    const dot = made.includes(chosen) ? 'maker' : used.some(({ name }) => name === chosen) ? 'user' : null;
    return { path: stepPath(at), dot } as const;
  });
  const first = rows.findIndex(({ dot }) => dot !== null);
  const last = rows.findLastIndex(({ dot }) => dot !== null);
  return new Map(
    rows.slice(Math.max(0, first), last + 1).map(({ path, dot }, at): [string, Thread] => {
      const line = first === last ? 'none' : at === 0 ? 'begins' : at === last - first ? 'ends' : 'goes-on';
      return [path, { line, dot }];
    }),
  );
}
