// The runs that are ticked in the history, in the order in which they were. Knows no screen.
import { useSyncExternalStore } from 'react';
import { MOST_COMPARED_RUNS } from '../../shared/comparison.ts';

let chosen: readonly string[] = [];
const watchers = new Set<() => void>();

export function useChosenRuns(): readonly string[] {
  return useSyncExternalStore(watch, () => chosen);
}

/** Of more than can be compared, the ones ticked last stay. */
export function chooseRun(id: string, isChosen: boolean): void {
  const others = chosen.filter((other) => other !== id);
  chosen = isChosen ? [...others, id].slice(-MOST_COMPARED_RUNS) : others;
  for (const handle of watchers) handle();
}

function watch(handle: () => void): () => void {
  watchers.add(handle);
  return () => void watchers.delete(handle);
}
