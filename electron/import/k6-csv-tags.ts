// The tags of a line of k6's CSV. Most lines have the same as some line before, which are then not read again; what differs from
// request to request, such as the virtual user, is in the last columns.
import { CellTexts, isAt } from './cell-texts.ts';
import { K6_PAIRS } from './k6-csv-sample.ts';
import { byTag, type K6Tag, type K6Texts } from './k6-request.ts';
import { KnownTails } from './known-tails.ts';
import { NO_TAIL, type LineCells } from './line-cells.ts';
import type { Decode } from './quick-texts.ts';

const RETURN = 13;
const QUOTE = 34;
const AND = 38;
const COMMA = 44;
const ASCII = new TextEncoder();

interface Tag {
  readonly name: K6Tag;
  readonly texts: CellTexts<string>;
  /** "vu=" */
  readonly prefix: Uint8Array;
  readonly place: number | undefined;
}

export class K6CsvTags {
  /** See LineCells. */
  readonly tailFrom: number;
  readonly #tags: Readonly<Record<K6Tag, Tag>>;
  /** Those without a column of their own. */
  readonly #paired: readonly Tag[];
  /** The columns of pairs, in the order in which they are asked, and where their cells lie. */
  readonly #pairs: readonly number[];
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  readonly #count: number;
  /** The tags in the other columns. They are known only if the pairs come last, after the columns before `first`. */
  readonly #known = new KnownTails<K6Texts>();
  readonly #canBeKnown: boolean;
  #tailId = -1;
  #texts: K6Texts | null = null;

  /** `first`: the column after those that differ in every line. */
  constructor(places: ReadonlyMap<string, number>, first: number, decode: Decode) {
    const tags = byTag((name): Tag => {
      const texts = new CellTexts(decode, (text) => text);
      return { name, texts, prefix: ASCII.encode(`${name}=`), place: places.get(name) };
    });
    this.#tags = tags;
    this.#paired = Object.values(tags).filter(({ place }) => place === undefined);
    this.#pairs = K6_PAIRS.flatMap((name) => places.get(name) ?? []);
    this.#starts = new Int32Array(places.size);
    this.#ends = new Int32Array(places.size);
    this.#count = places.size;
    const read = [...this.#pairs, ...Object.values(tags).flatMap(({ place }) => place ?? [])];
    this.tailFrom = read.every((place) => place >= first) ? first : NO_TAIL;
    this.#canBeKnown = this.tailFrom !== NO_TAIL && this.#pairs.every((place) => place >= places.size - this.#pairs.length);
  }

  of(bytes: Uint8Array, cells: LineCells): K6Texts {
    if (this.#texts !== null && this.tailFrom !== NO_TAIL && cells.tailId === this.#tailId) return this.#texts;
    this.#tailId = cells.tailId;
    for (const place of this.#pairs) {
      this.#starts[place] = cells.starts[place] ?? 0;
      this.#ends[place] = cells.ends[place] ?? 0;
    }
    const ownOf = ({ texts, place = 0 }: Tag): string => texts.of(bytes, cells.starts[place] ?? 0, cells.ends[place] ?? 0).value;
    const textOf = (tag: Tag): string => (tag.place === undefined ? this.#pairIn(tag, bytes) : ownOf(tag));
    this.#texts = byTag((name) => textOf(this.#tags[name]));
    this.#note(bytes, cells, this.#texts);
    return this.#texts;
  }

  /** Of a line of which `from` is where its tags begin and `to` its end; null if they have to be read from cells. */
  knownAt(bytes: Uint8Array, from: number, to: number): K6Texts | null {
    if (!this.#canBeKnown || bytes[to - 1] === RETURN) return null;
    let at = to;
    for (let place = this.#count - 1; place >= this.#count - this.#pairs.length; place -= 1) {
      this.#ends[place] = at;
      do {
        at -= 1;
        const byte = bytes[at];
        if (at < from || byte === QUOTE || byte === RETURN) return null;
      } while (bytes[at] !== COMMA);
      this.#starts[place] = at + 1;
    }
    const known = this.#known.find(bytes, from, at);
    if (known === undefined) return null;
    if (this.#paired.length === 0 || to - at === this.#pairs.length) return known;
    const texts: Record<K6Tag, string> = { ...known };
    for (const tag of this.#paired) texts[tag.name] = this.#pairIn(tag, bytes);
    return texts;
  }

  /** Cells that begin and end in quotes are not remembered. */
  #note(bytes: Uint8Array, { starts, ends, next }: LineCells, texts: K6Texts): void {
    if (!this.#canBeKnown) return;
    const before = ends[this.tailFrom - 1] ?? 0;
    const to = this.#pairs.length === 0 ? next - 1 : (starts[this.#count - this.#pairs.length] ?? 0) - 1;
    if (bytes[before] !== COMMA || to <= before || (this.#pairs.length > 0 && bytes[to] !== COMMA) || bytes[to - 1] === RETURN)
      return;
    if (this.#known.find(bytes, before + 1, to) !== undefined) return;
    const own = { ...texts };
    for (const { name } of this.#paired) own[name] = '';
    this.#known.note(bytes, before + 1, to, own);
  }

  #pairIn({ texts, prefix }: Tag, bytes: Uint8Array): string {
    for (const pairs of this.#pairs) {
      const to = this.#ends[pairs] ?? 0;
      const from = afterPrefix(prefix, bytes, this.#starts[pairs] ?? 0, to);
      if (from === -1) continue;
      let end = from;
      while (end < to && bytes[end] !== AND) end += 1;
      const text = texts.of(bytes, from, end).value;
      if (text !== '') return text;
    }
    return '';
  }
}

/** Where the value of the first pair with this name begins; -1 if there is none. */
function afterPrefix(prefix: Uint8Array, bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    if (isAt(prefix, bytes, at, Math.min(to, at + prefix.length))) return at + prefix.length;
    while (at < to && bytes[at] !== AND) at += 1;
  }
  return -1;
}
