// Puts a request on its connection and knows how much of it the system has taken: a large one goes in pieces, so that a server
// that stops reading, or answers before it has read all, is seen as that.
import type { Socket } from 'node:net';

/** A connection between two requests takes so much at once: nothing is left in its way. */
const AT_ONCE_BYTES = 16_384;
const PIECE_BYTES = 65_536;

export class RequestWriter {
  /** All of it was taken. */
  isComplete = true;
  readonly #handleComplete: () => void;
  #socket: Socket | null = null;
  #bytes: Buffer | null = null;
  #taken = 0;

  /** `handleComplete` is called for a request that was not taken within `begin`. */
  constructor(handleComplete: () => void) {
    this.#handleComplete = handleComplete;
  }

  begin(socket: Socket, bytes: Buffer): void {
    this.isComplete = bytes.length <= AT_ONCE_BYTES;
    if (this.isComplete) {
      socket.write(bytes);
      return;
    }
    this.#socket = socket;
    this.#bytes = bytes;
    this.#taken = 0;
    this.#goOn(socket, bytes);
  }

  /** Writes no more of it. */
  stop(): void {
    this.#socket = null;
    this.#bytes = null;
  }

  #goOn(socket: Socket, bytes: Buffer): void {
    const piece = bytes.subarray(this.#taken, this.#taken + PIECE_BYTES);
    socket.write(piece, (error) => {
      if (this.#socket !== socket || this.#bytes !== bytes || (error !== null && error !== undefined)) return;
      this.#taken += piece.length;
      if (this.#taken < bytes.length) return this.#goOn(socket, bytes);
      this.stop();
      this.isComplete = true;
      this.#handleComplete();
    });
  }
}
