// The plan screen's keys: Ctrl Enter runs, / finds a plan. On a Mac Cmd for Ctrl.
import { useEffect, useRef } from 'react';

export function useRunKey(run: () => void): void {
  useKey((event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  });
}

/** Into the list's search; where the list is folded, the picker opens and its search takes the focus. */
export function useSearchKey(): void {
  useKey((event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    const search = document.querySelector<HTMLElement>('[data-plan-search]');
    if (search === null) document.querySelector<HTMLElement>('[data-plan-picker]')?.click();
    else search.focus();
  });
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'radio') ||
    target.isContentEditable
  );
}

function useKey(handle: (event: KeyboardEvent) => void): void {
  const latest = useRef(handle);
  useEffect(() => {
    latest.current = handle;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => latest.current(event);
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
