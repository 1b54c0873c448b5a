// Keys of a screen; they act outside fields only.
import { useEffect, useRef } from 'react';

type KeyActions = Readonly<Record<string, () => void>>;

export function useKeys(actions: KeyActions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const handleKey = (event: KeyboardEvent): void => {
      const action = latest.current[event.key];
      if (action === undefined || event.ctrlKey || event.metaKey || event.altKey || isForField(event.target, event.key)) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', handleKey);
    return () => removeEventListener('keydown', handleKey);
  }, []);
}

/** Fields take every key; what is pressed takes Space. */
function isForField(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('input:not([type="radio"], .cursor-keys), textarea, select, [role="dialog"]') !== null) return true;
  return key === ' ' && target.closest('button, a, input') !== null;
}
