// What a virtual user needs of an HTTP client: one connection and one request at a time, with a time stamp for each step of it.
// This file knows no library; the clients that speak HTTP build on it.
import type { Socket } from 'node:net';
import type { FailureResponse } from '../../../shared/failure-example.ts';
import type { Timeouts } from '../../../shared/plan/plan.ts';
import type { HttpOptions } from '../../../shared/plan/plan-http.ts';
import type { Clock } from '../time/clock.ts';
import type { ConnectObserver, Connector } from './connector.ts';
import type { Deadlines } from '../time/deadlines.ts';
import type { KnownHeads } from './http1/known-head.ts';
import type { ConnectTimes, HandOver, OpenedConnection } from './opened-connection.ts';
import type { Reading } from './reading.ts';
import type { SessionHolder } from './tls-connections.ts';
import { EXAMPLE_BODY_BYTES } from '../../../shared/failure-example.ts';
import { BodyHead, failureResponse, secretValues, serverTimingOf, type ResponseHeaders } from './failure-response.ts';
import type { Fault, FaultContext, RequestProgress } from '../faults/fault-context.ts';
import { isRefusal } from '../../../shared/outcome.ts';
import type { RequestTemplate } from './request-template.ts';

export const MAX_HEADER_BYTES = 65_536;
/** An idle connection is closed after this time in ms, unless the server closes it earlier. */
export const IDLE_MS = 60_000;
/** A connection is no longer used this long before the time that the server's Keep-Alive hint gives, in ms. */
export const KEEP_ALIVE_MARGIN_MS = 100;

/**
 * From this number of users on, the responses that arrive together are all read before the next requests are written: those wake the
 * server once, not once each. With fewer users too few arrive together, and the server would wait.
 */
const CROWD = 500;

/** What all clients of a thread share. */
export interface ClientContext {
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly timeouts: Timeouts;
  readonly http: HttpOptions;
  readonly connector: Connector;
  /** `wantsBody` says whether the beginning of a body is kept; otherwise bodies are only counted. */
  readonly examples: { wantsBody(status: number): boolean };
  /** What the heads of HTTP/1.1 responses have looked like. */
  readonly heads: KnownHeads;
  /** True if a response is read only within the call that reports its end, and never after it. */
  readonly readsAtOnce?: boolean;
}

/** The user of a client. */
export interface HttpClientListener {
  /** Its slot in the deadlines. */
  readonly slot: number;
  handleEnd(fault: Fault | null): void;
  /** The response that ended last was not valid after all: the bytes that followed it prove it. */
  handleSpoiled(fault: Fault): void;
  /** The server chose another version. `client` takes over the request and all later ones. */
  handleSuccessor(client: HttpClient): void;
}

/** What a step can read of its response. */
export interface CapturedResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ResponseHeaders;
  /** The body as it arrived, still with its content coding, up to the length that the request wants to keep. */
  readonly body: Buffer;
  /** The length of the whole body. */
  readonly bodyBytes: number;
}

const NO_BYTES = Buffer.alloc(0);

/** Times are in ms since the run's start, durations in ms; NaN means that there was none. The next request overwrites them. */
export abstract class HttpClient implements ConnectObserver, CapturedResponse {
  sentAt = 0;
  firstByteAt = Number.NaN;
  endedAt = 0;
  status = 0;
  /** The Location header of a 3xx response. */
  location: string | null = null;
  /** The Retry-After header of a response that throttles; null if there is none. */
  retryAfter: string | null = null;
  reused = false;
  bytesIn = 0;
  bytesOut = 0;
  blocked = Number.NaN;
  dns = Number.NaN;
  connecting = Number.NaN;
  tlsHandshaking = Number.NaN;
  resumed: boolean | null = null;
  isResolving = false;
  protocol = 0;
  remoteAddress = '';
  sending = Number.NaN;
  sessions: SessionHolder = { session: null };

  protected readonly context: ClientContext;
  protected readonly listener: HttpClientListener;
  protected readonly slot: number;
  /** Null if servers cannot choose the version. */
  protected readonly handOver: HandOver | null;
  protected template: RequestTemplate;
  /** True while a request is in flight. */
  protected isActive = false;
  /** True while that request has a connection and its response may arrive. */
  protected isUnderWay = false;
  protected socket: Socket | null = null;
  /** How many requests this connection has carried. */
  protected socketRequests = 0;
  /** When the request got its connection; NaN before. */
  protected startedAt = Number.NaN;
  protected kept: BodyHead | null = null;
  /** The traceparent header of the request in flight; empty if it has none. */
  protected traceparent = '';

  constructor(template: RequestTemplate, context: ClientContext, listener: HttpClientListener, handOver: HandOver | null = null) {
    this.template = template;
    this.context = context;
    this.listener = listener;
    this.slot = listener.slot;
    this.handOver = handOver;
  }

  /** `traceparent` is filled in if the template has a place for it. */
  abstract send(template: RequestTemplate, traceparent?: string): void;

  /** Ends the request in flight, if any, with `fault`. The client cannot be used afterwards. */
  abstract abort(fault: Fault | null): void;

  /** The reason phrase; it is known once the head is complete. */
  protected abstract readonly statusText: string;
  abstract readonly headers: ResponseHeaders;

  /** The connector calls it when an attempt to connect has begun. */
  abstract handleSocket(socket: Socket): void;

  get progress(): RequestProgress {
    if (Number.isNaN(this.startedAt)) return this.#connectProgress();
    if (this.status > 0) return 'receiving';
    if (!Number.isNaN(this.firstByteAt)) return 'heading';
    return this.isSending ? 'sending' : 'waiting';
  }

  protected get isSending(): boolean {
    return (this.socket?.writableLength ?? 0) > 0;
  }

  /** True if this client can serve no further request. */
  get isSpent(): boolean {
    return false;
  }

  protected get isInCrowd(): boolean {
    return this.context.deadlines.slots >= CROWD;
  }

  get isConnected(): boolean {
    return this.socket !== null && !this.socket.destroyed;
  }

  get faultContext(): FaultContext {
    const { hostname, port, secure } = this.template;
    const { progress, reused, startedAt } = this;
    const sinceSentMs = this.context.clock.now() - startedAt;
    return { hostname, port, secure, peer: this.context.connector.peerOf(this.template), progress, wasUsed: reused, sinceSentMs };
  }

  /** The response to the last request; null if no complete head came. Read it before the next request is sent. */
  failureResponse(): FailureResponse | null {
    if (this.status === 0) return null;
    const { status, statusText, headers, kept: body, template } = this;
    return failureResponse({ status, statusText, headers, body, secrets: secretValues(template.headers) });
  }

  /**
   * The Server-Timing of the last response; null if it has none. Its head must be complete. Read it before the next request is
   * sent.
   */
  serverTiming(): string | null {
    return serverTimingOf(this.headers, this.template.headers);
  }

  get body(): Buffer {
    return this.kept?.content ?? NO_BYTES;
  }

  get bodyBytes(): number {
    return this.kept?.bytes ?? 0;
  }

  /**
   * The response to a request with `keepsBody`, once it has ended; null if no complete head came. Read it before the next request
   * is sent.
   */
  captured(): CapturedResponse | null {
    return this.status === 0 ? null : this;
  }

  /** Starts a request and forgets the one before. */
  protected open(template: RequestTemplate, traceparent: string): void {
    this.template = template;
    this.traceparent = traceparent;
    this.isActive = true;
    this.isUnderWay = false;
    this.startedAt = Number.NaN;
    this.kept = null;
    this.firstByteAt = Number.NaN;
    this.status = 0;
    this.location = null;
    this.retryAfter = null;
    this.reused = false;
    this.bytesIn = 0;
    this.bytesOut = 0;
    this.blocked = Number.NaN;
    this.dns = Number.NaN;
    this.connecting = Number.NaN;
    this.tlsHandshaking = Number.NaN;
    this.resumed = null;
    this.sending = Number.NaN;
    this.isResolving = false;
    const { clock, deadlines, timeouts } = this.context;
    this.sentAt = clock.now();
    deadlines.setTotal(this.slot, this.sentAt + timeouts.total);
  }

  /** The request got its connection at `now` and is about to be written. */
  protected begin(now: number): void {
    const { deadlines, timeouts } = this.context;
    // In a crowd a request may have waited for the responses of other users. It is sent now.
    if (this.isInCrowd && Number.isNaN(this.connecting)) this.sentAt = now;
    this.isUnderWay = true;
    this.startedAt = now;
    this.blocked = Math.max(0, now - this.sentAt - this.#connectMs());
    this.reused = this.socketRequests > 0;
    this.socketRequests += 1;
    deadlines.setPhase(this.slot, 'firstByte', now + timeouts.firstByte);
  }

  /** Hands over the connection that was opened for the request in flight, and the request with it. */
  protected giveAway(socket: Socket, reading: Reading): OpenedConnection {
    this.isActive = false;
    this.socket = null;
    const { template, traceparent, sentAt, dns, connecting, tlsHandshaking, resumed, protocol, remoteAddress, sessions } = this;
    const times = { sentAt, dns, connecting, tlsHandshaking, resumed, protocol, remoteAddress, sessions };
    return { socket, reading, template, traceparent, times };
  }

  /** Takes over a request whose connection was just opened by another client. */
  protected inherit(times: ConnectTimes): void {
    Object.assign(this, times);
    const { deadlines, timeouts } = this.context;
    deadlines.setTotal(this.slot, this.sentAt + timeouts.total);
  }

  /** The head of the response is complete. */
  protected hear(status: number): void {
    this.status = status;
    if (isRefusal(status)) this.retryAfter = this.headers['retry-after'] ?? null;
    if (status >= 300 && status < 400) this.location = this.headers.location ?? null;
  }

  /** Decides how much of the body is kept: for a step that reads it, and for an example of a failure. */
  protected beginBody(status: number): void {
    const keepsBody = this.template.keepsBody ?? 0;
    const forExample = this.context.examples.wantsBody(status) ? EXAMPLE_BODY_BYTES : 0;
    if (keepsBody > 0 || forExample > 0) this.kept = new BodyHead(Math.max(keepsBody, forExample));
  }

  protected end(fault: Fault | null, now: number): void {
    this.endedAt = now;
    this.isActive = false;
    this.isUnderWay = false;
    // A request that got no connection reached no server, so it must not show the address of the connection before.
    if (Number.isNaN(this.blocked)) this.remoteAddress = '';
    this.context.deadlines.clear(this.slot);
    if (this.context.readsAtOnce !== true) this.kept?.keep();
    this.listener.handleEnd(fault);
  }

  protected restartIdle(now: number): void {
    const { deadlines, timeouts } = this.context;
    deadlines.setPhase(this.slot, 'idle', now + timeouts.idle);
  }

  #connectProgress(): RequestProgress {
    if (!Number.isNaN(this.connecting)) return this.template.secure ? 'handshaking' : 'connecting';
    return this.isResolving ? 'resolving' : 'connecting';
  }

  #connectMs(): number {
    return (this.dns || 0) + (this.connecting || 0) + (this.tlsHandshaking || 0);
  }
}

/** A plain function for setImmediate, so that no closure is made per request. */
export function writeLater(client: { writeLater(): void }): void {
  client.writeLater();
}
