// The client for HTTP/1.1, with or without TLS. Requests are built beforehand; all sockets of the worker share one read buffer.
// It reports the end of a request at the same moment as undici's client, at about half the cost.
import type { Socket } from 'node:net';
import type { ResponseHeaders } from '../failure-response.ts';
import {
  BODY_IN_PLACE,
  CUT_BODY,
  HEADERS_TOO_LARGE,
  protocolFault,
  statusFault,
  SURPLUS_BODY,
  SURPLUS_BYTES,
  SWITCHED_PROTOCOLS,
} from '../../faults/response-fault.ts';
import { CLOSED, faultOf } from '../../faults/fault.ts';
import type { Fault } from '../../faults/fault-context.ts';
import { HttpClient, IDLE_MS, KEEP_ALIVE_MARGIN_MS, writeLater, type OpenedConnection } from '../http-client.ts';
import { PlainSockets } from '../plain-sockets.ts';
import { Reading, type Reader } from '../reading.ts';
import type { RequestTemplate } from '../request-template.ts';
import { WRITES } from '../write-batch.ts';
import { BodyParser } from './body-parser.ts';
import { headersFromBytes } from './header-bytes.ts';
import { HeadParser } from './head-parser.ts';
import { HeldEnd } from './held-end.ts';
import { IdleConnection } from './idle-bytes.ts';
import { KnownHead } from './known-head.ts';
import { templateBytes, tracedBytes, type RequestBytes } from './request-bytes.ts';
import { RequestWriter } from './request-writer.ts';

export class Http1Client extends HttpClient implements Reader {
  readonly #head = new HeadParser();
  readonly #bodyParser = new BodyParser(this.#head);
  readonly #known = new KnownHead();
  readonly #reading = new Reading(this);
  readonly #sockets = new PlainSockets(this.#reading.onread, (socket) => this.#hear(socket));
  readonly #writer = new RequestWriter(
    () => this.#handleSent(),
    (error) => this.#fail(faultOf(error, this.faultContext)),
  );
  readonly #held = new HeldEnd(() => this.#release(null));
  #request: RequestBytes | null = null;
  #isConnecting = false;
  /** When the idle connection is closed, in ms since the run's start. */
  #idleUntil = 0;
  /** True within the call that reads the end of a response: at that moment the connection is known to be open. */
  #isFresh = false;
  readonly #idle = new IdleConnection();

  protected override get isSending(): boolean {
    return !this.#writer.isComplete;
  }

  protected get statusText(): string {
    return this.#known.isAtHand ? this.#known.statusText : this.#head.statusText;
  }

  get headers(): ResponseHeaders {
    return this.#known.isAtHand ? this.#known.headers : headersFromBytes(this.#head.bytes);
  }

  send(template: RequestTemplate, traceparent = ''): void {
    this.#prepare(template, traceparent);
    // Bytes that have arrived are handled first, so that no request is written to a connection that the server has closed, and no
    // response to another user waits while connections are opened.
    if (!this.#isFresh || this.socket === null || this.sentAt >= this.#idleUntil) setImmediate(writeLater, this);
    else if (this.isInCrowd) WRITES.add(this);
    else this.#write(this.sentAt);
  }

  takeOver({ socket, reading, template, traceparent, times }: OpenedConnection): void {
    this.#prepare(template, traceparent);
    this.inherit(times);
    reading.reader = this;
    this.handleSocket(socket);
    this.#write(this.context.clock.now());
  }

  #prepare(template: RequestTemplate, traceparent: string): void {
    if (this.#request === null || template !== this.template)
      this.#request = templateBytes(template, this.context.http.keepAlive);
    this.open(template, traceparent);
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
    this.#idleUntil = Infinity;
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
    if (!this.isActive || !Number.isNaN(this.startedAt) || this.#isConnecting) return;
    if (this.socket === null || this.sentAt >= this.#idleUntil || this.#idle.isDoubtful) this.#connect();
    else this.#write(this.context.clock.now());
  }

  /** Replaces the connection, if there is one. */
  #connect(): void {
    this.#drop();
    const { clock, connector, deadlines, timeouts, slot, handOver } = this.context;
    deadlines.setPhase(slot, 'connect', clock.now() + timeouts.connect);
    this.#isConnecting = true;
    connector.open(this.template, 'http/1.1', this.#sockets, this, (error, spoken) => {
      this.#isConnecting = false;
      if (!this.isActive) return;
      if (error !== null || this.socket === null) this.#fail(faultOf(error ?? CLOSED, this.faultContext));
      else if (spoken === 'h2') handOver?.(spoken, this.giveAway(this.socket, this.#reading));
      else this.#write(clock.now());
    });
  }

  #write(now: number): void {
    if (this.socket === null || this.#request === null) return;
    this.begin(now);
    this.#head.reset();
    this.#known.isAtHand = false;
    this.#writer.begin(this.socket, tracedBytes(this.#request, this.traceparent));
    if (this.#writer.isComplete) this.#handleSent();
  }

  #handleSent(): void {
    this.bytesOut = this.#request?.length ?? 0;
    this.sending = this.context.clock.now() - this.startedAt;
  }

  /** If the connection ends too early, nobody knows how much of the request arrived, because the system buffers the rest. */
  protected override end(fault: Fault | null, now: number): void {
    if (!this.#writer.isComplete && !Number.isNaN(this.startedAt)) {
      this.#writer.stop();
      this.bytesOut = Number.NaN;
      this.sending = (Number.isNaN(this.firstByteAt) ? now : this.firstByteAt) - this.startedAt;
    }
    if (this.context.readsAtOnce !== true && this.status > 0) this.#head.keep();
    super.end(fault, now);
  }

  receive(count: number, bytes: Buffer): void {
    const now = this.context.clock.now();
    this.bytesIn += count;
    if (!this.isActive || Number.isNaN(this.startedAt)) this.#handleIdle(bytes, count);
    else if (this.#head.isFresh && this.template.method !== 'HEAD' && this.#known.recognise(bytes, count))
      this.#recognise(bytes, count, now);
    else this.#parse(bytes, count, now);
  }

  /** A fast path for a complete response below 300 that differs from the one before only in its date and its body. */
  #recognise(bytes: Buffer, count: number, now: number): void {
    this.firstByteAt = now;
    this.status = this.#known.status;
    this.#idleUntil = now + IDLE_MS;
    if (this.#known.closes || !this.#writer.isComplete) this.#drop();
    if (this.template.keepsBody !== undefined) {
      this.beginBody(this.status);
      this.#known.lendBody(bytes, count, this.kept);
    }
    this.#isFresh = true;
    this.end(null, now);
    this.#isFresh = false;
  }

  #parse(bytes: Buffer, count: number, now: number): void {
    const head = this.#head;
    const body = this.#bodyParser;
    let at = 0;
    while (this.status === 0) {
      if (head.isFresh) this.firstByteAt = now;
      at = head.read(bytes, at, count);
      if (head.isTooLarge) return this.#fail(HEADERS_TOO_LARGE);
      if (head.reason !== null) return this.#fail(this.#malformed(head));
      if (!head.isComplete) return;
      if (head.status === 101) return this.#fail(SWITCHED_PROTOCOLS);
      if (head.status >= 200) this.#handleHead();
      else this.#passOver();
      if (at === count && this.status === 0) return;
    }
    at = body.read(bytes, at, count, this.kept);
    if (body.reason !== null) return this.#fail(protocolFault(body.reason));
    if (head.isTooLarge) return this.#fail(HEADERS_TOO_LARGE);
    if (body.isComplete) return this.#complete(bytes, at, count, now);
    head.keep();
    this.kept?.keep();
    this.restartIdle(now);
  }

  /** Bytes that are no response at all may be left over from the response before. */
  #malformed({ reason, hasVersion }: HeadParser): Fault {
    const words = reason ?? '';
    if (hasVersion || !this.reused) return protocolFault(words);
    if (this.#idle.surplus !== SURPLUS_BODY) return protocolFault(words, true);
    this.listener.handleSpoiled(SURPLUS_BODY);
    return BODY_IN_PLACE;
  }

  /** Any 1xx precedes the final response (RFC 9110, 15.2), so the first byte of that one is still to come. */
  #passOver(): void {
    this.#head.reset();
    this.firstByteAt = Number.NaN;
  }

  #handleHead(): void {
    const { status } = this.#head;
    this.#bodyParser.begin(this.#mayHaveBody(status));
    this.hear(status);
    this.beginBody(status);
  }

  #complete(bytes: Buffer, at: number, count: number, now: number): void {
    const head = this.#head;
    const { contentLength, hasTransferEncoding, keepAliveSeconds } = head.framing;
    const openMs = keepAliveSeconds < 0 ? IDLE_MS : keepAliveSeconds * 1000 - KEEP_ALIVE_MARGIN_MS;
    const hasBody = this.#mayHaveBody(this.status);
    const said = this.#idle.begin(bytes, at, count, hasBody ? SURPLUS_BYTES : SURPLUS_BODY);
    const isKnownEnd = this.#writer.isComplete && (said === 'nothing' || said === 'undecided');
    const mayStay = isKnownEnd && openMs > 0 && this.#request?.closesAfter === false;
    const staysOpen = mayStay && head.leavesOpen(hasBody);
    const speaksInVain = !hasBody && (contentLength > 0 || hasTransferEncoding);
    // RFC 9110, 8.6 forbids a Content-Length in a 204, so a body may follow all the same.
    const mayFollow = speaksInVain && this.status === 204 && said === 'nothing' && !this.#held.isPointless;
    const isUsual = isKnownEnd && this.status < 300 && contentLength >= 0 && hasBody && keepAliveSeconds < 0;
    if (staysOpen) this.#idleUntil = now + openMs;
    else this.#drop();
    if (isUsual && head.bytes.length + contentLength === count) this.#known.learn(head, !staysOpen);
    else this.#known.forget();
    const fault = statusFault(this.status, this.statusText) ?? (said === 'surplus' ? this.#idle.surplus : null);
    if (mayFollow && this.socket !== null) return this.#hold(fault, now);
    // If a body may follow that should not, the next request first waits for what has arrived.
    this.#isFresh = !speaksInVain && !this.#idle.isDoubtful;
    this.end(fault, now);
    this.#isFresh = false;
  }

  /** Until the end is released, arriving bytes belong to no request. */
  #hold(fault: Fault | null, endedAt: number): void {
    this.#held.hold({ fault, endedAt, startedAt: this.startedAt });
    this.startedAt = Number.NaN;
    this.context.deadlines.clear(this.context.slot);
  }

  #release(surplus: Fault | null): void {
    const held = this.#held.take();
    if (held === null) return;
    this.startedAt = held.startedAt;
    this.end(held.fault ?? surplus, held.endedAt);
  }

  #mayHaveBody(status: number): boolean {
    return this.template.method !== 'HEAD' && status !== 204 && status !== 304;
  }

  /** Handles bytes that belong to no request. */
  #handleIdle(bytes: Buffer, count: number): void {
    const said = this.#idle.hear(bytes, 0, count);
    if (said === 'nothing' || said === 'undecided') return;
    const hadResponse = this.socketRequests > 0;
    this.#drop();
    const { surplus } = this.#idle;
    if (this.#held.isHolding) this.#release(said === 'surplus' ? surplus : null);
    else if (said === 'surplus' && hadResponse) this.listener.handleSpoiled(surplus);
  }

  #handleGone(socket: Socket, error: Error): void {
    if (this.socket !== socket) return;
    if (!this.isActive || Number.isNaN(this.startedAt)) {
      this.#drop();
      return this.#release(null);
    }
    if (this.status === 0 || !this.#bodyParser.endsWithConnection) return this.#fail(faultOf(error, this.faultContext));
    this.#drop();
    const fault = error === CLOSED ? statusFault(this.status, this.statusText) : CUT_BODY;
    this.end(fault, this.context.clock.now());
  }

  #fail(fault: Fault): void {
    this.#drop();
    this.end(fault, this.context.clock.now());
  }

  #drop(): void {
    const { socket } = this;
    this.socket = null;
    socket?.destroy();
  }
}
