// A text with holes: "{{base}}/carts/{{$guid}}". It is parsed once per plan; this file does not know what fills the holes.

/** Constant text, or a hole with its trimmed name. */
export type Piece = string | { readonly name: string };

export type ParsedTemplate =
  | { readonly ok: true; readonly pieces: readonly Piece[] }
  | { readonly ok: false; readonly message: string };

/** Two braces that are meant literally. */
const ESCAPED = String.raw`\{{`;

export function hasHoles(text: string): boolean {
  return text.includes('{{');
}

/** Escapes in constant text are undone, and neighbouring texts are joined. */
export function parseTemplate(text: string): ParsedTemplate {
  if (!hasHoles(text)) return { ok: true, pieces: text === '' ? [] : [text] };
  const pieces: Piece[] = [];
  let constant = '';
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{{', at);
    if (open === -1) break;
    if (text[open - 1] === '\\' && open > at) {
      constant += `${text.slice(at, open - 1)}{{`;
      at = open + 2;
      continue;
    }
    const close = text.indexOf('}}', open);
    const name = close === -1 ? '' : text.slice(open + 2, close).trim();
    const message = holeFault(name, close, open + 1);
    if (message !== null) return { ok: false, message };
    constant += text.slice(at, open);
    if (constant !== '') pieces.push(constant);
    constant = '';
    pieces.push({ name });
    at = close + 2;
  }
  constant += text.slice(at);
  if (constant !== '') pieces.push(constant);
  return { ok: true, pieces };
}

/** Escapes a text so that its braces are literal. */
export function escapeTemplate(text: string): string {
  return text.replaceAll('{{', ESCAPED);
}

/** The names in its holes; empty if it is not a template. */
export function namesIn(text: string): readonly string[] {
  const parsed = parseTemplate(text);
  return parsed.ok ? parsed.pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [piece.name])) : [];
}

function holeFault(name: string, close: number, column: number): string | null {
  if (close === -1) return `Column ${column}: "{{" is not closed by "}}". Write ${ESCAPED} if two braces are meant.`;
  if (name === '') return `Column ${column}: "{{}}" names nothing. Write a name such as {{token}}.`;
  if (/[{}"\n\r]/.test(name))
    return `Column ${column}: "{{${name.slice(0, 40)}}}" is not a name. Write ${ESCAPED} if two braces are meant.`;
  return null;
}
