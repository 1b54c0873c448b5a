// Who reads what comes on a connection: it may change hands before the first request is written on it.
import type { OnReadOpts } from 'node:net';

export interface Reader {
  /** `bytes` are valid until it returns. */
  receive(count: number, bytes: Buffer): void;
}

export class Reading {
  reader: Reader;
  readonly onread: OnReadOpts;

  /** Each read is dealt with before the next one that uses the same buffer. */
  constructor(reader: Reader, buffer: Buffer) {
    this.reader = reader;
    const callback = (count: number, bytes: Buffer): boolean => {
      this.reader.receive(count, bytes);
      return true;
    };
    this.onread = { buffer, callback };
  }
}
