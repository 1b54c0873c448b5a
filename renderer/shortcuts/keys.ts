// Keys as written in the list ("Ctrl+Shift+C", "Space", "?"): which presses they match, and how they are shown. Pure.

/** The part of a KeyboardEvent that identifies what was pressed. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** Some layouts need it for [ and ]; it then also counts as Ctrl and Alt. */
  readonly altGraph: boolean;
}

/** Cmd counts as Ctrl, so that one list serves every computer. */
export function isPressOf(keys: string, press: KeyPress): boolean {
  const { key, hasCtrl, hasShift } = readKeys(keys);
  const pressed = pressedKey(press);
  if (pressed !== key) return false;
  const isCtrl = !press.altGraph && (press.ctrlKey || press.metaKey);
  if (isCtrl !== hasCtrl || (press.altKey && !press.altGraph)) return false;
  return isSymbol(key) || press.shiftKey === hasShift;
}

/** One word per key: Ctrl, Shift, C; on a Mac ⌘, ⇧, C. */
export function printKeys(keys: string, isMac: boolean): readonly string[] {
  const { key, hasCtrl, hasShift } = readKeys(keys);
  const printed = PRINTED[key] ?? (/^(.|f\d+)$/.test(key) ? key.toUpperCase() : key);
  return [...(hasCtrl ? [isMac ? '⌘' : 'Ctrl'] : []), ...(hasShift ? [isMac ? '⇧' : 'Shift'] : []), printed];
}

/** For the attribute `aria-keyshortcuts`. */
export function ariaKeys(keys: string, isMac: boolean): string {
  return keys.replace('Ctrl', isMac ? 'Meta' : 'Control');
}

/** Keys with Ctrl also work in fields; other keys would be typed there. */
export function actsInFields(keys: string): boolean {
  return readKeys(keys).hasCtrl;
}

const PRINTED: Readonly<Record<string, string>> = {
  enter: '↵',
  space: 'Space',
  arrowleft: '←',
  arrowright: '→',
  escape: 'Esc',
};

function readKeys(keys: string): { readonly key: string; readonly hasCtrl: boolean; readonly hasShift: boolean } {
  const parts = keys.split('+');
  return { key: (parts.at(-1) ?? '').toLowerCase(), hasCtrl: parts.includes('Ctrl'), hasShift: parts.includes('Shift') };
}

/** By the letter on the key; for another alphabet, by the key's position. */
function pressedKey({ key, code }: KeyPress): string {
  if (key === ' ') return 'space';
  if (key.length === 1 && key > '~') return (/^Key([A-Z])$/.exec(code)?.[1] ?? key).toLowerCase();
  return key.toLowerCase();
}

/** Layouts differ in whether these need Shift. */
function isSymbol(key: string): boolean {
  return key.length === 1 && !/[a-z0-9]/.test(key);
}
