// How long a search has taken so far.
import { useEffect, useState } from 'react';
import { searchedMs, type CapacityRow } from '../../../shared/capacity/capacity-search.ts';

/** In ms, renewed every second. */
export function useElapsed(row: Pick<CapacityRow, 'startedAt' | 'endedAt' | 'resumed'>): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return searchedMs(row, now);
}
