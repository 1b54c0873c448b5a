// The value of the last render, for handlers that stay the same while it changes.
import { useEffect, useRef, type RefObject } from 'react';

/** It may be read in handlers and effects, not while rendering. */
export function useLatest<T>(value: T): Readonly<RefObject<T>> {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
