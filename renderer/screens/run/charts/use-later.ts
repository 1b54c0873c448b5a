// Shows a part of the screen that follows a run a few frames after the rest: drawn in tasks of their own, its parts never
// hold up the input together.
import { useEffect, useRef, useState } from 'react';

const FRAME_MS = 16;

/** `value` as it was `frames` ago; as it is where `isUrgent` says that nobody should wait for it. */
export function useLater<T>(value: T, frames: number, isUrgent: (shown: T, value: T) => boolean): T {
  const [shown, setShown] = useState(value);
  const latest = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => {
    latest.current = value;
    // The timer that runs already will show the latest: values that come faster must not put it off for ever.
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
