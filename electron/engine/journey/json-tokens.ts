// Finds where the tokens of JSON text end, strictly by RFC 8259, as JSON.parse does. Each function takes the place where a token
// begins and returns the place after it, or -1 if it is invalid. It works on bytes, because UTF-8 has no ASCII byte within a
// longer character.

export const QUOTE = 34;
export const COMMA = 44;
const COLON = 58;
export const OPEN_LIST = 91;
export const OPEN_OBJECT = 123;
export const CLOSE_OBJECT = 125;

export const BACKSLASH = 92;
const MINUS = 45;
const PLUS = 43;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
const LOWER_U = 117;
/** The characters that may follow a backslash, apart from "u" with four digits. */
const ESCAPES = new Set(Buffer.from('"\\/bfnrt'));
const WORDS: ReadonlyMap<number, Buffer> = new Map(
  ['true', 'false', 'null'].map((word) => [word.charCodeAt(0), Buffer.from(word)]),
);

/** Bytes that need no special treatment within a string. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 32 && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0));

/** The closing brackets of the open lists and objects, the outermost first. */
let closing = new Uint8Array(64);

/** `from` is not at a blank. Most of the work on a response is done here, so the loops are written out. */
export function endOfValue(bytes: Uint8Array, from: number, to: number): number {
  let level = 0;
  let at = from;
  for (;;) {
    const first = at < to ? (bytes[at] ?? 0) : 0;
    if (first === OPEN_OBJECT || first === OPEN_LIST) {
      level += 1;
      if (level === closing.length) deepen();
      closing[level] = first + 2;
      at = skipBlanks(bytes, at + 1, to);
      if (bytes[at] !== first + 2) {
        if (first === OPEN_OBJECT) at = endOfKey(bytes, at, to);
        if (at === -1) return -1;
        continue;
      }
    } else at = first === QUOTE ? endOfString(bytes, at + 1, to) : endOfScalar(bytes, at, to);
    if (at === -1) return -1;
    for (;;) {
      if (level === 0) return at;
      at = skipBlanks(bytes, at, to);
      const next = at < to ? bytes[at] : 0;
      if (next === COMMA) break;
      if (next !== closing[level]) return -1;
      at += 1;
      level -= 1;
    }
    at = skipBlanks(bytes, at + 1, to);
    if (closing[level] === CLOSE_OBJECT) at = endOfKey(bytes, at, to);
    if (at === -1) return -1;
  }
}

function deepen(): void {
  const deeper = new Uint8Array(closing.length * 2);
  deeper.set(closing);
  closing = deeper;
}

/** The end of a member's name, its colon and the blanks: the place where the value begins. */
export function endOfKey(bytes: Uint8Array, from: number, to: number): number {
  if (from >= to || bytes[from] !== QUOTE) return -1;
  const end = endOfString(bytes, from + 1, to);
  if (end === -1) return -1;
  const at = skipBlanks(bytes, end, to);
  return at < to && bytes[at] === COLON ? skipBlanks(bytes, at + 1, to) : -1;
}

export function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  return from < to && (bytes[from] ?? 0) <= 32 ? behindBlanks(bytes, from, to) : from;
}

/** Most tokens are followed by no blank, and a small function is inlined. */
function behindBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(bytes[at] ?? 0)) at += 1;
  return at;
}

function isBlank(byte: number): boolean {
  return byte <= 32 && (byte === 32 || byte === 10 || byte === 13 || byte === 9);
}

/** `from` is the place after the opening quotation mark. */
export function endOfString(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && PLAIN[bytes[at] ?? 0] === 1) at += 1;
  return at < to && bytes[at] === QUOTE ? at + 1 : behindEscapes(bytes, at, to);
}

function behindEscapes(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== QUOTE) {
    const isPlain = PLAIN[bytes[at] ?? 0] === 1;
    if (!isPlain && bytes[at] !== BACKSLASH) return -1;
    at = isPlain ? at + 1 : endOfEscape(bytes, at + 1, to);
    if (at === -1) return -1;
  }
  return at < to ? at + 1 : -1;
}

function endOfEscape(bytes: Uint8Array, from: number, to: number): number {
  const kind = from < to ? (bytes[from] ?? 0) : 0;
  if (ESCAPES.has(kind)) return from + 1;
  if (kind !== LOWER_U || from + 4 >= to) return -1;
  for (let at = from + 1; at <= from + 4; at += 1) if (!isHexDigit(bytes[at] ?? 0)) return -1;
  return from + 5;
}

function isHexDigit(byte: number): boolean {
  const lower = byte | 32;
  return isDigit(byte) || (lower >= 97 && lower <= 102);
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

/** The end of a number or a literal name. */
function endOfScalar(bytes: Uint8Array, from: number, to: number): number {
  const first = from < to ? (bytes[from] ?? 0) : 0;
  return first === MINUS || isDigit(first) ? endOfNumber(bytes, from, to) : endOfWord(bytes, from, to, WORDS.get(first));
}

function endOfNumber(bytes: Uint8Array, from: number, to: number): number {
  let at = bytes[from] === MINUS ? from + 1 : from;
  // No digit may follow a leading zero.
  at = at < to && bytes[at] === ZERO ? at + 1 : endOfDigits(bytes, at, to);
  if (at !== -1 && at < to && bytes[at] === DOT) at = endOfDigits(bytes, at + 1, to);
  if (at === -1 || at >= to || ((bytes[at] ?? 0) | 32) !== 101) return at;
  const sign = at + 1 < to ? bytes[at + 1] : 0;
  return endOfDigits(bytes, sign === PLUS || sign === MINUS ? at + 2 : at + 1, to);
}

/** At least one digit is required. */
function endOfDigits(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isDigit(bytes[at] ?? 0)) at += 1;
  return at === from ? -1 : at;
}

function endOfWord(bytes: Uint8Array, from: number, to: number, word: Buffer | undefined): number {
  if (word === undefined || from + word.length > to) return -1;
  for (let at = 0; at < word.length; at += 1) if (bytes[from + at] !== word[at]) return -1;
  return from + word.length;
}
