// Reads a response's status line and headers, and later the trailers of a chunked body. The result does not depend on how the
// bytes were split. It accepts what RFC 9112 lets a client accept: lines that end with a line feed only, and values that continue
// on the next line.
import { FramingHeaders } from './framing-headers.ts';
import { isTokenByte, isValueByte, unfold } from './header-bytes.ts';
import { StatusLine } from './status-line.ts';

/** The limit for names and values together. */
const MAX_HEADER_BYTES = 65_536;
/** The limit for the whole head, which may consist of very short lines or of a status line without an end. */
const MAX_HEAD_BYTES = 5 * MAX_HEADER_BYTES;

const STATUS_LINE = 0;
const FIRST_FIELD = 1;
const FIELD = 2;
const NAME = 3;
const BEFORE_VALUE = 4;
const VALUE = 5;
const VALUE_LF = 6;
const AFTER_VALUE = 7;
const HEAD_LF = 8;
const DONE = 9;

const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const COLON = 58;

const NOTHING = Buffer.alloc(0);

export class HeadParser {
  /** What is wrong with it, in a few words; null while nothing is. */
  reason: string | null = null;
  /** True if there are more header bytes than the limits allow. */
  isTooLarge = false;
  readonly framing = new FramingHeaders();
  readonly #line = new StatusLine();
  #state = STATUS_LINE;
  #isTrailer = false;
  /** The bytes of the head and the place where it begins in them. All other places are relative to that one. */
  #bytes: Buffer = NOTHING;
  #from = 0;
  #position = 0;
  /** Buffer for a head that arrived in several parts, and how many of its bytes are filled. */
  #held: Buffer = NOTHING;
  #heldBytes = 0;
  #headerBytes = 0;
  #headEnd = 0;
  #isKept = false;
  #nameFrom = 0;
  #nameTo = 0;
  #valueFrom = 0;
  #valueTo = 0;

  get status(): number {
    return this.#line.status;
  }

  get isComplete(): boolean {
    return this.#state === DONE;
  }

  /** True if no byte of the head has come yet. */
  get isFresh(): boolean {
    return this.#position === 0 && !this.#isTrailer;
  }

  /** True if the bytes began as a response does. */
  get hasVersion(): boolean {
    return this.#line.hasVersion;
  }

  /** Whether the connection may carry another response after this one (RFC 9112, 9.3). */
  leavesOpen(mayHaveBody: boolean): boolean {
    const { contentLength, hasTransferEncoding, isChunked, saysClose, saysKeepAlive } = this.framing;
    // In HTTP/1.0 a Transfer-Encoding counts as faulty framing (RFC 9112, 6.1).
    if (this.#line.isPersistent ? saysClose : !saysKeepAlive || hasTransferEncoding) return false;
    return contentLength >= 0 || isChunked || !mayHaveBody;
  }

  get statusText(): string {
    const { textFrom, textTo } = this.#line;
    return this.#bytes.toString('utf8', this.#from + textFrom, this.#from + textTo).trim();
  }

  /** The complete head as it arrived. It is valid until the next read, unless `keep` was called. */
  get bytes(): Buffer {
    return this.#bytes.subarray(this.#from, this.#from + this.#headEnd);
  }

  reset(): void {
    this.reason = null;
    this.isTooLarge = false;
    this.framing.reset();
    this.#line.reset();
    this.#isTrailer = false;
    this.#state = STATUS_LINE;
    this.#position = 0;
    this.#heldBytes = 0;
    this.#headerBytes = 0;
  }

  /** Copies the complete head, so that it outlives the buffer it was read from. */
  keep(): void {
    if (this.#isKept) return;
    this.#isKept = true;
    this.#bytes = Buffer.from(this.bytes);
    this.#from = 0;
  }

  /** After this call only header lines are read, up to an empty one. */
  beginTrailers(): void {
    this.keep();
    this.#isTrailer = true;
    this.#state = FIELD;
    this.#position = 0;
    this.#heldBytes = 0;
    this.#headerBytes = 0;
  }

  /**
   * Reads `bytes` from `at` up to `to`. Returns the place after the head, or `to` if more bytes are needed or something is wrong.
   */
  read(bytes: Buffer, at: number, to: number): number {
    let from = at;
    // RFC 9112, 2.2: empty lines before a response are ignored.
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

  /** A name or value that has only begun counts towards the limit too. */
  #limit(): void {
    const isInValue = this.#state === VALUE || this.#state === VALUE_LF || this.#state === AFTER_VALUE;
    const begun = this.#state === NAME ? this.#nameFrom : isInValue ? this.#valueFrom : this.#position;
    if (this.#headerBytes + this.#position - begun >= MAX_HEADER_BYTES || this.#position > MAX_HEAD_BYTES) this.isTooLarge = true;
  }

  #step(bytes: Buffer, from: number, at: number, length: number): number {
    switch (this.#state) {
      case STATUS_LINE:
        return this.#readStatusLine(bytes, from, at, length);
      case NAME:
        return this.#readName(bytes, from, at, length);
      case VALUE:
        return this.#readValue(bytes, from, at, length);
      case AFTER_VALUE:
        return this.#endValue(bytes, from, at);
      default:
        return this.#stepOver(bytes[from + at] ?? 0, at);
    }
  }

  /** Advances the state machine by one byte; returns the next place. */
  #stepOver(byte: number, at: number): number {
    switch (this.#state) {
      case FIRST_FIELD:
        return byte === SPACE || byte === TAB ? this.#fail('Unexpected space after start line', at) : this.#go(FIELD, at);
      case FIELD:
        return this.#beginField(byte, at);
      case BEFORE_VALUE:
        return this.#beginValue(byte, at);
      case VALUE_LF:
        return byte === LF ? this.#go(AFTER_VALUE, at + 1) : this.#fail('Missing expected LF after header value', at);
      default:
        return byte === LF ? this.#go(DONE, at + 1) : this.#fail('Expected LF after headers', at);
    }
  }

  #readStatusLine(bytes: Buffer, from: number, at: number, length: number): number {
    const line = this.#line;
    const end = line.read(bytes, from, at, length);
    this.reason = line.reason;
    return line.isComplete ? this.#go(FIRST_FIELD, end) : end;
  }

  #beginField(byte: number, at: number): number {
    if (byte === CR) return this.#go(HEAD_LF, at + 1);
    if (byte === LF) return this.#go(DONE, at + 1);
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
    this.#valueFrom = at;
    return this.#go(VALUE, at);
  }

  #readValue(bytes: Buffer, from: number, start: number, length: number): number {
    let at = start;
    while (at < length && isValueByte(bytes[from + at] ?? 0)) at += 1;
    if (at === length) return at;
    const byte = bytes[from + at];
    if (byte !== CR && byte !== LF) return this.#fail('Invalid header value char', at);
    this.#valueTo = at;
    return this.#go(byte === CR ? VALUE_LF : AFTER_VALUE, at + 1);
  }

  /** Called with the first byte of the next line: a blank there means that the value continues (RFC 9112, 5.2). */
  #endValue(bytes: Buffer, from: number, at: number): number {
    const byte = bytes[from + at];
    if (byte === SPACE || byte === TAB) return this.#go(VALUE, at);
    this.#headerBytes += this.#valueTo - this.#valueFrom;
    if (this.#headerBytes >= MAX_HEADER_BYTES) this.isTooLarge = true;
    if (!this.#isTrailer && FramingHeaders.mayMatter(this.#nameTo - this.#nameFrom)) {
      const name = bytes.toString('latin1', from + this.#nameFrom, from + this.#nameTo);
      const value = unfold(bytes.toString('latin1', from + this.#valueFrom, from + this.#valueTo));
      this.reason = this.framing.add(name, value);
    }
    return this.#go(FIELD, at);
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
