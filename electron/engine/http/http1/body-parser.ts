// Follows an answer's body to its end: by its length, in chunks (RFC 9112, 7.1), or until the connection ends.
import type { BodyHead } from '../failure-answer.ts';
import type { HeadParser } from './head-parser.ts';
import { isTokenByte, isValueByte } from './header-bytes.ts';

const BY_LENGTH = 0;
const UNTIL_END = 1;
const SIZE_START = 2;
const SIZE = 3;
const EXTENSION = 4;
const EXTENSION_NAME = 5;
const EXTENSION_VALUE = 6;
const QUOTED = 7;
const QUOTED_PAIR = 8;
const AFTER_QUOTED = 9;
const SIZE_LF = 10;
const CHUNK = 11;
const CHUNK_CR = 12;
const CHUNK_LF = 13;
const TRAILERS = 14;
const DONE = 15;

const LF = 10;
const CR = 13;
const SPACE = 32;
const QUOTE = 34;
const SEMICOLON = 59;
const EQUALS = 61;
const BACKSLASH = 92;

export class BodyParser {
  /** What is wrong with it, in a few words; null while nothing is. */
  reason: string | null = null;
  readonly #head: HeadParser;
  #state = DONE;
  /** Bytes to come of the body or the chunk. */
  #left = 0;

  constructor(head: HeadParser) {
    this.#head = head;
  }

  get isComplete(): boolean {
    return this.#state === DONE;
  }

  /** Where the end of the connection is the end of the body. */
  get endsWithConnection(): boolean {
    return this.#state === UNTIL_END;
  }

  /** After the head was read. */
  begin(hasBody: boolean): void {
    const { isChunked, contentLength } = this.#head.framing;
    this.reason = null;
    this.#left = contentLength;
    if (!hasBody || (!isChunked && contentLength === 0)) this.#state = DONE;
    else if (isChunked) this.#state = SIZE_START;
    else this.#state = contentLength > 0 ? BY_LENGTH : UNTIL_END;
  }

  /** Takes what stands in `bytes` from `at` up to `to`; returns the place after the body, or `to`. */
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
    kept?.add(bytes.subarray(at, end));
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
      case SIZE_LF:
        if (byte === LF) this.#beginChunk();
        else this.reason = 'Expected LF after chunk size';
        break;
      case CHUNK_CR:
        if (byte === CR) this.#state = CHUNK_LF;
        else this.reason = byte === LF ? 'Missing expected CR after chunk data' : 'Expected LF after chunk data';
        break;
      case CHUNK_LF:
        if (byte === LF) this.#state = SIZE_START;
        else this.reason = 'Expected LF after chunk data';
        break;
      default:
        this.#readExtension(byte);
    }
  }

  #readDigit(byte: number): void {
    const digit = digitOf(byte);
    if (digit === -1) {
      this.reason =
        byte === LF && this.#state === SIZE ? 'Missing expected CR after chunk size' : 'Invalid character in chunk size';
      return;
    }
    this.#state = SIZE;
    this.#left = this.#left * 16 + digit;
    if (!Number.isSafeInteger(this.#left)) this.reason = 'Chunk size overflow';
  }

  #endsSize(byte: number): boolean {
    if (byte === CR) this.#state = SIZE_LF;
    else if (byte === SEMICOLON) this.#state = EXTENSION;
    else return false;
    return true;
  }

  #beginChunk(): void {
    if (this.#left > 0) {
      this.#state = CHUNK;
      return;
    }
    this.#state = TRAILERS;
    this.#head.beginTrailers();
  }

  /** Read for its form alone. */
  #readExtension(byte: number): void {
    if (this.#state === QUOTED_PAIR) this.#expect(isValueByte(byte), QUOTED);
    else if (this.#state === QUOTED) {
      if (byte === QUOTE) this.#state = AFTER_QUOTED;
      else this.#expect(isValueByte(byte), byte === BACKSLASH ? QUOTED_PAIR : QUOTED);
    } else if (this.#state === EXTENSION) this.#expect(byte !== SPACE && byte !== CR && isTokenByte(byte), EXTENSION_NAME);
    else if (this.#endsSize(byte)) return;
    else if (this.#state === EXTENSION_NAME && byte === EQUALS) this.#state = EXTENSION_VALUE;
    else if (this.#state === EXTENSION_VALUE && byte === QUOTE) this.#state = QUOTED;
    else this.#expect(this.#state !== AFTER_QUOTED && isTokenByte(byte), this.#state);
  }

  #expect(isAsExpected: boolean, next: number): void {
    if (isAsExpected) this.#state = next;
    else this.reason = 'Invalid character in chunk extensions';
  }
}

function digitOf(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const letter = byte | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
