// Builds markup in which a user's text can never become a tag: everything that is put into `html` is escaped, except markup
// itself.

export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | readonly Markup[] | null;

/** Use it as html`<b>${name}</b>`; null gives nothing, a list its members. Attribute values must be in double quotes. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: texts.reduce((all, text, at) => all + printPart(parts[at - 1] ?? null) + text) };
}

export function join(members: readonly Markup[]): Markup {
  return { markup: members.map(({ markup }) => markup).join('') };
}

/** Marks text of the program itself, such as its style sheet. */
export function trusted(markup: string): Markup {
  return { markup };
}

/** Control characters are invalid in a page, and those of direction would turn the words around them: both are shown as symbols. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\0-\x08\v\f\x0E-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function printPart(part: Part): string {
  if (part === null) return '';
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : join(part).markup;
}
