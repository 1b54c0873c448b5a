// Runs beside every page of a recording: reports what a person presses, types and chooses, by the names that they see. It imports
// nothing, because it is injected into pages as one text.

type Kind = 'press' | 'type' | 'choose' | 'enter';
type Note =
  | { readonly kind: Kind; readonly name: string; readonly at: number }
  | { readonly kind: 'secret'; readonly name: string; readonly value: string }
  | { readonly kind: 'title'; readonly name: string };

declare global {
  interface Window {
    /** Only exists during a recording. */
    readonly onrushNote?: (payload: string) => void;
  }
}

const MOST_CHARACTERS = 200;
const PRESSABLE =
  'a[href], button, summary, select, input, textarea, label, [onclick], [role="button"], [role="link"], [role="tab"], [role="menuitem"], [role="option"], [role="checkbox"], [role="radio"], [role="switch"]';
const TYPED =
  'input:not([type="checkbox"], [type="radio"], [type="button"], [type="submit"], [type="reset"], [type="image"], [type="range"], [type="color"], [type="file"]), textarea, [contenteditable=""], [contenteditable="true"]';
const SECRET = /^(?:(?:current|new)-password|one-time-code|cc-number|cc-csc)$/;

export function watchPage(page: Window, report: (note: Note) => void): void {
  let lastTyped: EventTarget | null = null;
  let enteredAt: number | null = null;
  /** Fields for secrets stay secret if the page shows their content. Each has the value that was last reported. */
  const secretFields = new Map<HTMLInputElement, string>();

  const note = (kind: Kind, name: string, at = Date.now()): void => {
    if (kind !== 'type') lastTyped = null;
    // The first character of a password is not the password yet.
    if (kind !== 'type') reportSecrets();
    enteredAt = null;
    report({ kind, name, at });
  };
  const reportSecrets = (): void => {
    for (const [field, reported] of secretFields) {
      if (field.value !== '' && field.value !== reported) report({ kind: 'secret', name: nameOf(field), value: field.value });
      secretFields.set(field, field.value);
    }
  };
  // If an element has a shadow tree, the element inside it counts.
  const on = (type: string, handle: (target: Element, event: Event) => void): void =>
    page.addEventListener(
      type,
      (event) => {
        const [target] = event.composedPath();
        if (event.isTrusted && target instanceof Element) handle(target, event);
      },
      { capture: true, passive: true },
    );

  on('click', (target, event) => {
    const path = event.composedPath().filter((one) => one instanceof Element);
    const pressed = path.find((one) => one.matches(PRESSABLE)) ?? pointed(target);
    if (pressed === null || pressed.matches(TYPED) || pressed.matches('select, option')) return;
    // The element that the label belongs to is pressed next.
    if (pressed instanceof HTMLLabelElement && pressed.control !== null) return;
    if (pressed.matches('input[type="checkbox"], input[type="radio"]')) return note('choose', nameOf(pressed));
    note('press', nameOf(pressed));
  });
  on('input', (target) => {
    if (!target.matches(TYPED)) return;
    if (target instanceof HTMLInputElement && isSecret(target) && !secretFields.has(target)) secretFields.set(target, '');
    if (target !== lastTyped) note('type', nameOf(target));
    lastTyped = target;
  });
  on('change', (target) => {
    reportSecrets();
    if (target instanceof HTMLSelectElement) note('choose', nameOf(target));
    if (target instanceof HTMLInputElement && /^(?:range|color|file|date|time)/.test(target.type) && target !== lastTyped)
      note('choose', nameOf(target));
  });
  on('keydown', (target, event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== 'Enter' || event.isComposing) return;
    if (!target.matches('input') || !target.matches(TYPED)) return;
    reportSecrets();
    const at = Date.now();
    enteredAt = at;
    // A form with a button presses the button at once, and then that is the action.
    setTimeout(() => enteredAt === at && note('enter', nameOf(target), at));
  });
  on('submit', () => reportSecrets());
  page.addEventListener('pagehide', reportSecrets, { capture: true });
  const reportTitle = (): void => {
    if (page.top === page && page.document.title !== '') report({ kind: 'title', name: page.document.title });
  };
  // The script may start when the document is already loaded, and a page may set its title late.
  if (page.document.readyState !== 'loading') reportTitle();
  page.document.addEventListener('DOMContentLoaded', reportTitle);
  for (const moment of ['load', 'pagehide']) page.addEventListener(moment, reportTitle);
}

/** The name that a person would use. */
export function nameOf(element: Element): string {
  const text =
    labelOf(element) ||
    (element.matches(TYPED) ? '' : textOf(element)) ||
    attributeOf(element, 'alt', 'placeholder', 'title', 'name', 'id') ||
    element.querySelector('img[alt]')?.getAttribute('alt') ||
    element.querySelector('title')?.textContent;
  return (text?.replaceAll(/\s+/g, ' ').trim() || kindOf(element)).slice(0, MOST_CHARACTERS);
}

function labelOf(element: Element): string {
  const named = element.getAttribute('aria-labelledby');
  const root = element.ownerDocument;
  if (named !== null) {
    const text = named.split(/\s+/).map((id) => root.getElementById(id)?.textContent ?? '');
    if (text.join('').trim() !== '') return text.join(' ');
  }
  const label = element.getAttribute('aria-label')?.trim() ?? '';
  if (label !== '') return label;
  const labels = 'labels' in element && element.labels instanceof NodeList ? [...element.labels] : [];
  return labels.map((one) => textBeside(one)).join(' ');
}

/** Without the text in the field itself. */
function textBeside(node: Node): string {
  if (node instanceof Element && node.matches('input, select, textarea, button, script, style')) return '';
  return node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : [...node.childNodes].map(textBeside).join('');
}

/** The text on it; the first line of several. */
function textOf(element: Element): string {
  if (element instanceof HTMLInputElement) return /^(?:submit|button|reset)$/.test(element.type) ? element.value : '';
  if (element instanceof HTMLSelectElement) return '';
  const text = element instanceof HTMLElement ? (element.innerText ?? element.textContent) : element.textContent;
  return (text ?? '').trim().split('\n')[0] ?? '';
}

function attributeOf(element: Element, ...names: readonly string[]): string {
  return names.map((name) => element.getAttribute(name)?.trim() ?? '').find((value) => value !== '') ?? '';
}

function kindOf(element: Element): string {
  if (element.matches('a')) return 'a link';
  if (element.matches(TYPED)) return 'a field';
  return element.matches('button, [role="button"], input') ? 'a button' : 'the page';
}

/** Frameworks make any element a button; a short text with a pointer cursor is treated as one. */
function pointed(target: Element): Element | null {
  if (getComputedStyle(target).cursor !== 'pointer') return null;
  let outer = target;
  while (outer.parentElement !== null && getComputedStyle(outer.parentElement).cursor === 'pointer') outer = outer.parentElement;
  return outer === target.ownerDocument.documentElement || outer === target.ownerDocument.body ? target : outer;
}

function isSecret(field: HTMLInputElement): boolean {
  return field.type === 'password' || field.autocomplete.split(' ').some((word) => SECRET.test(word));
}

const { onrushNote } = window;
if (onrushNote !== undefined) watchPage(window, (note) => onrushNote(JSON.stringify(note)));
