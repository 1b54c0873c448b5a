// Reads an answer's status line and headers, and later the trailers of a chunked body: strictly, and alike however the
// bytes were split. Its sentences are those of llhttp, which reads every other answer.
import { FramingHeaders } from './framing-headers.ts';
import { isTokenByte, isValueByte } from './header-bytes.ts';

/** Of names and values together. */
const MAX_HEADER_BYTES = 65_536;
/** Of all: lines of the shortest names, or a status line without an end. */
const MAX_HEAD_BYTES = 5 * MAX_HEADER_BYTES;

const STATUS_LINE = 0;
const STATUS_END = 1;
const STATUS_TEXT = 2;
const STATUS_LF = 3;
const FIRST_FIELD = 4;
const FIELD = 5;
const NAME = 6;
const BEFORE_VALUE = 7;
const VALUE = 8;
const VALUE_LF = 9;
const AFTER_VALUE = 10;
const HEAD_LF = 11;
const DONE = 12;

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const COLON = 58;
const ZERO = 48;
const NINE = 57;

/** Up to the last digit of its status, as in "HTTP/1.1 200"; `#` is a digit. */
const PATTERN = 'HTTP/#.# ###';
const MAJOR_AT = 5;
const MINOR_AT = 7;
const STATUS_AT = 9;
/** By the place in it. */
const MISMATCHES = [
  ...Array.from({ length: 5 }, () => 'Expected HTTP/, RTSP/ or ICE/'),
  'Invalid major version',
  'Expected dot',
  'Invalid minor version',
  'Expected space after version',
  ...Array.from({ length: 3 }, () => 'Invalid status code'),
];

/** 0.9, 1.0, 1.1 and 2.0. */
const VERSIONS: ReadonlySet<number> = new Set([9, 10, 11, 20]);

const NOTHING = Buffer.alloc(0);

export class HeadParser {
  status = 0;
  /** What is wrong with it, in a few words; null while nothing is. */
  reason: string | null = null;
  /** More headers than anyone should send. */
  isTooLarge = false;
  readonly framing = new FramingHeaders();
  #state = STATUS_LINE;
  #major = 1;
  #minor = 1;
  #isTrailer = false;
  /** The bytes it is read from and where in them it begins. All other places are relative to that. */
  #bytes: Buffer = NOTHING;
  #from = 0;
  #position = 0;
  /** A head that came in parts is put together here; so many bytes of it are. */
  #held: Buffer = NOTHING;
  #heldBytes = 0;
  #headerBytes = 0;
  #headEnd = 0;
  #isKept = false;
  #textFrom = 0;
  #textTo = 0;
  #nameFrom = 0;
  #nameTo = 0;
  #valueFrom = 0;

  get isComplete(): boolean {
    return this.#state === DONE;
  }

  /** Nothing of it has come yet. */
  get isFresh(): boolean {
    return this.#position === 0 && !this.#isTrailer;
  }

  /** What its version says of the connection where its headers say nothing. */
  get isPersistent(): boolean {
    return this.#major > 0 && this.#minor > 0;
  }

  get statusText(): string {
    return this.#bytes.toString('utf8', this.#from + this.#textFrom, this.#from + this.#textTo);
  }

  /** The complete head as it came; valid until the next read, unless `keep` was called. */
  get bytes(): Buffer {
    return this.#bytes.subarray(this.#from, this.#from + this.#headEnd);
  }

  reset(): void {
    this.status = 0;
    this.reason = null;
    this.isTooLarge = false;
    this.framing.reset();
    this.#isTrailer = false;
    this.#state = STATUS_LINE;
    this.#position = 0;
    this.#heldBytes = 0;
    this.#headerBytes = 0;
    this.#textTo = 0;
    this.#textFrom = 0;
  }

  /** Copies the complete head, so that it outlives the buffer it was read from. */
  keep(): void {
    if (this.#isKept) return;
    this.#isKept = true;
    this.#bytes = Buffer.from(this.bytes);
    this.#from = 0;
  }

  /** From here on it reads header lines alone, up to an empty one. */
  beginTrailers(): void {
    this.keep();
    this.#isTrailer = true;
    this.#state = FIELD;
    this.#position = 0;
    this.#heldBytes = 0;
    this.#headerBytes = 0;
  }

  /** Takes what stands in `bytes` from `at` up to `to`; returns the place after it, or `to` where more is needed or something is wrong. */
  read(bytes: Buffer, at: number, to: number): number {
    let from = at;
    // Empty lines before an answer are no part of it.
    while (this.isFresh && from < to && (bytes[from] === CR || bytes[from] === LF)) from += 1;
    const before = this.#heldBytes;
    if (before > 0) this.#parse(this.#hold(bytes, from, to), 0, this.#heldBytes);
    else this.#parse(bytes, from, to - from);
    if (this.#state === DONE) return from + this.#position - before;
    if (before === 0 && this.reason === null) this.#hold(bytes, from, to);
    this.#limit();
    return to;
  }

  #parse(bytes: Buffer, from: number, length: number): void {
    let at = this.#position;
    while (at < length && this.#state !== DONE && this.reason === null && !this.isTooLarge)
      at = this.#step(bytes, from, at, length);
    this.#position = at;
    if (this.#isTrailer || this.#state !== DONE) return;
    this.#bytes = bytes;
    this.#from = from;
    this.#headEnd = at;
    this.#isKept = false;
  }

  #hold(bytes: Buffer, from: number, to: number): Buffer {
    const needed = this.#heldBytes + to - from;
    if (needed > this.#held.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(1024, 2 * needed));
      this.#held.copy(larger, 0, 0, this.#heldBytes);
      this.#held = larger;
    }
    bytes.copy(this.#held, this.#heldBytes, from, to);
    this.#heldBytes = needed;
    return this.#held;
  }

  /** A name or value that has only begun counts too. */
  #limit(): void {
    const begun = this.#state === NAME ? this.#nameFrom : this.#state === VALUE ? this.#valueFrom : this.#position;
    if (this.#headerBytes + this.#position - begun >= MAX_HEADER_BYTES || this.#position > MAX_HEAD_BYTES) this.isTooLarge = true;
  }

  #step(bytes: Buffer, from: number, at: number, length: number): number {
    switch (this.#state) {
      case STATUS_LINE:
        return this.#readStatus(bytes, from, at, length);
      case STATUS_TEXT:
        return this.#readStatusText(bytes, from, at, length);
      case NAME:
        return this.#readName(bytes, from, at, length);
      case VALUE:
        return this.#readValue(bytes, from, at, length);
      default:
        return this.#stepOver(bytes[from + at] ?? 0, at);
    }
  }

  /** The states of one byte; returns the next place. */
  #stepOver(byte: number, at: number): number {
    switch (this.#state) {
      case STATUS_END:
        if (byte === SPACE) {
          this.#textFrom = at + 1;
          this.#textTo = at + 1;
          return this.#go(STATUS_TEXT, at + 1);
        }
        return byte === CR ? this.#go(STATUS_LF, at + 1) : this.#fail('Invalid response status', at);
      case STATUS_LF:
        return byte === LF ? this.#go(FIRST_FIELD, at + 1) : this.#fail('Expected LF after CR', at);
      case FIRST_FIELD:
        return byte === SPACE ? this.#fail('Unexpected space after start line', at) : this.#go(FIELD, at);
      case FIELD:
        return this.#beginField(byte, at);
      case BEFORE_VALUE:
        return this.#beginValue(byte, at);
      case VALUE_LF:
        return byte === LF ? this.#go(AFTER_VALUE, at + 1) : this.#fail('Missing expected LF after header value', at);
      case AFTER_VALUE:
        if (byte === SPACE || byte === TAB) return this.#fail('Unexpected whitespace after header value', at);
        return this.#go(FIELD, at);
      default:
        return byte === LF ? this.#go(DONE, at + 1) : this.#fail('Expected LF after headers', at);
    }
  }

  #readStatus(bytes: Buffer, from: number, start: number, length: number): number {
    let at = start;
    for (; at < length && at < PATTERN.length; at += 1) {
      const byte = bytes[from + at] ?? 0;
      const isExpected = PATTERN[at] === '#' ? byte >= ZERO && byte <= NINE : byte === PATTERN.charCodeAt(at);
      if (!isExpected) return this.#fail(MISMATCHES[at] ?? '', at);
      if (at === MAJOR_AT) this.#major = byte - ZERO;
      if (at === MINOR_AT) {
        this.#minor = byte - ZERO;
        if (!VERSIONS.has(this.#major * 10 + this.#minor)) return this.#fail('Invalid HTTP version', at);
      }
      if (at >= STATUS_AT) this.status = this.status * 10 + byte - ZERO;
    }
    if (at === PATTERN.length) {
      if (this.status < 100) return this.#fail('Invalid status code', at);
      this.#state = STATUS_END;
    }
    return at;
  }

  #readStatusText(bytes: Buffer, from: number, start: number, length: number): number {
    let at = start;
    while (at < length && bytes[from + at] !== CR && bytes[from + at] !== LF) at += 1;
    this.#textTo = at;
    if (at === length) return at;
    if (bytes[from + at] === LF) return this.#fail('Missing expected CR after response line', at);
    return this.#go(STATUS_LF, at + 1);
  }

  #beginField(byte: number, at: number): number {
    if (byte === CR) return this.#go(HEAD_LF, at + 1);
    if (byte === LF) return this.#fail('Invalid header field char', at);
    this.#nameFrom = at;
    return this.#go(NAME, at);
  }

  #readName(bytes: Buffer, from: number, start: number, length: number): number {
    let at = start;
    while (at < length && isTokenByte(bytes[from + at] ?? 0)) at += 1;
    if (at === length) return at;
    if (bytes[from + at] !== COLON || at === this.#nameFrom) return this.#fail('Invalid header token', at);
    this.#nameTo = at;
    this.#headerBytes += at - this.#nameFrom;
    return this.#go(BEFORE_VALUE, at + 1);
  }

  #beginValue(byte: number, at: number): number {
    if (byte === SPACE || byte === TAB) return at + 1;
    if (byte === LF) return this.#fail('Invalid header value char', at);
    this.#valueFrom = at;
    return this.#go(VALUE, at);
  }

  #readValue(bytes: Buffer, from: number, start: number, length: number): number {
    let at = start;
    while (at < length && isValueByte(bytes[from + at] ?? 0)) at += 1;
    if (at === length) return at;
    const byte = bytes[from + at];
    if (byte === LF) return this.#fail('Missing expected CR after header value', at);
    if (byte !== CR) return this.#fail('Invalid header value char', at);
    this.#headerBytes += at - this.#valueFrom;
    if (this.#headerBytes >= MAX_HEADER_BYTES) this.isTooLarge = true;
    if (FramingHeaders.mayMatter(this.#nameTo - this.#nameFrom)) {
      const name = bytes.toString('latin1', from + this.#nameFrom, from + this.#nameTo);
      this.reason = this.framing.add(name, bytes.toString('latin1', from + this.#valueFrom, from + at));
    }
    return this.#go(VALUE_LF, at + 1);
  }

  #go(state: number, at: number): number {
    this.#state = state;
    return at;
  }

  #fail(reason: string, at: number): number {
    this.reason = reason;
    return at;
  }
}
