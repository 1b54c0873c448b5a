// Where the parts of JSON text end, by RFC 8259 to the letter, as JSON.parse has it. Each function takes the place where its part
// begins and returns the place behind it, or -1 where it is not one. Read as bytes: UTF-8 has no byte of ASCII within a character.

export const QUOTE = 34;
export const COMMA = 44;
export const COLON = 58;
export const OPEN_LIST = 91;
export const CLOSE_LIST = 93;
export const OPEN_OBJECT = 123;
export const CLOSE_OBJECT = 125;

const BACKSLASH = 92;
const MINUS = 45;
const PLUS = 43;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
const LOWER_U = 117;
/** What may stand behind a backslash, beside a "u" with four digits. */
const ESCAPES = new Set(Buffer.from('"\\/bfnrt'));
const WORDS: ReadonlyMap<number, Buffer> = new Map(
  ['true', 'false', 'null'].map((word) => [word.charCodeAt(0), Buffer.from(word)]),
);

export function skipBlanks(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isBlank(bytes[at] ?? 0)) at += 1;
  return at;
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}

/** `from`: behind the first quotation mark. */
export function endOfString(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) return at + 1;
    if (byte < 32) return -1;
    if (byte === BACKSLASH) {
      const end = endOfEscape(bytes, at + 1, to);
      if (end === -1) return -1;
      at = end;
    } else at += 1;
  }
  return -1;
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

/** Of a number or a word. */
export function endOfScalar(bytes: Uint8Array, from: number, to: number): number {
  const first = from < to ? (bytes[from] ?? 0) : 0;
  return first === MINUS || isDigit(first) ? endOfNumber(bytes, from, to) : endOfWord(bytes, from, to, WORDS.get(first));
}

function endOfNumber(bytes: Uint8Array, from: number, to: number): number {
  let at = bytes[from] === MINUS ? from + 1 : from;
  // A zero stands alone before the point.
  at = at < to && bytes[at] === ZERO ? at + 1 : endOfDigits(bytes, at, to);
  if (at !== -1 && at < to && bytes[at] === DOT) at = endOfDigits(bytes, at + 1, to);
  if (at === -1 || at >= to || ((bytes[at] ?? 0) | 32) !== 101) return at;
  const sign = at + 1 < to ? bytes[at + 1] : 0;
  return endOfDigits(bytes, sign === PLUS || sign === MINUS ? at + 2 : at + 1, to);
}

/** There is at least one. */
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
