// Puts a request on its connection and knows how much of it the system has taken: a large one goes in pieces, so that a server
// that stops reading, or responds before it has read all, is seen as that.
import type { Socket } from 'node:net';
import { piecesOf } from '../request-body.ts';
import type { RequestBytes } from './request-bytes.ts';

/** A connection between two requests takes so much at once: nothing is left in its way. */
const AT_ONCE_BYTES = 16_384;
const PIECE_BYTES = 65_536;

export class RequestWriter {
  /** All of it was taken. */
  isComplete = true;
  readonly #handleComplete: () => void;
  readonly #handleBroken: (error: unknown) => void;
  #socket: Socket | null = null;
  #bytes: Buffer | null = null;
  #taken = 0;

  /** `handleComplete` is called for a request that was not taken within `begin`; `handleBroken` for a file that cannot be read. */
  constructor(handleComplete: () => void, handleBroken: (error: unknown) => void) {
    this.#handleComplete = handleComplete;
    this.#handleBroken = handleBroken;
  }

  begin(socket: Socket, { bytes, rest }: RequestBytes): void {
    if (rest !== null) return this.#stream(socket, bytes, rest.parts);
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

  #stream(socket: Socket, head: Buffer, parts: Parameters<typeof piecesOf>[0]['parts']): void {
    this.isComplete = false;
    this.#socket = socket;
    this.#bytes = head;
    void this.#streamAll(socket, head, parts).then(
      (isDone) => isDone && this.#complete(),
      (error: unknown) => this.#isAt(socket, head) && this.#handleBroken(error),
    );
  }

  /** Each piece is taken before the next one is read. False where it was stopped. */
  async #streamAll(socket: Socket, head: Buffer, parts: Parameters<typeof piecesOf>[0]['parts']): Promise<boolean> {
    for await (const piece of piecesOf({ parts: [head, ...parts] }, true)) {
      const isTaken = await new Promise<boolean>((resolve) => socket.write(piece, (error) => resolve(!error)));
      if (!isTaken || !this.#isAt(socket, head)) return false;
    }
    return true;
  }

  #isAt(socket: Socket, bytes: Buffer): boolean {
    return this.#socket === socket && this.#bytes === bytes;
  }

  #complete(): void {
    this.stop();
    this.isComplete = true;
    this.#handleComplete();
  }

  #goOn(socket: Socket, bytes: Buffer): void {
    const piece = bytes.subarray(this.#taken, this.#taken + PIECE_BYTES);
    socket.write(piece, (error) => {
      if (!this.#isAt(socket, bytes) || (error !== null && error !== undefined)) return;
      this.#taken += piece.length;
      if (this.#taken < bytes.length) return this.#goOn(socket, bytes);
      this.#complete();
    });
  }
}
