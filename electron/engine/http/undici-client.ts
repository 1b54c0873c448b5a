// The client for proxies and unusual requests: undici sends and reads, this client measures times and names errors. Apart from
// its connector this is the only file that knows undici.
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { Client, type buildConnector, type Dispatcher } from 'undici';
import { PROTOCOLS } from '../../../shared/sample.ts';
import type { ResponseHeaders } from './failure-response.ts';
import { CUT_BODY, isEarlyEnd, isSurplus, statusFault, SURPLUS_BYTES } from '../faults/response-fault.ts';
import { CLOSED, faultOf } from '../faults/fault.ts';
import type { Fault } from '../faults/fault-context.ts';
import {
  HttpClient,
  IDLE_MS,
  KEEP_ALIVE_MARGIN_MS,
  MAX_HEADER_BYTES,
  type ClientContext,
  type HttpClientListener,
} from './http-client.ts';
import { headerText } from './http1/header-bytes.ts';
import { AT_ONCE_BYTES } from './http1/request-bytes.ts';
import { forwardedHeaders } from './peer.ts';
import { bodyPieces, partsOf } from './request-body.ts';
import { undiciConnectorOf } from './undici-connector.ts';
import { tracedHeaders, type RequestTemplate } from './request-template.ts';

/** By default undici closes the connection after every HEAD; this setting prevents it. */
const KEEP_OPEN = { reset: false };
const CLOSE_AFTER = { reset: true };

const HTTP_2 = PROTOCOLS.indexOf('HTTP/2');

const NO_HEADERS: ResponseHeaders = {};

export class UndiciClient extends HttpClient implements Dispatcher.DispatchHandler {
  protected statusText = '';
  headers: ResponseHeaders = NO_HEADERS;
  readonly #client: Client;
  #socketError: Error | null = null;
  #readBefore = 0;
  #writtenBefore = 0;

  constructor(template: RequestTemplate, context: ClientContext, listener: HttpClientListener) {
    super(template, context, listener);
    this.#client = new Client(template.origin, {
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: MAX_HEADER_BYTES,
      keepAliveTimeout: IDLE_MS,
      keepAliveTimeoutThreshold: KEEP_ALIVE_MARGIN_MS,
      allowH2: context.http.version !== '1.1',
      connect: (options, callback) => this.#connect(options, callback),
    });
  }

  /** HTTP/2 has no "connection: close". */
  override get isSpent(): boolean {
    return this.protocol === HTTP_2 && !this.context.http.keepAlive;
  }

  send(asked: RequestTemplate, traceparent = ''): void {
    const template = traceparent === '' ? asked : { ...asked, headers: tracedHeaders(asked.headers, traceparent) };
    this.statusText = '';
    this.headers = NO_HEADERS;
    this.open(template, traceparent);
    const { connector, http } = this.context;
    const isForwarded = connector.proxy !== null && !template.secure;
    const headers = isForwarded ? forwardedHeaders(template, connector.proxy) : template.headers;
    const { body } = template;
    // undici reports a buffer as sent once it is handed over, but a stream only as the system takes it.
    const isStreamed = body !== null && !(Buffer.isBuffer(body) && body.length <= AT_ONCE_BYTES);
    this.#client.dispatch(
      {
        path: isForwarded ? template.origin + template.path : template.path,
        method: template.method,
        headers: inUtf8(isStreamed ? [...headers, 'content-length', String(body.length)] : headers),
        body: isStreamed ? Readable.from(bodyPieces(partsOf(body)), { objectMode: false }) : body,
        ...(http.keepAlive ? (template.method === 'HEAD' ? KEEP_OPEN : null) : CLOSE_AFTER),
      },
      this,
    );
  }

  abort(fault: Fault | null): void {
    if (this.isActive) this.#finish(fault);
    // Over HTTP/2 undici must close the streams before the socket: a socket that closes first makes an assertion in undici fail.
    if (this.protocol !== HTTP_2) this.socket?.destroy();
    void this.#client.destroy();
  }

  onRequestStart(): void {
    if (!this.isActive) return;
    this.#readBefore = this.socket?.bytesRead ?? 0;
    this.#writtenBefore = this.socket?.bytesWritten ?? 0;
    this.begin(this.context.clock.now());
  }

  onRequestSent(): void {
    if (this.isActive) this.sending = this.context.clock.now() - this.startedAt;
  }

  /** Also called for a 1xx; the last call is the one for the final response. */
  onResponseStarted(): void {
    if (this.isActive) this.firstByteAt = this.context.clock.now();
  }

  onResponseStart(_controller: unknown, status: number, headers: ResponseHeaders, statusText?: string): void {
    if (!this.isActive || status < 200) return;
    const now = this.context.clock.now();
    // Over HTTP/2 undici reports the beginning of the response only here.
    if (Number.isNaN(this.firstByteAt)) this.firstByteAt = now;
    this.statusText = statusText ?? '';
    this.headers = fromUtf8(headers);
    this.hear(status);
    this.beginBody(status);
    this.restartIdle(now);
  }

  onResponseData(_controller: unknown, chunk: Buffer): void {
    if (!this.isActive) return;
    if (this.kept !== null) this.kept.add(chunk);
    this.restartIdle(this.context.clock.now());
  }

  onResponseEnd(): void {
    if (this.isActive) this.#finish(this.#socketError !== null ? CUT_BODY : statusFault(this.status, this.statusText));
  }

  onResponseError(_controller: unknown, error: Error): void {
    if (!this.isActive) return;
    const isCut = this.status > 0 && isEarlyEnd(error) && this.#hasConnectionEnded();
    this.#finish(faultOf(isCut ? this.#cutBy() : error, this.faultContext));
  }

  /** Over HTTP/1.1 nothing but the end of the connection cuts a body; over HTTP/2 a server may end it too early. */
  #hasConnectionEnded(): boolean {
    return this.protocol !== HTTP_2 || this.socket === null || this.socket.destroyed || this.socket.readableEnded;
  }

  handleSocket(socket: Socket): void {
    this.socket = socket;
    // Until a version is agreed on, a new attempt has no protocol.
    this.protocol = 0;
    this.socketRequests = 0;
    this.#socketError = null;
    // If a reset cuts a body without a length, undici takes that for a normal end. This listener runs before undici's own.
    socket.once('error', (error) => {
      if (this.socket === socket) this.#socketError = error;
      const isBetween = this.socketRequests > 0 && !this.isUnderWay;
      if (isBetween && isSurplus(error)) this.listener.handleSpoiled(SURPLUS_BYTES);
    });
  }

  #cutBy(): Error {
    const error = this.#socketError;
    return error === null || isEarlyEnd(error) ? CLOSED : error;
  }

  #finish(fault: Fault | null): void {
    const now = this.context.clock.now();
    if (this.socket !== null && this.isUnderWay) {
      this.bytesIn = this.socket.bytesRead - this.#readBefore;
      this.#noteSent(this.socket, now);
    }
    this.end(fault, now);
  }

  /** If not all was sent, nobody knows how much of it arrived, because the system buffers the rest. */
  #noteSent({ bytesWritten, writableLength }: Socket, now: number): void {
    const written = bytesWritten - this.#writtenBefore;
    const isReported = !Number.isNaN(this.sending);
    const isSent = isReported || written - writableLength > (this.template.body?.length ?? 0);
    this.bytesOut = isSent ? written : Number.NaN;
    if (!isReported) this.sending = (Number.isNaN(this.firstByteAt) ? now : this.firstByteAt) - this.startedAt;
  }

  #connect(options: buildConnector.Options, callback: buildConnector.Callback): void {
    const { clock, connector, deadlines, timeouts } = this.context;
    if (this.isActive) deadlines.setPhase(this.slot, 'connect', clock.now() + timeouts.connect);
    undiciConnectorOf(connector).connect(options, callback, this);
  }
}

/** undici decodes each byte as one character. */
function fromUtf8(headers: ResponseHeaders): ResponseHeaders {
  const read: Record<string, string | string[] | undefined> = Object.create(null);
  for (const [name, value] of Object.entries(headers))
    read[name] = typeof value === 'string' ? headerText(value) : value?.map(headerText);
  return read;
}

/** undici encodes each character as one byte. */
function inUtf8(headers: string[]): string[] {
  const isAscii = headers.every((text) => !/[^\0-\x7f]/.test(text));
  return isAscii ? headers : headers.map((text) => Buffer.from(text).toString('latin1'));
}

/** Sends one request outside any run. */
export async function requestOnce(origin: string): Promise<void> {
  const client = new Client(origin);
  try {
    const { body } = await client.request({ path: '/', method: 'GET' });
    await body.dump();
  } finally {
    await client.destroy();
  }
}
