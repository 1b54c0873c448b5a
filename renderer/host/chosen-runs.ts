// The runs that are selected in the history, in the order of selection. It does not know screens.
import { createStore, useStore } from './store.ts';

const chosen = createStore<readonly string[]>([]);

export function useChosenRuns(): readonly string[] {
  return useStore(chosen, (runIds) => runIds);
}

export function setRunsChosen(runIds: readonly string[], isChosen: boolean): void {
  const others = chosen.get().filter((other) => !runIds.includes(other));
  chosen.set(isChosen ? [...others, ...runIds] : others);
}

export function clearChosenRuns(): void {
  chosen.set([]);
}
