// Passes the bytes of a connection to its reader, which may change before the first request is written.
import type { OnReadOpts } from 'node:net';

export interface Reader {
  /** `bytes` are valid until the call returns. */
  receive(count: number, bytes: Buffer): void;
}

export class Reading {
  reader: Reader;
  readonly onread: OnReadOpts;

  /** Each read is handled before the next one that uses the same buffer. */
  constructor(reader: Reader, buffer: Buffer) {
    this.reader = reader;
    const callback = (count: number, bytes: Buffer): boolean => {
      this.reader.receive(count, bytes);
      return true;
    };
    this.onread = { buffer, callback };
  }
}
