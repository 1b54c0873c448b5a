// What a virtual user needs of an HTTP client: one connection at a time, one request at a time, each of its moments stamped.
// Knows no library; those that speak HTTP build on it.
import type { Socket } from 'node:net';
import type { FailureResponse } from '../../../shared/failure-example.ts';
import type { Timeouts } from '../../../shared/plan/plan.ts';
import type { HttpOptions } from '../../../shared/plan/plan-http.ts';
import type { Clock } from '../time/clock.ts';
import type { ConnectObserver, Connector } from './connector.ts';
import type { Deadlines } from '../time/deadlines.ts';
import type { Reading } from './reading.ts';
import type { OwnVersion, SessionHolder } from './tls-connections.ts';
import { EXAMPLE_BODY_BYTES } from '../../../shared/failure-example.ts';
import { BodyHead, failureResponse, secretValues, serverTimingOf, type ResponseHeaders } from './failure-response.ts';
import type { Fault, FaultContext, RequestProgress } from '../faults/fault-context.ts';
import { isRefusal } from '../../../shared/outcome.ts';
import type { RequestTemplate } from './request-template.ts';

export const MAX_HEADER_BYTES = 65_536;
/** An idle connection is closed after this time in ms, unless the server closes it earlier. */
export const IDLE_MS = 60_000;
/** A connection is given up this long before the end of the server's Keep-Alive hint, in ms. */
export const KEEP_ALIVE_MARGIN_MS = 100;

export interface ClientContext {
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly timeouts: Timeouts;
  readonly http: HttpOptions;
  readonly connector: Connector;
  /** Whether the beginning of a body is to be kept; else bodies are counted and dropped. */
  readonly examples: { wantsBody(status: number): boolean };
  /** A response is read within the call that tells of its end, and never after it. */
  readonly readsAtOnce?: boolean;
  /** Deadline slot of the virtual user. */
  readonly slot: number;
  /** Where servers may choose: opens the client for the version that one chose, which goes on. */
  readonly handOver?: (version: OwnVersion, opened: OpenedConnection) => void;
}

/** The times of a connection as its request counts them, and what is known of it. */
type ConnectTimes = Pick<
  HttpClient,
  'sentAt' | 'dns' | 'connecting' | 'tlsHandshaking' | 'protocol' | 'remoteAddress' | 'sessions'
>;

/** It is open, and nothing was sent on it. */
export interface OpenedConnection {
  readonly socket: Socket;
  readonly reading: Reading;
  /** What it was opened for. */
  readonly template: RequestTemplate;
  readonly traceparent: string;
  readonly times: ConnectTimes;
}

export interface HttpClientListener {
  handleEnd(fault: Fault | null): void;
  /** The response that ended last was not one: what followed it on the connection proves it. */
  handleSpoiled(fault: Fault): void;
  /** The server chose another version: `client` goes on with the request, and takes those that follow. */
  handleSuccessor(client: HttpClient): void;
}

/** What a step sees of its response. */
export interface CapturedResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ResponseHeaders;
  /** As it came, with its content coding: so much of it as the request asked to keep. */
  readonly body: Buffer;
  /** The length of the whole body. */
  readonly bodyBytes: number;
}

const NO_BYTES = Buffer.alloc(0);

/** Times in ms since the run's start, durations in ms; NaN where there was none. Overwritten by the next request. */
export abstract class HttpClient implements ConnectObserver, CapturedResponse {
  sentAt = 0;
  firstByteAt = Number.NaN;
  endedAt = 0;
  status = 0;
  /** Where a 3xx response points. */
  location: string | null = null;
  /** What a server that throttles said of when to come back; null where it said nothing. */
  retryAfter: string | null = null;
  reused = false;
  bytesIn = 0;
  bytesOut = 0;
  blocked = Number.NaN;
  dns = Number.NaN;
  connecting = Number.NaN;
  tlsHandshaking = Number.NaN;
  isResolving = false;
  protocol = 0;
  remoteAddress = '';
  sending = Number.NaN;
  sessions: SessionHolder = { session: null };

  protected readonly context: ClientContext;
  protected readonly listener: HttpClientListener;
  protected template: RequestTemplate;
  /** A request is in flight. */
  protected isActive = false;
  protected socket: Socket | null = null;
  /** Requests that were put on it. */
  protected socketRequests = 0;
  /** When the request had its connection; NaN before. */
  protected startedAt = Number.NaN;
  protected kept: BodyHead | null = null;
  /** The trace context of the request in flight; empty where it has none. */
  protected traceparent = '';

  constructor(template: RequestTemplate, context: ClientContext, listener: HttpClientListener) {
    this.template = template;
    this.context = context;
    this.listener = listener;
  }

  /** `traceparent`: of this request, for a template that has a place for it. */
  abstract send(template: RequestTemplate, traceparent?: string): void;

  /** Ends the request in flight, if any, with `fault`; the client is of no use afterwards. */
  abstract abort(fault: Fault | null): void;

  /** The words beside the status, once the head is complete. */
  protected abstract readonly statusText: string;
  abstract readonly headers: ResponseHeaders;

  /** The connector calls it when an attempt has begun. */
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

  /** It serves no request after the one that has ended. */
  get isSpent(): boolean {
    return false;
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

  /** The response to the last request; null where no complete head came. Ask before the next one is sent. */
  failureResponse(): FailureResponse | null {
    if (this.status === 0) return null;
    const { status, statusText, headers, kept: body, template } = this;
    return failureResponse({ status, statusText, headers, body, secrets: secretValues(template.headers) });
  }

  /** The Server-Timing of the last response, once its head is complete; null where it has none. Ask before the next one is sent. */
  serverTiming(): string | null {
    return serverTimingOf(this.headers, this.template.headers);
  }

  get body(): Buffer {
    return this.kept?.content ?? NO_BYTES;
  }

  get bodyBytes(): number {
    return this.kept?.bytes ?? 0;
  }

  /** The response to a request that `keepsBody`, once it has ended; null where no complete head came. Ask before the next is sent. */
  captured(): CapturedResponse | null {
    return this.status === 0 ? null : this;
  }

  /** Forgets the request before. */
  protected open(template: RequestTemplate, traceparent: string): void {
    this.template = template;
    this.traceparent = traceparent;
    this.isActive = true;
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
    this.sending = Number.NaN;
    this.isResolving = false;
    const { clock, deadlines, timeouts, slot } = this.context;
    this.sentAt = clock.now();
    deadlines.setTotal(slot, this.sentAt + timeouts.total);
  }

  /** It has its connection at `now`, and is about to be written. */
  protected begin(now: number): void {
    const { deadlines, timeouts, slot } = this.context;
    this.startedAt = now;
    this.blocked = Math.max(0, now - this.sentAt - this.#connectMs());
    this.reused = this.socketRequests > 0;
    this.socketRequests += 1;
    deadlines.setPhase(slot, 'firstByte', now + timeouts.firstByte);
  }

  /** Gives up the request in flight, and the connection that was opened for it. */
  protected giveAway(socket: Socket, reading: Reading): OpenedConnection {
    this.isActive = false;
    this.socket = null;
    const { template, traceparent, sentAt, dns, connecting, tlsHandshaking, protocol, remoteAddress, sessions } = this;
    return {
      socket,
      reading,
      template,
      traceparent,
      times: { sentAt, dns, connecting, tlsHandshaking, protocol, remoteAddress, sessions },
    };
  }

  /** Goes on with a request that was opened just now, as if it were this client's own. */
  protected inherit(times: ConnectTimes): void {
    Object.assign(this, times);
    const { deadlines, timeouts, slot } = this.context;
    deadlines.setTotal(slot, this.sentAt + timeouts.total);
  }

  /** Its response's head is complete. */
  protected hear(status: number): void {
    this.status = status;
    if (isRefusal(status)) this.retryAfter = this.headers['retry-after'] ?? null;
    if (status >= 300 && status < 400) this.location = this.headers.location ?? null;
  }

  /** What of the body is kept: for a step that asks for it, and for an example of a failure. */
  protected beginBody(status: number): void {
    const keepsBody = this.template.keepsBody ?? 0;
    const forExample = this.context.examples.wantsBody(status) ? EXAMPLE_BODY_BYTES : 0;
    if (keepsBody > 0 || forExample > 0) this.kept = new BodyHead(Math.max(keepsBody, forExample));
  }

  protected end(fault: Fault | null, now: number): void {
    this.endedAt = now;
    this.isActive = false;
    this.context.deadlines.clear(this.context.slot);
    if (this.context.readsAtOnce !== true) this.kept?.keep();
    this.listener.handleEnd(fault);
  }

  protected restartIdle(now: number): void {
    const { deadlines, timeouts, slot } = this.context;
    deadlines.setPhase(slot, 'idle', now + timeouts.idle);
  }

  #connectProgress(): RequestProgress {
    if (!Number.isNaN(this.connecting)) return this.template.secure ? 'handshaking' : 'connecting';
    return this.isResolving ? 'resolving' : 'connecting';
  }

  #connectMs(): number {
    return (this.dns || 0) + (this.connecting || 0) + (this.tlsHandshaking || 0);
  }
}
