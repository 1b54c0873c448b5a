// The value of the last render, for handlers that stay the same while it changes.
import { useCallback, useEffect, useRef } from 'react';

/** The returned function is always the same one. Call it in handlers and effects, not while rendering. */
export function useLatest<T>(value: T): () => T {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return useCallback(() => latest.current, []);
}
