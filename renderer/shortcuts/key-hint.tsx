// The keys of a shortcut, with the names on this computer's keyboard.
import { ariaKeys, printKeys } from './keys.ts';
import { SHORTCUTS, type ShortcutId } from './shortcuts.ts';
import css from '../ui/key-hint.module.css';

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** For the attribute `aria-keyshortcuts` of the control that the shortcut presses. */
export function shortcutOf(id: ShortcutId): string {
  return ariaKeys(SHORTCUTS[id].keys ?? '', IS_MAC);
}

/** Silent for screen readers: its control has `aria-keyshortcuts`. */
export function KeyHint({ id }: { readonly id: ShortcutId }) {
  const { keys } = SHORTCUTS[id];
  return keys === null ? null : (
    <kbd className={css['key-hint']} aria-hidden>
      {printKeys(keys, IS_MAC).join(' ')}
    </kbd>
  );
}

/** The keys one by one, for a list. */
export function Keys({ id }: { readonly id: ShortcutId }) {
  const { keys } = SHORTCUTS[id];
  return (
    <span className={css['keys']}>
      {printKeys(keys ?? '', IS_MAC).map((key) => (
        <kbd className={css['key-hint']} key={key}>
          {key}
        </kbd>
      ))}
    </span>
  );
}
