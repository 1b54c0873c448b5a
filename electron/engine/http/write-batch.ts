// With many users, requests that follow responses are written some at a time: they wake the server once, not once each, and no response
// waits long until it is read.

interface Writer {
  writeLater(): void;
}

/** More would let the server run out of work while responses are read. */
const MOST = 64;

class WriteBatch {
  #waiting: Writer[] = [];

  /** `writer` writes when the batch is full, or when everything that has arrived was read. */
  add(writer: Writer): void {
    this.#waiting.push(writer);
    if (this.#waiting.length === 1) setImmediate(writeAll, this);
    if (this.#waiting.length === MOST) this.writeAll();
  }

  writeAll(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const writer of waiting) writer.writeLater();
  }
}

/** Those of all users of a thread. */
export const WRITES = new WriteBatch();

/** A plain function for setImmediate, so that no closure is made. */
function writeAll(batch: WriteBatch): void {
  batch.writeAll();
}
