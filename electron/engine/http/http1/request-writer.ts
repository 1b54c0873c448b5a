// Writes a large request to its connection and knows how much of it the system has taken. It goes out in pieces, so that a server
// that stops reading, or responds before it has read everything, is recognised.
import type { Socket } from 'node:net';
import { bodyPieces } from '../request-body.ts';
import type { RequestBytes } from './request-bytes.ts';

const PIECE_BYTES = 65_536;

type Parts = Parameters<typeof bodyPieces>[0]['parts'];

export class RequestWriter {
  readonly #handleComplete: () => void;
  readonly #handleBroken: (error: unknown) => void;
  #socket: Socket | null = null;
  #bytes: Buffer | null = null;
  #taken = 0;

  /**
   * `handleComplete` is called when the system has taken the whole request, `handleBroken` for a file that cannot be read. Neither is
   * called within `begin`.
   */
  constructor(handleComplete: () => void, handleBroken: (error: unknown) => void) {
    this.#handleComplete = handleComplete;
    this.#handleBroken = handleBroken;
  }

  begin(socket: Socket, bytes: Buffer, { rest, length }: RequestBytes): void {
    // Without this, each piece would wait until the server has confirmed the one before (Nagle's algorithm).
    socket.setNoDelay(true);
    if (rest !== null) return this.#stream(socket, bytes, [bytes, ...rest.parts], length);
    this.#socket = socket;
    this.#bytes = bytes;
    this.#taken = 0;
    this.#goOn(socket, bytes);
  }

  /** Stops writing. */
  stop(): void {
    this.#socket = null;
    this.#bytes = null;
  }

  /** `head` stands for the request. */
  #stream(socket: Socket, head: Buffer, parts: Parts, length: number): void {
    this.#socket = socket;
    this.#bytes = head;
    this.#streamAll(socket, head, parts, length).catch((error: unknown) => this.#isAt(socket, head) && this.#handleBroken(error));
  }

  /** Each piece is taken before the next one is read from the disk. */
  async #streamAll(socket: Socket, head: Buffer, parts: Parts, length: number): Promise<void> {
    let left = length;
    for await (const piece of bodyPieces({ parts }, true)) {
      const isTaken = await new Promise<boolean>((resolve) => {
        socket.write(piece, (error) => {
          const isWell = !error && this.#isAt(socket, head);
          left -= piece.length;
          // This is called before the file is closed, because the response may come earlier.
          if (isWell && left === 0) this.#complete();
          resolve(isWell);
        });
      });
      if (!isTaken) return;
    }
  }

  #isAt(socket: Socket, bytes: Buffer): boolean {
    return this.#socket === socket && this.#bytes === bytes;
  }

  #complete(): void {
    this.stop();
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
