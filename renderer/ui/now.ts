// The present time for words like "Today": updated every minute, so that an open screen stays correct.
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
