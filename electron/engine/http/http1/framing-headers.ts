// Reads from the headers of a response where it ends and whether its connection stays open (RFC 9112, 6 and 9).
import { contentLengthOf } from '../content-length.ts';

const LENGTH = 'content-length';
const ENCODING = 'transfer-encoding';
const CONNECTION = 'connection';
const KEEP_ALIVE = 'keep-alive';

const HINT = /(?:^|,)[\t ]*timeout=(\d+)/i;

export class FramingHeaders {
  /** -1 if there is no Content-Length. */
  contentLength = -1;
  hasTransferEncoding = false;
  isChunked = false;
  saysClose = false;
  saysKeepAlive = false;
  /** How long the server keeps an idle connection open, in s; -1 if it does not say. */
  keepAliveSeconds = -1;

  reset(): void {
    this.contentLength = -1;
    this.hasTransferEncoding = false;
    this.isChunked = false;
    this.saysClose = false;
    this.saysKeepAlive = false;
    this.keepAliveSeconds = -1;
  }

  /** A quick test by length: whether a name can be one of the headers that matter here. */
  static mayMatter(length: number): boolean {
    return length === 10 || length === 14 || length === 17;
  }

  /** `name` is in the case in which it arrived. Returns what is wrong with the line, or null. */
  add(name: string, value: string): string | null {
    switch (name.toLowerCase()) {
      case LENGTH:
        return this.#addLength(value);
      case ENCODING:
        return this.#addEncoding(value);
      case CONNECTION:
        this.#addConnection(value);
        return null;
      case KEEP_ALIVE:
        if (this.keepAliveSeconds < 0) this.keepAliveSeconds = Number(HINT.exec(value)?.[1] ?? -1);
        return null;
      default:
        return null;
    }
  }

  #addLength(value: string): string | null {
    if (this.hasTransferEncoding) return "Content-Length can't be present with Transfer-Encoding";
    const length = contentLengthOf(value, this.contentLength);
    if (typeof length === 'string') return length;
    this.contentLength = length;
    return null;
  }

  /** The body has chunks that mark its end only if `chunked` is the last coding. "identity" changes nothing. */
  #addEncoding(value: string): string | null {
    const codings = value
      .toLowerCase()
      .split(',')
      .map((coding) => coding.trim())
      .filter((coding) => coding !== '' && coding !== 'identity');
    if (codings.length === 0) return null;
    if (this.contentLength >= 0) return "Transfer-Encoding can't be present with Content-Length";
    this.hasTransferEncoding = true;
    this.isChunked = codings.at(-1) === 'chunked';
    return null;
  }

  #addConnection(value: string): void {
    for (const word of value.toLowerCase().split(',')) {
      const option = word.trim();
      if (option === 'close') this.saysClose = true;
      else if (option === KEEP_ALIVE) this.saysKeepAlive = true;
    }
  }
}
