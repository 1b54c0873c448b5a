// Moves the focus to an element that has just appeared in the place of the one that had it.
import { useEffect, useRef, type RefObject } from 'react';

/** `wants` is read when the element appears, and never again. */
export function useFirstFocus<Kind extends HTMLElement>(wants: boolean): RefObject<Kind | null> {
  const element = useRef<Kind>(null);
  const first = useRef(wants);
  useEffect(() => {
    if (first.current) element.current?.focus();
    first.current = false;
  }, []);
  return element;
}
