// Passes the bytes of a connection to its reader, which may change before the first request is written.
import type { OnReadOpts } from 'node:net';

/** One for all connections of a thread: each read is handled before the next one. */
export const READ_BUFFER = Buffer.allocUnsafeSlow(65_536);
/** The same memory, eight bytes at a time. */
export const READ_WORDS = new Float64Array(READ_BUFFER.buffer, READ_BUFFER.byteOffset);

export interface Reader {
  /** `bytes` are valid until the call returns. */
  receive(count: number, bytes: Buffer): void;
}

export class Reading {
  readonly onread: OnReadOpts;
  /** From now on `reader` receives the bytes. */
  readonly handTo: (reader: Reader) => void;

  constructor(first: Reader) {
    // The callback finds the reader without this object: with a thousand users, each further object is read from slow memory.
    let reader = first;
    const callback = (count: number, bytes: Buffer): boolean => {
      reader.receive(count, bytes);
      return true;
    };
    this.onread = { buffer: READ_BUFFER, callback };
    this.handTo = (next) => {
      reader = next;
    };
  }
}
