// The headers of a response as they arrive: one frame, or one and its continuations, which nothing may come between
// (RFC 9113, 6.10). Bounded, so that a server cannot make them endless.
import { MAX_HEADER_BYTES } from '../http-client.ts';

/** An honest server needs five for as many headers as are taken. */
const MOST_FRAMES = 64;

export class HeaderBlock {
  /** Its stream; 0 while there is none. */
  stream = 0;
  endsStream = false;
  #parts: Buffer[] = [];
  #bytes = 0;

  begin(stream: number, endsStream: boolean): void {
    this.stream = stream;
    this.endsStream = endsStream;
    this.#parts = [];
    this.#bytes = 0;
  }

  /** False where it becomes too large. */
  add(part: Buffer): boolean {
    // Its frame is only valid until the next read.
    this.#parts.push(Buffer.from(part));
    this.#bytes += part.length;
    return this.#bytes <= MAX_HEADER_BYTES && this.#parts.length <= MOST_FRAMES;
  }

  take(): Buffer {
    this.stream = 0;
    return Buffer.concat(this.#parts);
  }
}
