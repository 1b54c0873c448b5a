// Sends a body that is too large for one piece, or is read from the disk, as fast as the server's flow control allows.
import { bodyPieces, partsOf, type RequestBody } from '../request-body.ts';
import { dataFrames } from './frames.ts';
import type { Http2Connection } from './http2-connection.ts';

export class BodySender {
  /** True if all of the body was handed to the connection. */
  isComplete = false;
  /** The last piece, of at most 64 KiB, was handed to the connection; all before it have left. */
  isLastPieceGiven = false;
  /** How many bytes its frames took so far. */
  bytes = 0;
  readonly #connection: Http2Connection;
  readonly #stream: number;
  readonly #handleComplete: () => void;
  #isStopped = false;
  #resume: (() => void) | null = null;

  constructor(connection: Http2Connection, stream: number, handleComplete: () => void) {
    this.#connection = connection;
    this.#stream = stream;
    this.#handleComplete = handleComplete;
  }

  /** Stops sending. */
  stop(): void {
    this.#isStopped = true;
    this.#resume?.();
  }

  /** The server has enlarged a window. */
  handleRoom(): void {
    this.#resume?.();
  }

  /** Rejects if a file cannot be read. */
  async send(body: RequestBody): Promise<void> {
    let left = body.length;
    for await (const piece of bodyPieces(partsOf(body), true)) {
      for (let at = 0; at < piece.length;) {
        const room = await this.#room();
        if (room === 0) return;
        const part = piece.subarray(at, at + room);
        left -= part.length;
        if (!(await this.#write(part, left === 0))) return;
        at += part.length;
      }
    }
  }

  async #room(): Promise<number> {
    while (!this.#isStopped) {
      const room = this.#connection.roomOf(this.#stream);
      if (room > 0) return room;
      await new Promise<void>((resolve) => (this.#resume = resolve));
      this.#resume = null;
    }
    return 0;
  }

  #write(part: Buffer, isLast: boolean): Promise<boolean> {
    const frames = dataFrames(this.#stream, part, isLast);
    this.bytes += frames.length;
    this.isLastPieceGiven = isLast;
    return new Promise((resolve) => {
      this.#connection.writeData(this.#stream, part.length, frames, (error) => {
        const isTaken = !error && !this.#isStopped;
        if (isTaken && isLast) this.#complete();
        resolve(isTaken);
      });
    });
  }

  /** This is called before the file is closed, because the response may come earlier. */
  #complete(): void {
    this.isComplete = true;
    this.#handleComplete();
  }
}
