// The tags at the end of a line of k6's JSON. They are parsed once for all lines that have the same; the metadata after them, such as
// the virtual user and its iteration, differ from request to request and are read from their bytes.
import { CellTexts } from './cell-texts.ts';
import { jsonTexts } from './k6-json.ts';
import { byTag, type K6Tag, type K6Texts } from './k6-request.ts';
import { KnownTails } from './known-tails.ts';
import type { Decode } from './quick-texts.ts';

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;
const SPACE = 32;
const METADATA = new TextEncoder().encode(',"metadata":');
/** Longer ones are parsed with the tags. */
const MOST_METADATA = 400;
const NAMES: ReadonlySet<string> = new Set(Object.keys(byTag(() => null)));

/** Null if its line has to be parsed whole. */
type Known = { readonly texts: K6Texts; readonly names: ReadonlySet<string> } | null;

export class K6JsonTags {
  readonly #decode: Decode;
  readonly #known = new KnownTails<Known>();
  readonly #names: CellTexts<K6Tag | null>;
  readonly #values: CellTexts<string>;

  constructor(decode: Decode) {
    this.#decode = decode;
    this.#names = new CellTexts(decode, (text) => (isTag(text) ? text : null));
    this.#values = new CellTexts(decode, (text) => text);
  }

  /** Of a line from the end of its value on; null if the line has to be parsed whole. */
  of(bytes: Uint8Array, from: number, to: number): K6Texts | null {
    const metadata = metadataAt(bytes, from, to);
    const until = metadata === -1 ? to : metadata;
    let known = this.#known.find(bytes, from, until);
    if (known === undefined) {
      const end = metadata === -1 ? '' : '}}';
      known = knownOf(this.#decode(bytes.subarray(from, until)) + end);
      this.#known.note(bytes, from, until, known);
    }
    if (known === null || metadata === -1) return known === null ? null : known.texts;
    return this.#withMetadata(known, bytes, metadata + METADATA.length, to);
  }

  /** Null unless it is an object of plain texts. */
  #withMetadata({ texts, names }: NonNullable<Known>, bytes: Uint8Array, from: number, to: number): K6Texts | null {
    const all: Record<K6Tag, string> = { ...texts };
    let at = from;
    do {
      const nameTo = textTo(bytes, at + 1, to);
      const valueTo = nameTo === -1 || bytes[nameTo + 1] !== COLON ? -1 : textTo(bytes, nameTo + 2, to);
      if (valueTo === -1) return null;
      const name = this.#names.of(bytes, at + 2, nameTo).value;
      if (name !== null && !names.has(name)) all[name] = this.#values.of(bytes, nameTo + 3, valueTo).value;
      at = valueTo + 1;
    } while (bytes[at] === COMMA);
    const isEnd = bytes[at] === CLOSE && bytes[at + 1] === CLOSE && bytes[at + 2] === CLOSE && at + 3 === to;
    return isEnd ? all : null;
  }
}

/** Where the metadata begin, with the comma before them; -1 if there are none, or none that are an object of plain texts. */
function metadataAt(bytes: Uint8Array, from: number, to: number): number {
  const least = Math.max(from + METADATA.length, to - MOST_METADATA);
  let at = to - 1;
  while (at >= least && bytes[at] !== OPEN) at -= 1;
  const start = at - METADATA.length;
  if (at < least || bytes[at + 1] !== QUOTE) return -1;
  for (let place = 0; place < METADATA.length; place += 1) if (bytes[start + place] !== METADATA[place]) return -1;
  return start;
}

/** Where the text ends that begins with the quote at `from`; -1 if it is not plain. */
function textTo(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from] !== QUOTE) return -1;
  for (let at = from + 1; at < to; at += 1) {
    const byte = bytes[at] ?? BACKSLASH;
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH || byte < SPACE) return -1;
  }
  return -1;
}

/** Null unless it holds tags and nothing else that a sample may have. */
function knownOf(tail: string): Known {
  const { data = null, ...others } = parsedTail(tail);
  if (typeof data !== 'object' || data === null || Object.keys(others).length > 0) return null;
  const { tags = {}, metadata = {}, ...more }: { readonly tags?: unknown; readonly metadata?: unknown } = data;
  if (Object.keys(more).length > 0 || typeof tags !== 'object' || tags === null) return null;
  return { texts: jsonTexts({ tags, metadata }), names: new Set(Object.keys(tags)) };
}

function parsedTail(tail: string): { readonly data?: unknown } {
  try {
    return JSON.parse(`{"data":{${tail.slice(1)}`);
  } catch {
    return {};
  }
}

function isTag(text: string): text is K6Tag {
  return NAMES.has(text);
}
