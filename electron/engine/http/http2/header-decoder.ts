// Decodes the header blocks of one connection (RFC 7541, 6) in their order: each may refer to entries that earlier ones added.
import { decodeHuffman } from './huffman.ts';
import { HeaderTable, fieldSize, STATIC_FIELDS, type HeaderField } from './header-table.ts';

/** The table size that this client offers: the default of RFC 9113, 6.5.2. */
const TABLE_BYTES = 4096;
const MOST_INTEGER = 2 ** 28;

export type Decoded =
  | { readonly kind: 'fields'; readonly fields: readonly HeaderField[] }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'too-large' };

/** The previous block, which servers often repeat. */
interface KnownBlock {
  readonly block: Buffer;
  /** The version of the table for which its result is valid; -1 if it refers to no added entry and is therefore always valid. */
  readonly version: number;
  /** The entries that it adds to the table each time. */
  readonly added: readonly HeaderField[];
  readonly decoded: Decoded;
}

class Broken extends Error {}

export class HeaderDecoder {
  readonly #mostBytes: number;
  readonly #table = new HeaderTable(TABLE_BYTES);
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #known: KnownBlock | null = null;
  /** The entries that the current block adds to the table. */
  #added: HeaderField[] = [];
  #refersToAdded = false;

  /** `mostBytes` limits the size of all fields of one block, counted as in RFC 9113, 10.5.1. */
  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /**
   * After a block that is broken or too large, the connection can no longer be read. Equal blocks give the identical list of
   * fields as long as their meaning has not changed.
   */
  decode(block: Buffer): Decoded {
    const known = this.#known;
    if (known !== null && (known.version === -1 || known.version === this.#table.version) && known.block.equals(block)) {
      for (const field of known.added) this.#table.add(field);
      return known.decoded;
    }
    const { version } = this.#table;
    this.#added = [];
    this.#refersToAdded = false;
    const decoded = this.#decodeAll(block);
    const hasSameMeaning = !this.#refersToAdded || version === this.#table.version;
    this.#known = hasSameMeaning
      ? { block: Buffer.from(block), version: this.#refersToAdded ? version : -1, added: this.#added, decoded }
      : null;
    return decoded;
  }

  #decodeAll(block: Buffer): Decoded {
    this.#bytes = block;
    this.#at = 0;
    const fields: HeaderField[] = [];
    let size = 0;
    try {
      while (this.#at < block.length) {
        const field = this.#readOne(fields.length === 0);
        if (field === null) continue;
        fields.push(field);
        size += fieldSize(field);
        if (size > this.#mostBytes) return { kind: 'too-large' };
      }
    } catch (error) {
      if (error instanceof Broken) return { kind: 'broken', reason: error.message };
      throw error;
    }
    return { kind: 'fields', fields };
  }

  /** Returns null for a table size update, which is only allowed at the beginning. */
  #readOne(isFirst: boolean): HeaderField | null {
    const byte = this.#bytes[this.#at] ?? 0;
    if (byte >= 0x80) return this.#fieldAt(this.#readInteger(7));
    if (byte >= 0x40) return this.#readLiteral(6, true);
    if (byte < 0x20) return this.#readLiteral(4, false);
    const size = this.#readInteger(5);
    if (!isFirst) throw new Broken('A table size in the middle of the headers');
    if (size > TABLE_BYTES) throw new Broken('A header table larger than was allowed');
    this.#table.resize(size);
    // The meaning of the block now depends on the added entries.
    this.#refersToAdded = true;
    return null;
  }

  #readLiteral(prefix: number, isAdded: boolean): HeaderField {
    const index = this.#readInteger(prefix);
    const name = index === 0 ? this.#readText() : this.#fieldAt(index)[0];
    const value = this.#readText();
    const field: HeaderField = [name, value];
    if (!isAdded) return field;
    this.#table.add(field);
    this.#added.push(field);
    return field;
  }

  #fieldAt(index: number): HeaderField {
    if (index > STATIC_FIELDS.length) this.#refersToAdded = true;
    const field = this.#table.at(index);
    if (field === null) throw new Broken('A header number that stands for nothing');
    return field;
  }

  #readText(): string {
    const isHuffman = (this.#bytes[this.#at] ?? 0) >= 0x80;
    const length = this.#readInteger(7);
    const at = this.#at;
    const to = at + length;
    if (to > this.#bytes.length) throw new Broken('A header that goes beyond its frame');
    this.#at = to;
    if (!isHuffman) return this.#bytes.toString('latin1', at, to);
    const text = decodeHuffman(this.#bytes, at, to);
    if (text === null) throw new Broken('Invalid Huffman code in a header');
    return text;
  }

  /** RFC 7541, 5.1. */
  #readInteger(prefix: number): number {
    const mask = (1 << prefix) - 1;
    let value = this.#readByte() & mask;
    if (value < mask) return value;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#readByte();
      value += (byte & 0x7f) * factor;
      if (value > MOST_INTEGER || factor > MOST_INTEGER) throw new Broken('A number in the headers is too large');
      if (byte < 0x80) return value;
    }
  }

  #readByte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Broken('Headers that end in the middle');
    this.#at += 1;
    return byte;
  }
}
