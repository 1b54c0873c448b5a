// Keys of a screen; they act outside fields and buttons only.
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
      if (action === undefined || event.ctrlKey || event.metaKey || event.altKey || isForField(event.target)) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', handleKey);
    return () => removeEventListener('keydown', handleKey);
  }, []);
}

function isForField(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('input:not(.cursor-keys), textarea, select, button, a, [role="dialog"]') !== null
  );
}
