// One connection that several users share, each request as a stream of it, and the users that wait for it to be opened.
import type { Socket } from 'node:net';
import { CLOSED } from '../../faults/fault.ts';
import { READ_BUFFER } from '../reading.ts';
import { Http2Connection } from './http2-connection.ts';
import { StreamNumbers } from './stream-numbers.ts';

/** The client of a user that shares connections with others. */
export interface Sharer {
  readonly now: number;
  /** Opens the connection and reports the result to `handle`. */
  openConnection(connection: SharedConnection, handle: (error: Error | null) => void): void;
  /** The user waits for a connection that another user is opening. */
  awaitConnection(): void;
  /** The user waits until a connection has room for another request. */
  awaitRoom(): void;
  /** The connection that this user waited for could not be opened. */
  handleUnopened(error: Error | null): void;
  /** Sends the user's request on the connection. */
  use(connection: SharedConnection): void;
}

export class SharedConnection {
  /** The user whose request opens, or has opened, the connection. */
  opener: Sharer | null;
  readonly waiting: Sharer[] = [];
  requests = 0;
  idleUntil = Infinity;
  protocol = 0;
  remoteAddress = '';
  readonly onread = { buffer: READ_BUFFER, callback: (count: number, bytes: Buffer): boolean => this.#read(count, bytes) };
  readonly #handleLost: () => void;
  readonly #handleRoom: () => void;
  readonly #firstStream: number;
  #socket: Socket | null = null;
  #connection: Http2Connection | null = null;
  #isBatching = false;

  /** `handleLost` is called once it can carry no further request, `handleRoom` once it may carry more requests than before. */
  constructor(opener: Sharer, firstStream: number, handleLost: () => void, handleRoom: () => void) {
    this.opener = opener;
    this.#firstStream = firstStream;
    this.#handleLost = handleLost;
    this.#handleRoom = handleRoom;
  }

  get connection(): Http2Connection | null {
    return this.#connection;
  }

  get isOpening(): boolean {
    return this.#connection === null;
  }

  /** How many requests are on it or wait for it. */
  get load(): number {
    return this.#connection?.openStreams ?? this.waiting.length + 1;
  }

  handleSocket(socket: Socket): void {
    this.#socket = socket;
    socket.on('error', (error) => this.#lose(error));
    socket.on('end', () => this.#lose(CLOSED));
    socket.on('close', () => this.#lose(CLOSED));
  }

  /** Returns false if the connection broke at once. */
  begin(): boolean {
    if (this.#socket === null || this.#socket.destroyed) return false;
    this.#connection = new Http2Connection(this.#socket, this.#handleRoom, new StreamNumbers(this.#firstStream));
    return true;
  }

  /** Everything that is written in one turn of the event loop goes out in one packet. */
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

  /** While the connection is being opened, only the request that opens it is informed. */
  #lose(error: Error): void {
    const connection = this.#connection;
    if (this.#socket === null || connection === null) return;
    this.close();
    this.#handleLost();
    connection.lose(error);
  }
}
