// Shows a part of the screen of a running run a few frames after the rest: drawn in tasks of their own, the parts never block the
// input together.
import { useEffect, useRef, useState } from 'react';

const FRAME_MS = 16;

/** `value` as it was `frames` ago, or as it is now if `isUrgent` returns true. */
export function useLater<T>(value: T, frames: number, isUrgent: (shown: T, value: T) => boolean): T {
  const [shown, setShown] = useState(value);
  const latest = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    latest.current = value;
    // The running timer will show the latest value: values that come faster must not postpone it for ever.
    if (timer.current !== null) return;
    timer.current = setTimeout(() => {
      timer.current = null;
      setShown(latest.current);
    }, frames * FRAME_MS);
  }, [value, frames]);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return isUrgent(shown, value) ? value : shown;
}
