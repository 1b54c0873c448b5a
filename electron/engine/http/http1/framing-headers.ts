// What the headers of an answer say of where it ends and whether its connection stays open (RFC 9112, 6 and 9).

const LENGTH = 'content-length';
const ENCODING = 'transfer-encoding';
const CONNECTION = 'connection';
const KEEP_ALIVE = 'keep-alive';
const UPGRADE = 'upgrade';

const HINT = /(?:^|,)[\t ]*timeout=(\d+)/i;

export class FramingHeaders {
  /** -1 where there is none. */
  contentLength = -1;
  hasTransferEncoding = false;
  isChunked = false;
  saysClose = false;
  saysKeepAlive = false;
  /** For how long an idle connection stays open, in s; -1 where nothing was said. */
  keepAliveSeconds = -1;
  #hasUpgrade = false;
  #saysUpgrade = false;

  get asksForUpgrade(): boolean {
    return this.#hasUpgrade && this.#saysUpgrade;
  }

  reset(): void {
    this.contentLength = -1;
    this.hasTransferEncoding = false;
    this.isChunked = false;
    this.saysClose = false;
    this.saysKeepAlive = false;
    this.keepAliveSeconds = -1;
    this.#hasUpgrade = false;
    this.#saysUpgrade = false;
  }

  /** Whether a name of so many bytes can be one of those that count here. */
  static mayMatter(length: number): boolean {
    return length === 10 || length === 14 || length === 17 || length === 7;
  }

  /** `name` as it stands there; returns what is wrong with the line, or null. */
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
      case UPGRADE:
        this.#hasUpgrade = true;
        return null;
      default:
        return null;
    }
  }

  #addLength(value: string): string | null {
    if (this.hasTransferEncoding) return "Content-Length can't be present with Transfer-Encoding";
    if (value === '') return 'Empty Content-Length';
    if (this.contentLength >= 0) return 'Duplicate Content-Length';
    if (!/^\d+[ \t]*$/.test(value)) return 'Invalid character in Content-Length';
    const length = Number(value);
    if (!Number.isSafeInteger(length)) return 'Content-Length overflow';
    this.contentLength = length;
    return null;
  }

  /** Only where `chunked` is the last word does the body say where it ends. */
  #addEncoding(value: string): string | null {
    if (this.contentLength >= 0) return "Transfer-Encoding can't be present with Content-Length";
    this.hasTransferEncoding = true;
    this.isChunked =
      value
        .slice(value.lastIndexOf(',') + 1)
        .trim()
        .toLowerCase() === 'chunked';
    return null;
  }

  #addConnection(value: string): void {
    for (const word of value.toLowerCase().split(',')) {
      const option = word.trim();
      if (option === 'close') this.saysClose = true;
      else if (option === KEEP_ALIVE) this.saysKeepAlive = true;
      else if (option === UPGRADE) this.#saysUpgrade = true;
    }
  }
}
