// An OAuth 2 access token in memory that all threads share: the main thread writes it, the sending threads read it and report
// when a server refused it. It needs no message and no lock: the version is odd while the token is being written.

const VERSION = 0;
const TOKEN_BYTES = 1;
/** Index of the version that a server refused last. */
const REFUSED = 2;
/** Index of the version that could not be renewed. */
const FAILED = 3;
const HEADER_WORDS = 4;
export const MOST_TOKEN_BYTES = 32_768;

export function newAccessToken(): SharedArrayBuffer {
  return new SharedArrayBuffer(HEADER_WORDS * Int32Array.BYTES_PER_ELEMENT + MOST_TOKEN_BYTES);
}

export function writeAccessToken(memory: SharedArrayBuffer, token: string): void {
  const words = wordsOf(memory);
  Atomics.add(words, VERSION, 1);
  const bytes = Buffer.from(token);
  textOf(memory).set(bytes);
  Atomics.store(words, TOKEN_BYTES, bytes.length);
  Atomics.add(words, VERSION, 1);
}

/** No new token could be fetched; requests keep using the current one. */
export function failAccessToken(memory: SharedArrayBuffer): void {
  Atomics.store(wordsOf(memory), FAILED, Atomics.load(wordsOf(memory), VERSION));
}

/** Whether a server refused the current token. */
export function isRefused(memory: SharedArrayBuffer): boolean {
  const words = wordsOf(memory);
  return (
    Atomics.load(words, REFUSED) === Atomics.load(words, VERSION) && Atomics.load(words, FAILED) !== Atomics.load(words, VERSION)
  );
}

/** Reads a token in one sending thread. */
export class AccessTokenReader {
  readonly #words: Int32Array;
  readonly #text: Buffer;
  #known = { version: -1, token: '' };
  /** All tokens that were ever read. */
  readonly seen: string[] = [];

  constructor(memory: SharedArrayBuffer) {
    this.#words = wordsOf(memory);
    this.#text = textOf(memory);
  }

  get token(): string {
    const words = this.#words;
    while (Atomics.load(words, VERSION) !== this.#known.version) {
      const version = Atomics.load(words, VERSION);
      const token = this.#text.toString('utf8', 0, Atomics.load(words, TOKEN_BYTES));
      if (version % 2 !== 0 || Atomics.load(words, VERSION) !== version) continue;
      this.#known = { version, token };
      this.seen.push(token);
    }
    return this.#known.token;
  }

  /** The version of the token that was read last. */
  get version(): number {
    return this.#known.version;
  }

  /** Reports that a server refused the token of this version. */
  refuse(version: number): void {
    Atomics.store(this.#words, REFUSED, version);
  }

  /** Whether a newer token than `version` exists, or there will be none. */
  isDecided(version: number): boolean {
    return Atomics.load(this.#words, VERSION) !== version || Atomics.load(this.#words, FAILED) === version;
  }
}

function wordsOf(memory: SharedArrayBuffer): Int32Array {
  return new Int32Array(memory, 0, HEADER_WORDS);
}

function textOf(memory: SharedArrayBuffer): Buffer {
  return Buffer.from(memory, HEADER_WORDS * Int32Array.BYTES_PER_ELEMENT);
}
