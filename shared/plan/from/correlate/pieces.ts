// The pieces of a text that may be values of their own: path segments, parameters, quoted words. Pure.
export interface ValuePiece {
  readonly from: number;
  readonly to: number;
}

/** From coarse to fine: values of parameters, then words between blanks and quotes, then their parts. */
const SPLITS = [
  // The first two parts of a token, which some pages store separately from its signature.
  /^[\w-]{8,}\.[\w-]{8,}(?=\.[\w-]{8,}$)/g,
  /(?:^|[?&#;])[\w.[\]-]+=([^&#;\s"'<>]+)/g,
  /[^\s"'`<>()[\]{},;|&?#]+/g,
  /[^\s"'`<>()[\]{},;|&?#=:/]+/g,
  /[^\s"'`<>()[\]{},;|&?#=:/.$@!*\\]+/g,
];
const MOST_PIECES = 400;

export function piecesOf(text: string): readonly ValuePiece[] {
  const seen = new Set<string>();
  const pieces: ValuePiece[] = [];
  for (const split of SPLITS)
    for (const match of text.matchAll(split)) {
      if (pieces.length >= MOST_PIECES) return pieces;
      const to = match.index + match[0].length;
      const from = to - (match[1] ?? match[0]).length;
      const place = `${from}-${to}`;
      if (seen.has(place)) continue;
      seen.add(place);
      pieces.push({ from, to });
    }
  return pieces;
}

/** The name before a piece: "code" for "code=abc". */
export function nameBefore(text: string, { from }: ValuePiece): string {
  return /([\w.-]+)\\?["']?\s*[=:]\s*\\?["']?$/.exec(text.slice(Math.max(0, from - 60), from))?.[1] ?? '';
}

/** The segment of a path before it: "orders" for "/orders/17". */
export function ownerBefore(text: string, { from }: ValuePiece): string {
  return /\/([A-Za-z][\w-]*)\/$/.exec(text.slice(Math.max(0, from - 60), from))?.[1] ?? '';
}

const LONGEST_LEFT = 60;

/** A regular expression whose first match in `text` gives exactly the piece; null if there is none. */
export function partExtract(text: string, from: number, to: number): string | null {
  const value = text.slice(from, to);
  // The characters that end this piece or others of its kind occur in none of them. The value of a parameter may contain a slash
  // another time.
  const others =
    text.charAt(from - 1) === '=' ? ['&', '#', '"', "'", '<', '>'] : ['?', '&', '#', '/', ';', ',', '"', "'", '<', '>'];
  const ends = `${text.charAt(to)}${others.filter((one) => !value.includes(one)).join('')}`;
  const held = `([^${classOf(ends)}\\s]+)`;
  const isFound = (pattern: string): boolean => new RegExp(pattern).exec(text)?.[1] === value;
  for (let start = from - 2; start >= Math.max(0, from - LONGEST_LEFT); start -= 1) {
    if (start > 0 && /\w/.test(text.charAt(start - 1)) && /\w/.test(text.charAt(start))) continue;
    const isParameter = /[?&]/.test(text.charAt(start - 1));
    const left = (isParameter ? '[?&]' : start === 0 ? '^' : '') + escaped(text.slice(start, from));
    if (isFound(left + held)) return left + held;
  }
  const whole = `^${escaped(text.slice(0, from))}${held}`;
  return from <= LONGEST_LEFT && isFound(whole) ? whole : null;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`).replaceAll(String.raw`\/`, '/');
}

function classOf(characters: string): string {
  return [...new Set(characters)].map((one) => one.replace(/[\]\\^-]/, String.raw`\$&`)).join('');
}
