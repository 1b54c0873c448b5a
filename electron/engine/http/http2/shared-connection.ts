// One connection that the requests of several users go over, each as a stream of it, and those who wait for it to be opened.
import type { Socket } from 'node:net';
import { CLOSED } from '../../faults/fault.ts';
import { Http2Connection } from './http2-connection.ts';

/** Each read is dealt with before the next one of any socket. */
const READ_BUFFER = Buffer.allocUnsafeSlow(65_536);

/** A user's client that shares connections with others. */
export interface Sharer {
  readonly now: number;
  /** Opens it, and tells how that ended. */
  openConnection(connection: SharedConnection, handle: (error: Error | null) => void): void;
  /** It waits for a connection that is being opened. */
  awaitConnection(): void;
  /** The connection that was waited for was not opened. */
  handleUnopened(error: Error | null): void;
  /** Sends its request there. */
  use(connection: SharedConnection): void;
}

export class SharedConnection {
  /** The user whose request opens it, or has opened it. */
  opener: Sharer | null;
  readonly waiting: Sharer[] = [];
  requests = 0;
  idleUntil = Infinity;
  protocol = 0;
  remoteAddress = '';
  readonly onread = { buffer: READ_BUFFER, callback: (count: number, bytes: Buffer): boolean => this.#read(count, bytes) };
  readonly #handleLost: () => void;
  readonly #handleRoom: () => void;
  #socket: Socket | null = null;
  #connection: Http2Connection | null = null;
  #isBatching = false;

  /** `handleLost`: it carries no other request. `handleRoom`: it may carry more than before. */
  constructor(opener: Sharer, handleLost: () => void, handleRoom: () => void) {
    this.opener = opener;
    this.#handleLost = handleLost;
    this.#handleRoom = handleRoom;
  }

  get connection(): Http2Connection | null {
    return this.#connection;
  }

  get isOpening(): boolean {
    return this.#connection === null;
  }

  /** Requests that are on it or wait for it. */
  get load(): number {
    return this.#connection?.openStreams ?? this.waiting.length + 1;
  }

  handleSocket(socket: Socket): void {
    this.#socket = socket;
    socket.on('error', (error) => this.#lose(error));
    socket.on('end', () => this.#lose(CLOSED));
    socket.on('close', () => this.#lose(CLOSED));
  }

  /** False where it broke at once. */
  begin(): boolean {
    if (this.#socket === null || this.#socket.destroyed) return false;
    this.#connection = new Http2Connection(this.#socket, () => undefined, this.#handleRoom);
    return true;
  }

  /** What is written in one turn of the loop goes out in one piece. */
  batch(): void {
    const socket = this.#socket;
    if (socket === null || this.#isBatching) return;
    this.#isBatching = true;
    socket.cork();
    process.nextTick(() => {
      this.#isBatching = false;
      socket.uncork();
    });
  }

  close(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.destroy();
  }

  #read(count: number, bytes: Buffer): boolean {
    this.#connection?.read(bytes, count);
    return true;
  }

  /** While it is being opened, the request that opens it hears of it. */
  #lose(error: Error): void {
    const connection = this.#connection;
    if (this.#socket === null || connection === null) return;
    this.close();
    this.#handleLost();
    connection.lose(error);
  }
}
