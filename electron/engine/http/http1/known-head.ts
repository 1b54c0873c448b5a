// Remembers the head of a response in order to recognise the next one: servers repeat the same bytes except for the date. Any other
// head is parsed in full, so nothing is assumed that did not arrive. All users of a thread share the heads of a step, so that the
// memory for them stays fast with a thousand users.
import type { BodyHead, ResponseHeaders } from '../failure-response.ts';
import { READ_BUFFER, READ_WORDS } from '../reading.ts';
import type { HeadParser } from './head-parser.ts';
import { headersFromBytes, isValueByte } from './header-bytes.ts';

const DATE = Buffer.from('\r\ndate: ');
const DATE_BYTES = 'Sun, 06 Nov 1994 08:49:37 GMT'.length;
const MOST_BYTES = 2048;

export class KnownHead {
  status = 0;
  /** The length of the known head plus the body that its Content-Length announces; 0 while no head is known. */
  responseBytes = 0;
  /** True if the known head says that the server closes its connection. */
  closes = false;
  #head = Buffer.alloc(0);
  /** The same memory as `#head`. */
  #words = new Float64Array(0);
  #length = 0;
  /** The place of the date in the head; both values are the head's length if it has no date. */
  #holeFrom = 0;
  #holeTo = 0;
  statusText = '';
  #headers: ResponseHeaders | null = null;

  /** Call it with a head that was parsed in full and is followed by exactly its Content-Length in bytes. */
  learn({ bytes, status, statusText, framing }: HeadParser, closes: boolean): void {
    if (bytes.length > MOST_BYTES || bytes.includes(0)) return;
    if (this.#head.length < bytes.length) this.#grow(bytes.length + 64);
    bytes.copy(this.#head);
    this.#length = bytes.length;
    this.status = status;
    this.statusText = statusText;
    this.closes = closes;
    this.#headers = null;
    this.responseBytes = bytes.length + framing.contentLength;
    const hole = dateOf(this.#head, this.#length);
    this.#holeFrom = hole;
    this.#holeTo = Math.min(this.#length, hole + DATE_BYTES);
  }

  #grow(least: number): void {
    const words = new Float64Array(Math.ceil(least / Float64Array.BYTES_PER_ELEMENT));
    this.#words = words;
    this.#head = Buffer.from(words.buffer);
  }

  /** The headers of the response that was recognised last. */
  get headers(): ResponseHeaders {
    return (this.#headers ??= headersFromBytes(this.#head.subarray(0, this.#length)));
  }

  /**
   * Whether `bytes` are exactly one response with the known head. Its date may differ, as long as it looks like a date; the known
   * head has the new date from then on.
   */
  recognise(bytes: Buffer, count: number): boolean {
    if (count !== this.responseBytes) return false;
    const head = this.#head;
    const length = this.#length;
    let isOtherDate = false;
    for (let at = this.#sameBytes(bytes); at < length; at += 1) {
      if (bytes[at] === head[at]) continue;
      if (at < this.#holeFrom || at >= this.#holeTo || !isValueByte(bytes[at] ?? 0)) return false;
      isOtherDate = true;
    }
    if (isOtherDate) this.#takeDate(bytes);
    return true;
  }

  /** Lends the body of a recognised response. */
  lendBody(bytes: Buffer, count: number, body: BodyHead | null): void {
    if (count > this.#length) body?.lend(bytes.subarray(this.#length, count));
  }

  /**
   * How many bytes at the beginning are certain to be those of the known head; eight are compared at a time. Different bytes can only be
   * equal numbers if seven of them are zero, and the known head contains no zero byte.
   */
  #sameBytes(bytes: Buffer): number {
    if (bytes !== READ_BUFFER) return 0;
    const words = this.#words;
    const whole = this.#length >> 3;
    let at = 0;
    while (at < whole && READ_WORDS[at] === words[at]) at += 1;
    return at << 3;
  }

  #takeDate(bytes: Buffer): void {
    bytes.copy(this.#head, this.#holeFrom, this.#holeFrom, this.#holeTo);
    this.#headers = null;
  }
}

/** One for each step of the plan. */
export class KnownHeads {
  readonly #heads: KnownHead[] = [];

  of(step: number): KnownHead {
    return (this.#heads[step] ??= new KnownHead());
  }
}

/** The place of the date, if it has the usual length; otherwise the end of the head. */
function dateOf(head: Buffer, length: number): number {
  const last = length - DATE_BYTES - 4;
  for (let at = 0; at + DATE.length <= last; at += 1) {
    let same = 0;
    while (same < DATE.length && isSameLetter(head[at + same] ?? 0, DATE[same] ?? 0)) same += 1;
    const from = at + DATE.length;
    if (same === DATE.length && head[from] !== 32 && head[from + DATE_BYTES] === 13) return from;
  }
  return length;
}

function isSameLetter(byte: number, lower: number): boolean {
  return byte === lower || (byte >= 65 && byte <= 90 && byte + 32 === lower);
}
