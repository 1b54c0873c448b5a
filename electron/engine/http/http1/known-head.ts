// Remembers the head of the previous response in order to recognise the next one: servers repeat the same bytes except for the
// date. Any other head is parsed in full, so nothing is assumed that did not arrive.
import type { BodyHead, ResponseHeaders } from '../failure-response.ts';
import type { HeadParser } from './head-parser.ts';
import { headersFromBytes, isValueByte } from './header-bytes.ts';

const DATE = Buffer.from('\r\ndate: ');
const DATE_BYTES = 'Sun, 06 Nov 1994 08:49:37 GMT'.length;
const MOST_BYTES = 2048;

export class KnownHead {
  status = 0;
  /** The length of the known head plus the body that its Content-Length announces; 0 while no head is known. */
  responseBytes = 0;
  /** True if the known head closes its connection. */
  closes = false;
  #head = Buffer.alloc(0);
  #length = 0;
  /** The place of the date in the head; both values are the head's length if it has no date. */
  #holeFrom = 0;
  #holeTo = 0;
  statusText = '';
  /** True if the current response was recognised, and the head still holds its bytes. */
  isAtHand = false;
  #headers: ResponseHeaders | null = null;

  /** Call it with a head that was parsed in full and is followed by exactly its Content-Length in bytes. */
  learn({ bytes, status, statusText, framing }: HeadParser, closes: boolean): void {
    if (bytes.length > MOST_BYTES) return this.forget();
    if (this.#head.length < bytes.length) this.#head = Buffer.alloc(bytes.length + 64);
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

  forget(): void {
    this.responseBytes = 0;
  }

  /** The headers of the current response. */
  get headers(): ResponseHeaders {
    return (this.#headers ??= headersFromBytes(this.#head.subarray(0, this.#length)));
  }

  /** Takes over a recognised response. Its head can differ from the known one only in the date. */
  take(bytes: Buffer, count: number, body: BodyHead | null): void {
    this.isAtHand = true;
    if (count > this.#length) body?.lend(bytes.subarray(this.#length, count));
    const [from, to] = [this.#holeFrom, this.#holeTo];
    let at = from;
    while (at < to && bytes[at] === this.#head[at]) at += 1;
    if (at === to) return;
    bytes.copy(this.#head, from, from, to);
    this.#headers = null;
  }

  /** Whether the bytes are exactly one response with the known head. */
  isResponse(bytes: Buffer, count: number): boolean {
    return count === this.responseBytes && this.isHeadOf(bytes);
  }

  /** Whether `bytes` begin with the known head. The date may differ, as long as it looks like a date. */
  isHeadOf(bytes: Buffer): boolean {
    const head = this.#head;
    const holeFrom = this.#holeFrom;
    const holeTo = this.#holeTo;
    const length = this.#length;
    for (let at = 0; at < holeFrom; at += 1) if (bytes[at] !== head[at]) return false;
    for (let at = holeFrom; at < holeTo; at += 1) if (bytes[at] !== head[at] && !isValueByte(bytes[at] ?? 0)) return false;
    for (let at = holeTo; at < length; at += 1) if (bytes[at] !== head[at]) return false;
    return true;
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
