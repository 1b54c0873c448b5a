// A value that the window's screens share: set by whoever owns it, watched by whoever shows it. Knows neither.
import { useSyncExternalStore } from 'react';

export interface Store<T> {
  readonly get: () => T;
  /** Watchers hear of it only where the value is another one. */
  readonly set: (next: T) => void;
  /** Returns how to stop watching. */
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

/** Renders again when the chosen part is another one; `select` must return the same part for the same value. */
export function useStore<T, Part>(store: Store<T>, select: (value: T) => Part): Part {
  return useSyncExternalStore(store.watch, () => select(store.get()));
}
