// The time of day for words like "Today": kept to the minute, so that a screen left open stays right.
import { useEffect, useState } from 'react';

/** Epoch ms. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
