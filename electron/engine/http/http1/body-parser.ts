// Follows a response's body to its end: by its length, in chunks (RFC 9112, 7.1), or until the connection ends.
import type { BodyHead } from '../failure-response.ts';
import type { HeadParser } from './head-parser.ts';
import { isValueByte } from './header-bytes.ts';

const BY_LENGTH = 0;
const UNTIL_END = 1;
const SIZE_START = 2;
const SIZE = 3;
const SIZE_BLANKS = 4;
const EXTENSION = 5;
const SIZE_LF = 6;
const CHUNK = 7;
const CHUNK_CR = 8;
const CHUNK_LF = 9;
const TRAILERS = 10;
const DONE = 11;

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const SEMICOLON = 59;

export class BodyParser {
  /** What is wrong with the body, in a few words; null if nothing is. */
  reason: string | null = null;
  readonly #head: HeadParser;
  #state = DONE;
  /** Bytes of the body or of the current chunk that are still to come. */
  #left = 0;

  constructor(head: HeadParser) {
    this.#head = head;
  }

  get isComplete(): boolean {
    return this.#state === DONE;
  }

  /** True if the body ends where the connection ends. */
  get endsWithConnection(): boolean {
    return this.#state === UNTIL_END;
  }

  /** Call this after the head was read. */
  begin(hasBody: boolean): void {
    const { isChunked, contentLength } = this.#head.framing;
    this.reason = null;
    this.#left = contentLength;
    if (!hasBody || (!isChunked && contentLength === 0)) this.#state = DONE;
    else if (isChunked) this.#state = SIZE_START;
    else this.#state = contentLength > 0 ? BY_LENGTH : UNTIL_END;
  }

  /**
   * Reads `bytes` from `at` up to `to`. Returns the place after the body, or `to` if the body goes on. The bytes that are kept
   * may be lent, not copied.
   */
  read(bytes: Buffer, at: number, to: number, kept: BodyHead | null): number {
    let place = at;
    while (place < to && this.#state !== DONE && this.reason === null) {
      if (this.#state === UNTIL_END) place = this.#take(bytes, place, to, kept);
      else if (this.#state === BY_LENGTH || this.#state === CHUNK) place = this.#takePart(bytes, place, to, kept);
      else if (this.#state === TRAILERS) place = this.#readTrailers(bytes, place, to);
      else {
        this.#readSizeLine(bytes[place] ?? 0);
        place += 1;
      }
    }
    return this.reason === null ? place : to;
  }

  #take(bytes: Buffer, at: number, end: number, kept: BodyHead | null): number {
    kept?.lend(bytes.subarray(at, end));
    return end;
  }

  #takePart(bytes: Buffer, at: number, to: number, kept: BodyHead | null): number {
    const end = Math.min(to, at + this.#left);
    this.#left -= end - at;
    if (this.#left === 0) this.#state = this.#state === CHUNK ? CHUNK_CR : DONE;
    return this.#take(bytes, at, end, kept);
  }

  #readTrailers(bytes: Buffer, at: number, to: number): number {
    const head = this.#head;
    const end = head.read(bytes, at, to);
    this.reason = head.reason;
    if (head.isComplete) this.#state = DONE;
    return end;
  }

  #readSizeLine(byte: number): void {
    switch (this.#state) {
      case SIZE_START:
        this.#left = 0;
        this.#readDigit(byte);
        break;
      case SIZE:
        if (!this.#endsSize(byte)) this.#readDigit(byte);
        break;
      case SIZE_BLANKS:
        if (!this.#endsSize(byte)) this.reason = 'Invalid character in chunk size';
        break;
      case EXTENSION:
        // Chunk extensions are skipped, because we know none (RFC 9112, 7.1.1).
        if (!this.#endsLine(byte) && !isValueByte(byte)) this.reason = 'Invalid character in chunk extensions';
        break;
      case SIZE_LF:
        if (byte === LF) this.#beginChunk();
        else this.reason = 'Expected LF after chunk size';
        break;
      case CHUNK_CR:
        if (byte === CR) this.#state = CHUNK_LF;
        else this.#endChunk(byte);
        break;
      default:
        this.#endChunk(byte);
    }
  }

  #readDigit(byte: number): void {
    const digit = digitOf(byte);
    if (digit === -1) {
      this.reason = 'Invalid character in chunk size';
      return;
    }
    this.#state = SIZE;
    this.#left = this.#left * 16 + digit;
    if (!Number.isSafeInteger(this.#left)) this.reason = 'Chunk size overflow';
  }

  /** Blanks are allowed after a chunk size, with or without an extension. */
  #endsSize(byte: number): boolean {
    if (byte === SPACE || byte === TAB) this.#state = SIZE_BLANKS;
    else if (byte === SEMICOLON) this.#state = EXTENSION;
    else return this.#endsLine(byte);
    return true;
  }

  #endsLine(byte: number): boolean {
    if (byte === CR) this.#state = SIZE_LF;
    else if (byte === LF) this.#beginChunk();
    else return false;
    return true;
  }

  #endChunk(byte: number): void {
    if (byte === LF) this.#state = SIZE_START;
    else this.reason = 'Expected LF after chunk data';
  }

  #beginChunk(): void {
    if (this.#left > 0) {
      this.#state = CHUNK;
      return;
    }
    this.#state = TRAILERS;
    this.#head.beginTrailers();
  }
}

function digitOf(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
