// The acknowledgements that a server asks for with SETTINGS and PING. A server that asks and never reads them is stopped before they
// fill the memory (CVE-2019-9512, CVE-2019-9515).
import type { Socket } from 'node:net';

/** A server that reads has far fewer of them on the way. */
export const MOST_UNREAD = 10_000;

export class Acknowledgements {
  readonly #socket: Socket;
  #unread = 0;
  readonly #handleTaken = (): void => {
    this.#unread -= 1;
  };

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Returns false if too many were sent before that nobody has read. */
  send(frame: Buffer): boolean {
    this.#unread += 1;
    this.#socket.write(frame, this.#handleTaken);
    return this.#unread <= MOST_UNREAD;
  }
}
