// The client for HTTP/1.1, with or without TLS: each user has its own connection. All sockets of the worker share one read buffer.
// It reports the end of a request at the same moment as undici's client, at about half the cost.
import type { Socket } from 'node:net';
import { BODY_IN_PLACE, CUT_BODY, protocolFault, statusFault, SURPLUS_BODY, SURPLUS_BYTES } from '../../faults/response-fault.ts';
import { CLOSED, faultOf } from '../../faults/fault.ts';
import type { Fault } from '../../faults/fault-context.ts';
import { IDLE_MS, KEEP_ALIVE_MARGIN_MS, writeLater } from '../http-client.ts';
import type { OpenedConnection } from '../opened-connection.ts';
import { PlainSockets } from '../plain-sockets.ts';
import { Reading } from '../reading.ts';
import type { RequestTemplate } from '../request-template.ts';
import { WRITES } from '../write-batch.ts';
import { HeldEnd } from './held-end.ts';
import { Http1Exchange } from './http1-exchange.ts';
import { IdleBytes } from './idle-bytes.ts';

export class Http1Client extends Http1Exchange {
  /** True if the connection is kept open only to be watched; the next request uses another one. */
  #isDoubtful = false;
  #isConnecting = false;
  readonly #reading = new Reading(this);
  readonly #sockets = new PlainSockets(this.#reading.onread, (socket) => this.#hear(socket));
  readonly #held = new HeldEnd(() => this.#release(null));
  readonly #idle = new IdleBytes();

  send(template: RequestTemplate, traceparent = ''): void {
    this.prepare(template, traceparent);
    // Bytes that have arrived are handled first, so that no request is written to a connection that the server has closed, and no
    // response to another user waits while connections are opened.
    if (!this.isFresh || this.socket === null || this.sentAt >= this.idleUntil) setImmediate(writeLater, this);
    else if (this.isInCrowd) WRITES.add(this);
    else this.write(this.sentAt);
  }

  takeOver({ socket, reading, template, traceparent, times }: OpenedConnection): void {
    this.prepare(template, traceparent);
    this.inherit(times);
    reading.handTo(this);
    this.handleSocket(socket);
    this.write(this.context.clock.now());
  }

  abort(fault: Fault | null): void {
    const { socket } = this;
    if (this.#held.isHolding) this.#release(null);
    else if (this.isActive) this.end(fault, this.context.clock.now());
    socket?.destroy();
  }

  handleSocket(socket: Socket): void {
    this.socket = socket;
    this.socketRequests = 0;
    this.idleUntil = Infinity;
    this.#isDoubtful = false;
    this.#idle.reset();
    if (this.template.secure) this.#hear(socket);
  }

  #hear(socket: Socket): void {
    socket.on('error', (error) => this.#handleGone(socket, error));
    socket.on('end', () => this.#handleGone(socket, CLOSED));
    socket.on('close', () => this.#handleGone(socket, CLOSED));
  }

  /** Runs after the poll phase, so that whatever has arrived is handled first. */
  writeLater(): void {
    if (!this.isActive || this.isUnderWay || this.#isConnecting) return;
    if (this.socket === null || this.sentAt >= this.idleUntil || this.#isDoubtful) this.#connect();
    else this.write(this.context.clock.now());
  }

  /** Replaces the connection, if there is one. */
  #connect(): void {
    this.drop();
    const { clock, connector, deadlines, timeouts } = this.context;
    deadlines.setPhase(this.slot, 'connect', clock.now() + timeouts.connect);
    this.#isConnecting = true;
    connector.open(this.template, 'http/1.1', this.#sockets, this, (error, spoken) => {
      this.#isConnecting = false;
      if (!this.isActive) return;
      if (error !== null || this.socket === null) this.fail(faultOf(error ?? CLOSED, this.faultContext));
      else if (spoken === 'h2') this.handOver?.(spoken, this.giveAway(this.socket, this.#reading));
      else this.write(clock.now());
    });
  }

  protected complete(bytes: Buffer, at: number, count: number, now: number): void {
    const head = this.head;
    const { contentLength, hasTransferEncoding, keepAliveSeconds } = head.framing;
    const openMs = keepAliveSeconds < 0 ? IDLE_MS : keepAliveSeconds * 1000 - KEEP_ALIVE_MARGIN_MS;
    const hasBody = this.mayHaveBody(this.status);
    const said = this.#idle.begin(bytes, at, count, hasBody ? SURPLUS_BYTES : SURPLUS_BODY);
    this.#isDoubtful = said !== 'nothing';
    const isKnownEnd = this.writer === null && (said === 'nothing' || said === 'undecided');
    const mayStay = isKnownEnd && openMs > 0 && !this.closesAfter;
    const staysOpen = mayStay && head.leavesOpen(hasBody);
    const speaksInVain = !hasBody && (contentLength > 0 || hasTransferEncoding);
    // RFC 9110, 8.6 forbids a Content-Length in a 204, so a body may follow all the same.
    const mayFollow = speaksInVain && this.status === 204 && said === 'nothing' && !this.#held.isPointless;
    const isUsual = isKnownEnd && this.status < 300 && contentLength >= 0 && hasBody && keepAliveSeconds < 0;
    const isWhole = head.bytes.length + contentLength === count;
    if (staysOpen) this.idleUntil = now + openMs;
    else this.drop();
    if (isUsual && isWhole) this.known.learn(head, !head.leavesOpen(hasBody));
    const fault = statusFault(this.status, this.statusText) ?? (said === 'surplus' ? this.#idle.surplus : null);
    if (mayFollow && this.socket !== null) return this.#hold(fault, now);
    // If a body may follow that should not, the next request first waits for what has arrived.
    this.isFresh = !speaksInVain && !this.#isDoubtful;
    this.end(fault, now);
    this.isFresh = false;
  }

  /** Until the end is released, arriving bytes belong to no request. */
  #hold(fault: Fault | null, endedAt: number): void {
    this.#held.hold({ fault, endedAt });
    this.isUnderWay = false;
    this.context.deadlines.clear(this.slot);
  }

  #release(surplus: Fault | null): void {
    const held = this.#held.take();
    if (held === null) return;
    this.end(held.fault ?? surplus, held.endedAt);
  }

  /** They may be left over from the response before. */
  protected strangeBytes(words: string): Fault {
    if (this.#idle.surplus !== SURPLUS_BODY) return protocolFault(words, true);
    this.listener.handleSpoiled(SURPLUS_BODY);
    return BODY_IN_PLACE;
  }

  protected handleIdle(bytes: Buffer, count: number): void {
    const said = this.#idle.hear(bytes, 0, count);
    if (said !== 'nothing') this.#isDoubtful = true;
    if (said === 'nothing' || said === 'undecided') return;
    const hadResponse = this.socketRequests > 0;
    this.drop();
    const { surplus } = this.#idle;
    if (this.#held.isHolding) this.#release(said === 'surplus' ? surplus : null);
    else if (said === 'surplus' && hadResponse) this.listener.handleSpoiled(surplus);
  }

  #handleGone(socket: Socket, error: Error): void {
    if (this.socket !== socket) return;
    if (!this.isUnderWay) {
      this.drop();
      return this.#release(null);
    }
    if (this.status === 0 || !this.bodyParser.endsWithConnection) return this.fail(faultOf(error, this.faultContext));
    this.drop();
    const fault = error === CLOSED ? statusFault(this.status, this.statusText) : CUT_BODY;
    this.end(fault, this.context.clock.now());
  }

  protected drop(): void {
    const { socket } = this;
    this.socket = null;
    socket?.destroy();
  }
}
