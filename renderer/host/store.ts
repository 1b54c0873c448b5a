// A value that the window's screens share: its owner sets it, components watch it. It knows neither.
import { useSyncExternalStore } from 'react';

export interface Store<T> {
  readonly get: () => T;
  /** Watchers are only called if the value has changed. */
  readonly set: (next: T) => void;
  /** Returns a function that stops watching. */
  readonly watch: (handle: () => void) => () => void;
}

export function createStore<T>(first: T): Store<T> {
  let value = first;
  const watchers = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const handle of watchers) handle();
    },
    watch: (handle) => {
      watchers.add(handle);
      return () => void watchers.delete(handle);
    },
  };
}

/** Renders again when the selected part has changed; `select` must return the same part for the same value. */
export function useStore<T, Part>(store: Store<T>, select: (value: T) => Part): Part {
  return useSyncExternalStore(store.watch, () => select(store.get()));
}
