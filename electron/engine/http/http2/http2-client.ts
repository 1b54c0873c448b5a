// The client for HTTP/2, over TLS or with prior knowledge on a plain connection: each user has its own connection and sends one
// request at a time on it.
import type { Socket } from 'node:net';
import { CLOSED, faultOf } from '../../faults/fault.ts';
import type { Fault } from '../../faults/fault-context.ts';
import { writeLater } from '../http-client.ts';
import type { OpenedConnection } from '../opened-connection.ts';
import { PlainSockets } from '../plain-sockets.ts';
import { Reading, type Reader } from '../reading.ts';
import { Http2Connection } from './http2-connection.ts';
import { Http2Exchange } from './http2-exchange.ts';

export class Http2Client extends Http2Exchange implements Reader {
  readonly #reading = new Reading(this);
  #isConnecting = false;

  abort(fault: Fault | null): void {
    if (this.isActive) this.end(fault, this.context.clock.now());
    this.drop();
  }

  handleSocket(socket: Socket): void {
    this.socket = socket;
    this.socketRequests = 0;
    this.idleUntil = Infinity;
    socket.on('error', (error) => this.#handleGone(socket, error));
    socket.on('end', () => this.#handleGone(socket, CLOSED));
    socket.on('close', () => this.#handleGone(socket, CLOSED));
  }

  takeOver({ socket, reading, template, traceparent, times }: OpenedConnection): void {
    this.prepare(template, traceparent);
    this.inherit(times);
    reading.handTo(this);
    this.handleSocket(socket);
    this.#begin(socket);
  }

  /** Runs after the poll phase, so that whatever has arrived is handled first. */
  writeLater(): void {
    if (!this.isActive || this.isUnderWay || this.#isConnecting) return;
    if (this.connection?.isUsable === true) this.write(this.context.clock.now());
    else this.#reconnect();
  }

  protected route(): void {
    if (this.connection?.isUsable !== true || this.sentAt >= this.idleUntil) this.#reconnect();
    else if (this.isFresh) this.write(this.sentAt);
    // Bytes that have arrived are handled first, so that no request is written to a connection that the server has closed.
    else setImmediate(writeLater, this);
  }

  protected drop(): void {
    const { socket } = this;
    this.socket = null;
    this.connection = null;
    socket?.destroy();
  }

  #reconnect(): void {
    this.drop();
    const { clock, connector, deadlines, timeouts } = this.context;
    deadlines.setPhase(this.slot, 'connect', clock.now() + timeouts.connect);
    this.#isConnecting = true;
    connector.open(this.template, 'h2', new PlainSockets(this.#reading.onread), this, (error, spoken) => {
      this.#isConnecting = false;
      if (!this.isActive) return;
      if (error !== null || this.socket === null) this.fail(faultOf(error ?? CLOSED, this.faultContext));
      else if (spoken === 'http/1.1') this.handOver?.(spoken, this.giveAway(this.socket, this.#reading));
      else this.#begin(this.socket);
    });
  }

  #begin(socket: Socket): void {
    this.connection = new Http2Connection(socket);
    this.write(this.context.clock.now());
  }

  receive(count: number, bytes: Buffer): void {
    this.connection?.read(bytes, count);
  }

  #handleGone(socket: Socket, error: Error): void {
    if (this.socket !== socket) return;
    const fault = this.isActive && this.stream !== 0 ? faultOf(error, this.faultContext) : null;
    this.drop();
    if (fault !== null) this.endWith(fault);
  }
}
