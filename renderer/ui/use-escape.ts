// What Escape does on a screen, unless something on it has handled the key already.
import { useEffect } from 'react';
import { useLatest } from './use-latest.ts';

/** `except` is a selector for places with their own use of Escape. */
export function useEscape(handle: () => void, except: string | null = null): void {
  const latest = useLatest(handle);
  useEffect(() => {
    const handleKey = (event: KeyboardEvent): void => {
      const isElsewhere = except !== null && event.target instanceof Element && event.target.closest(except) !== null;
      if (event.key === 'Escape' && !event.defaultPrevented && !isElsewhere) latest()();
    };
    addEventListener('keydown', handleKey);
    return () => removeEventListener('keydown', handleKey);
  }, [except, latest]);
}
