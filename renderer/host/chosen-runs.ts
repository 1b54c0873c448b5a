// The runs that are ticked in the history, in the order in which they were. Knows no screen.
import { createStore, useStore } from './store.ts';

const chosen = createStore<readonly string[]>([]);

export function useChosenRuns(): readonly string[] {
  return useStore(chosen, (runIds) => runIds);
}

export function setChosenRuns(runIds: readonly string[]): void {
  chosen.set([...new Set(runIds)]);
}

export function setRunChosen(id: string, isChosen: boolean): void {
  const others = chosen.get().filter((other) => other !== id);
  chosen.set(isChosen ? [...others, id] : others);
}
