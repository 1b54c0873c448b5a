// The HTTP/2 client of a user that shares its connections with other users, as the tabs of a browser do: its requests are
// streams.
import type { Socket } from 'node:net';
import { CLOSED, faultOf } from '../../faults/fault.ts';
import type { Fault, RequestProgress } from '../../faults/fault-context.ts';
import { IDLE_MS, type ClientContext, type HttpClientListener } from '../http-client.ts';
import { PlainSockets } from '../plain-sockets.ts';
import type { RequestTemplate } from '../request-template.ts';
import { Http2Exchange } from './http2-exchange.ts';
import type { SharedConnection, Sharer } from './shared-connection.ts';
import type { ServerConnections } from './shared-connections.ts';

export class SharedHttp2Client extends Http2Exchange implements Sharer {
  readonly #connections: ServerConnections;
  #shared: SharedConnection | null = null;
  #opening: SharedConnection | null = null;
  /** True while it waits for room on a connection. */
  #isQueued = false;

  constructor(template: RequestTemplate, context: ClientContext, listener: HttpClientListener, connections: ServerConnections) {
    super(template, context, listener);
    this.#connections = connections;
    this.sessions = connections;
    connections.enter();
  }

  get now(): number {
    return this.context.clock.now();
  }

  /** Each connection is counted once. */
  override get isConnected(): boolean {
    return this.#opening?.opener === this && this.#opening.connection?.isUsable === true;
  }

  override get progress(): RequestProgress {
    return this.#isQueued ? 'queued' : super.progress;
  }

  abort(fault: Fault | null): void {
    if (fault?.outcome === 'timeout') this.connection?.avoidIfSilent(this.stream);
    if (this.isActive) this.end(fault, this.now);
    this.#connections.leave(this);
  }

  handleSocket(socket: Socket): void {
    this.#opening?.handleSocket(socket);
  }

  openConnection(connection: SharedConnection, handle: (error: Error | null) => void): void {
    this.#opening = connection;
    this.awaitConnection();
    this.context.connector.open(this.template, 'h2', new PlainSockets(connection.onread), this, (error) => {
      connection.protocol = this.protocol;
      connection.remoteAddress = this.remoteAddress;
      handle(error);
    });
  }

  handleUnopened(error: Error | null): void {
    if (this.isActive) this.endWith(faultOf(error ?? CLOSED, this.faultContext));
  }

  use(shared: SharedConnection): void {
    if (!this.isActive) return;
    this.#isQueued = false;
    this.#shared = shared;
    this.connection = shared.connection;
    this.protocol = shared.protocol;
    this.remoteAddress = shared.remoteAddress;
    this.socketRequests = shared.requests;
    shared.requests += 1;
    shared.batch();
    this.write(this.now);
  }

  awaitRoom(): void {
    this.#isQueued = true;
    // Only the time for the whole request bounds this wait: it is the server that takes no more requests.
    this.context.deadlines.setPhase(this.slot, 'connect', Infinity);
  }

  awaitConnection(): void {
    this.#isQueued = false;
    const { deadlines, timeouts } = this.context;
    deadlines.setPhase(this.slot, 'connect', this.now + timeouts.connect);
  }

  protected route(): void {
    this.#connections.join(this, this.sentAt);
  }

  /** A response that breaks the rules affects only its own stream. */
  protected drop(): void {
    if (this.stream !== 0) this.connection?.cancel(this.stream, 'PROTOCOL_ERROR');
    this.stream = 0;
    this.connection = null;
  }

  protected override end(fault: Fault | null, now: number): void {
    const shared = this.#shared;
    this.#shared = null;
    this.endStream(now);
    if (shared !== null) this.#connections.release(shared, now + IDLE_MS);
    super.end(fault, now);
  }
}
