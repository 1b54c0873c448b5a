// Connects screens to the shortcuts: an open screen says what each does, and one listener handles the keys.
import { useEffect } from 'react';
import { useLatest } from '../ui/use-latest.ts';
import { actsInFields, isPressOf, type KeyPress } from './keys.ts';
import { SHORTCUT_IDS, SHORTCUTS, type ShortcutId } from './shortcuts.ts';

/** Undefined for what cannot be done now. */
export type ShortcutHandlers = { readonly [Id in ShortcutId]?: (() => void) | undefined };

/** A dialog beside which nothing else can be used. */
export const MODAL = '[role="dialog"][aria-modal="true"]';

/** The handlers of all open screens and dialogs, the latest last. */
const layers = new Set<() => ShortcutHandlers>();

export function useShortcuts(handlers: ShortcutHandlers): void {
  const latest = useLatest(handlers);
  useEffect(() => {
    layers.add(latest);
    return () => void layers.delete(latest);
  }, [latest]);
}

/** The shortcuts that can act now, in the order of the list. */
export function activeShortcuts(): readonly ShortcutId[] {
  return SHORTCUT_IDS.filter((id) => handlerOf(id) !== undefined);
}

export function pressShortcut(id: ShortcutId): void {
  handlerOf(id)?.();
}

/** The only listener; the app calls it once. */
export function useShortcutKeys(): void {
  useEffect(() => {
    addEventListener('keydown', handleKey);
    return () => removeEventListener('keydown', handleKey);
  }, []);
}

function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const id = activeShortcuts().find((one) => isPressed(one, event));
  if (id === undefined) return;
  event.preventDefault();
  // Without this, a key that is held down would toggle a switch repeatedly.
  if (!event.repeat || event.key.startsWith('Arrow')) pressShortcut(id);
}

function isPressed(id: ShortcutId, event: KeyboardEvent): boolean {
  const { keys } = SHORTCUTS[id];
  return keys !== null && isPressOf(keys, pressOf(event)) && !isForTarget(keys, event);
}

function pressOf(event: KeyboardEvent): KeyPress {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  return { key, code, ctrlKey, metaKey, altKey, shiftKey, altGraph: event.getModifierState('AltGraph') };
}

/** Fields keep what can be typed, buttons and links keep Space and Enter, and a dialog with a question keeps everything. */
function isForTarget(keys: string, { key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(MODAL) !== null) return true;
  if (actsInFields(keys)) return false;
  if (target.closest(TYPED_IN) !== null) return true;
  if (key.startsWith('Arrow'))
    return target.closest('input, [role="tab"], [role="menuitem"], [role="separator"], [role="table"], [role="grid"]') !== null;
  return (
    (key === ' ' || key === 'Enter') &&
    target.closest('button, a, input:not([type="range"]), summary, [role="button"], [role="row"]') !== null
  );
}

const TYPED_IN = 'input:not([type="radio"], [type="checkbox"], [type="range"]), textarea, select, [contenteditable="true"]';

function handlerOf(id: ShortcutId): (() => void) | undefined {
  return [...layers].map((latest) => latest()[id]).findLast((handle) => handle !== undefined);
}
