// One HTTP connection of one virtual user: sends a request, stamps each of its moments, drops the body, names the fault.
// Beside the connector the only file that knows undici.
import type { Socket } from 'node:net';
import { Client, type buildConnector, type Dispatcher } from 'undici';
import type { Clock } from './clock.ts';
import type { ConnectObserver, Connector } from './connector.ts';
import type { Deadlines } from './deadlines.ts';
import {
  CUT_BODY,
  faultOf,
  isSurplus,
  statusFault,
  SURPLUS_BYTES,
  type Fault,
  type FaultContext,
  type Progress,
} from './fault.ts';
import { isRefusal } from './refusal-watch.ts';
import { BodyHead, failureAnswer, secretsOf, type AnswerHeaders } from './failure-answer.ts';
import { forwardedHeaders } from './peer.ts';
import type { Reach } from './reach.ts';
import type { RequestTemplate } from './request-template.ts';
import type { FailureAnswer } from '../../shared/failure-example.ts';
import type { Timeouts } from '../../shared/plan.ts';
import type { HttpOptions } from '../../shared/plan-http.ts';

const MAX_HEADER_BYTES = 65_536;
/** A server's Keep-Alive hint is heeded this much before its end, in ms. */
const KEEP_ALIVE_MARGIN_MS = 100;

/** undici closes the connection after every HEAD, unless told not to. */
const KEEP_OPEN = { reset: false };
const CLOSE_AFTER = { reset: true };

const NO_HEADERS: AnswerHeaders = {};

export interface ClientContext {
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly timeouts: Timeouts;
  readonly http: HttpOptions;
  readonly connector: Connector;
  readonly mayReach: Reach;
  /** Whether the beginning of a body is to be kept; else bodies are counted and dropped. */
  readonly examples: { wantsBody(status: number): boolean };
  /** Deadline slot of the virtual user. */
  readonly slot: number;
}

export interface HttpClientListener {
  handleEnd(fault: Fault | null): void;
  /** The answer that ended last was none: what followed it on the connection proves it. */
  handleSpoiled(fault: Fault): void;
}

/** Times in ms since the run's start, durations in ms; NaN where there was none. Overwritten by the next request. */
export class HttpClient implements Dispatcher.DispatchHandler, ConnectObserver {
  sentAt = 0;
  firstByteAt = Number.NaN;
  endedAt = 0;
  status = 0;
  /** Where a 3xx answer points. */
  location: string | null = null;
  /** What a server that asks for less said of when to come back; null where it said nothing. */
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

  readonly #context: ClientContext;
  readonly #listener: HttpClientListener;
  readonly #client: Client;
  #template: RequestTemplate;
  #isActive = false;
  #socket: Socket | null = null;
  #socketRequests = 0;
  #socketFailed = false;
  #startedAt = Number.NaN;
  #readBefore = 0;
  #writtenBefore = 0;
  #statusText = '';
  #headers: AnswerHeaders = NO_HEADERS;
  #body: BodyHead | null = null;

  constructor(template: RequestTemplate, context: ClientContext, listener: HttpClientListener) {
    this.#template = template;
    this.#context = context;
    this.#listener = listener;
    this.#client = new Client(template.origin, {
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: MAX_HEADER_BYTES,
      keepAliveTimeout: 60_000,
      keepAliveTimeoutThreshold: KEEP_ALIVE_MARGIN_MS,
      allowH2: context.http.version !== '1.1',
      connect: (options, callback) => this.#connect(options, callback),
    });
  }

  get progress(): Progress {
    if (Number.isNaN(this.#startedAt)) return this.#connectProgress();
    if (this.status > 0) return 'receiving';
    if (!Number.isNaN(this.firstByteAt)) return 'heading';
    return (this.#socket?.writableLength ?? 0) > 0 ? 'sending' : 'waiting';
  }

  get isConnected(): boolean {
    return this.#socket !== null && !this.#socket.destroyed;
  }

  get faultContext(): FaultContext {
    const { hostname, port, secure } = this.#template;
    const wasIdle = this.reused && Number.isNaN(this.firstByteAt);
    return { hostname, port, secure, peer: this.#context.connector.peerOf(this.#template), progress: this.progress, wasIdle };
  }

  send(template: RequestTemplate): void {
    this.#template = template;
    this.#isActive = true;
    this.#startedAt = Number.NaN;
    this.#statusText = '';
    this.#headers = NO_HEADERS;
    this.#body = null;
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
    const { clock, connector, deadlines, http, timeouts, slot } = this.#context;
    const isForwarded = connector.proxy !== null && !template.secure;
    this.sentAt = clock.now();
    deadlines.setTotal(slot, this.sentAt + timeouts.total);
    this.#client.dispatch(
      {
        path: isForwarded ? template.origin + template.path : template.path,
        method: template.method,
        headers: isForwarded ? forwardedHeaders(template, connector.proxy) : template.headers,
        body: template.body,
        ...(http.keepAlive ? (template.method === 'HEAD' ? KEEP_OPEN : null) : CLOSE_AFTER),
      },
      this,
    );
  }

  /** What the server answered to the last request; null where no complete head came. */
  answer(): FailureAnswer | null {
    if (this.status === 0) return null;
    const secrets = secretsOf(this.#template.headers);
    return failureAnswer({
      status: this.status,
      statusText: this.#statusText,
      headers: this.#headers,
      body: this.#body,
      secrets,
    });
  }

  /** Ends the request in flight, if any, with `fault`; the client is of no use afterwards. */
  abort(fault: Fault | null): void {
    if (this.#isActive) this.#end(fault);
    this.#socket?.destroy();
    void this.#client.destroy();
  }

  onRequestStart(): void {
    if (!this.#isActive) return;
    const { clock, deadlines, timeouts, slot } = this.#context;
    this.#startedAt = clock.now();
    this.blocked = Math.max(0, this.#startedAt - this.sentAt - this.#connectMs());
    this.reused = this.#socketRequests > 0;
    this.#socketRequests += 1;
    this.#readBefore = this.#socket?.bytesRead ?? 0;
    this.#writtenBefore = this.#socket?.bytesWritten ?? 0;
    deadlines.setPhase(slot, 'firstByte', this.#startedAt + timeouts.firstByte);
  }

  onRequestSent(): void {
    if (this.#isActive) this.sending = this.#context.clock.now() - this.#startedAt;
  }

  /** Also called for a 1xx: the last call is that of the final answer. */
  onResponseStarted(): void {
    if (this.#isActive) this.firstByteAt = this.#context.clock.now();
  }

  onResponseStart(_controller: unknown, status: number, headers: AnswerHeaders, statusText?: string): void {
    if (!this.#isActive || status < 200) return;
    this.status = status;
    // Over HTTP/2 undici tells of the answer's beginning only here.
    if (Number.isNaN(this.firstByteAt)) this.firstByteAt = this.#context.clock.now();
    if (isRefusal(status)) this.retryAfter = headers['retry-after'] ?? null;
    if (status >= 300 && status < 400) this.location = headers.location ?? null;
    this.#statusText = statusText ?? '';
    this.#headers = headers;
    if (this.#context.examples.wantsBody(status)) this.#body = new BodyHead();
    this.#restartIdle();
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    if (!this.#isActive) return;
    if (this.#body !== null) this.#body.add(chunk);
    this.#restartIdle();
  }

  onResponseEnd(): void {
    if (this.#isActive) this.#end(this.#socketFailed ? CUT_BODY : statusFault(this.status, this.#statusText));
  }

  onResponseError(_controller: unknown, error: Error): void {
    if (!this.#isActive) return;
    this.#end(faultOf(error, this.faultContext));
  }

  #end(fault: Fault | null): void {
    const { clock, deadlines, slot } = this.#context;
    this.endedAt = clock.now();
    this.#isActive = false;
    deadlines.clear(slot);
    if (this.#socket !== null && !Number.isNaN(this.#startedAt)) {
      this.bytesIn = this.#socket.bytesRead - this.#readBefore;
      this.bytesOut = this.#socket.bytesWritten - this.#writtenBefore;
    }
    this.#listener.handleEnd(fault);
  }

  #restartIdle(): void {
    const { clock, deadlines, timeouts, slot } = this.#context;
    deadlines.setPhase(slot, 'idle', clock.now() + timeouts.idle);
  }

  #connectProgress(): Progress {
    if (!Number.isNaN(this.connecting)) return this.#template.secure ? 'handshaking' : 'connecting';
    return this.isResolving ? 'resolving' : 'connecting';
  }

  #connectMs(): number {
    return (this.dns || 0) + (this.connecting || 0) + (this.tlsHandshaking || 0);
  }

  /** Of the connector: an attempt has begun. */
  handleSocket(socket: Socket): void {
    this.#socket = socket;
    this.#socketRequests = 0;
    this.#socketFailed = false;
    // A body without a length that is cut by a reset ends "normally" for undici; this listener runs before its own.
    socket.once('error', (error) => {
      if (this.#socket === socket) this.#socketFailed = true;
      const isBetween = this.#socketRequests > 0 && (!this.#isActive || Number.isNaN(this.#startedAt));
      if (isBetween && isSurplus(error)) this.#listener.handleSpoiled(SURPLUS_BYTES);
    });
  }

  #connect(options: buildConnector.Options, callback: buildConnector.Callback): void {
    const { clock, connector, deadlines, timeouts, slot } = this.#context;
    if (this.#isActive) deadlines.setPhase(slot, 'connect', clock.now() + timeouts.connect);
    connector.connect(options, callback, this);
  }
}

/** One request outside any run. */
export async function requestOnce(origin: string): Promise<void> {
  const client = new Client(origin);
  try {
    const { body } = await client.request({ path: '/', method: 'GET' });
    await body.dump();
  } finally {
    await client.destroy();
  }
}
