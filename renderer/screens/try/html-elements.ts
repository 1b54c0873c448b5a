// A page as its elements: each with a CSS selector that finds it, and what can be extracted from it. No part of the page is
// executed.
import type { PressedValue } from './pressed-value.ts';

export interface HtmlElement {
  /** The index among all elements of the page. */
  readonly index: number;
  readonly depth: number;
  readonly tag: string;
  /** The attributes that are shown. */
  readonly attributes: readonly HtmlAttribute[];
  /** Its own text, without that of nested elements. */
  readonly text: string;
}

export interface HtmlAttribute {
  readonly name: string;
  readonly value: string;
}

export interface HtmlPage {
  readonly elements: readonly HtmlElement[];
  /** The meaning of pressing an element; null if there is no such element. */
  readonly press: (index: number) => PressedValue | null;
  /** For a frame without scripts: each element has its number in `data-onrush`. */
  readonly shown: string;
}

/** Nothing is extracted from these elements. */
const SILENT = new Set(['script', 'style', 'noscript', 'template', 'br', 'hr', 'path', 'g']);

export function htmlPage(source: string): HtmlPage {
  const page = new DOMParser().parseFromString(source, 'text/html');
  const all = [...page.querySelectorAll('*')];
  const hasBody = /<body[\s>]/i.test(source);
  return {
    elements: all.flatMap((element, index) => (isListed(element) ? [listed(element, index)] : [])),
    press: (index) => {
      const element = all[index];
      return element === undefined ? null : pressedOf(element, hasBody);
    },
    shown: shownPage(source),
  };
}

function isListed(element: Element): boolean {
  return !SILENT.has(element.localName) && element.closest('script, style, noscript, template') === null;
}

function listed(element: Element, index: number): HtmlElement {
  let depth = 0;
  for (let above = element.parentElement; above !== null; above = above.parentElement) depth += 1;
  return {
    index,
    depth,
    tag: element.localName,
    attributes: [...element.attributes].map(({ name, value }) => ({ name, value })),
    text: ownText(element),
  };
}

function ownText({ childNodes }: Element): string {
  return [...childNodes]
    .filter(({ nodeType }) => nodeType === 3)
    .map(({ textContent }) => textContent ?? '')
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function pressedOf(element: Element, hasBody: boolean): PressedValue {
  return {
    kind: 'css',
    selector: selectorOf(element, hasBody),
    anySelector: anySelectorOf(element),
    tag: element.localName,
    text: (element.textContent ?? '').trim(),
    attributes: [...element.attributes].map(({ name, value }) => ({ name, value })),
  };
}

/** The shortest selector that finds only this element. */
function selectorOf(element: Element, hasBody: boolean): string {
  const page = element.ownerDocument;
  const own = ownSelectors(element).find((selector) => page.querySelectorAll(selector).length === 1);
  const parent = element.parentElement;
  if (own !== undefined || parent === null) return own ?? element.localName;
  const alike = [...parent.children].filter(({ localName }) => localName === element.localName);
  const here = alike.length === 1 ? element.localName : `${element.localName}:nth-of-type(${alike.indexOf(element) + 1})`;
  // Parsers of browsers add these if the source lacks them, but the parser that extracts the value does not.
  if (parent.localName === 'tbody' && parent.parentElement !== null)
    return `${selectorOf(parent.parentElement, hasBody)} ${here}`;
  if (parent.localName === 'html' || (parent.localName === 'body' && !hasBody)) return here;
  return `${selectorOf(parent, hasBody)} > ${here}`;
}

const TELLING = ['name', 'data-testid', 'data-test', 'property', 'itemprop', 'rel', 'for', 'type'];

function ownSelectors(element: Element): readonly string[] {
  const { id, localName } = element;
  const classes = [...element.classList].map((one) => `.${CSS.escape(one)}`);
  return [
    ...(id === '' ? [] : [`#${CSS.escape(id)}`]),
    ...TELLING.flatMap((name) => {
      const value = element.getAttribute(name);
      return value === null || value === '' ? [] : [`${localName}[${name}=${quoted(value)}]`];
    }),
    ...classes.map((one) => localName + one),
    ...(classes.length > 1 ? [localName + classes.join('')] : []),
    localName,
  ];
}

/** A selector that finds several elements of its kind; null if it has nothing in common with others. */
function anySelectorOf(element: Element): string | null {
  const page = element.ownerDocument;
  const [own] = [...element.classList];
  if (own === undefined) return null;
  const selector = `${element.localName}.${CSS.escape(own)}`;
  return page.querySelectorAll(selector).length > 1 ? selector : null;
}

function quoted(value: string): string {
  return /^[A-Za-z_][\w-]*$/.test(value) ? value : `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}

/** Only what the page itself contains is shown: nothing is loaded, and no link works. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'";
const LEADS_AWAY = 'script, iframe, frame, object, embed, base, link, meta[http-equiv], portal';

function shownPage(source: string): string {
  const page = new DOMParser().parseFromString(source, 'text/html');
  for (const [index, element] of [...page.querySelectorAll('*')].entries()) element.setAttribute('data-onrush', String(index));
  for (const element of page.querySelectorAll(LEADS_AWAY)) element.remove();
  for (const element of page.querySelectorAll('*')) {
    for (const name of element.getAttributeNames()) {
      if (/^on|^(ping|target|srcdoc|autofocus)$/i.test(name)) element.removeAttribute(name);
    }
  }
  const head = `<meta http-equiv="Content-Security-Policy" content="${POLICY}"><style>*:hover:not(:has(:hover)){outline:2px solid #2a6de0;cursor:pointer}</style>`;
  return `<!doctype html>${page.documentElement.outerHTML.replace(/<head([^>]*)>/, `<head$1>${head}`)}`;
}
