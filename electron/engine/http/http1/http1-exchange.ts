// Sends one request at a time over HTTP/1.1 and reads its response. Requests are built beforehand. The subclass owns the connection:
// how it is opened, how long it stays open, and what arrives on it between two requests.
import type { Socket } from 'node:net';
import type { ResponseHeaders } from '../failure-response.ts';
import { HEADERS_TOO_LARGE, protocolFault, SWITCHED_PROTOCOLS } from '../../faults/response-fault.ts';
import { faultOf } from '../../faults/fault.ts';
import type { Fault } from '../../faults/fault-context.ts';
import { HttpClient, IDLE_MS } from '../http-client.ts';
import type { Reader } from '../reading.ts';
import type { RequestTemplate } from '../request-template.ts';
import { BodyParser } from './body-parser.ts';
import { headersFromBytes } from './header-bytes.ts';
import { HeadParser } from './head-parser.ts';
import type { KnownHead } from './known-head.ts';
import { isTakenAtOnce, templateBytes, tracedBytes, type RequestBytes } from './request-bytes.ts';
import { RequestWriter } from './request-writer.ts';

export abstract class Http1Exchange extends HttpClient implements Reader {
  // What every request needs comes first, so that it shares few lines of the processor's cache.
  /** What the heads of the step of the current request look like. */
  protected known: KnownHead;
  /** True if the current response is parsed, false if it was recognised or nothing of it has come. */
  #isParsed = false;
  /** Writes the current request if it is large; null once the system has taken all of it. */
  protected writer: RequestWriter | null = null;
  #request: RequestBytes | null = null;
  /** When the idle connection is closed, in ms since the run's start. */
  protected idleUntil = 0;
  /** True within the call that reads the end of a response: at that moment the connection is known to be open. */
  protected isFresh = false;
  protected readonly head = new HeadParser();
  protected readonly bodyParser = new BodyParser(this.head);

  constructor(...given: ConstructorParameters<typeof HttpClient>) {
    super(...given);
    this.known = this.context.heads.of(this.template.step);
  }

  protected override get isSending(): boolean {
    return this.writer !== null;
  }

  protected get statusText(): string {
    return this.#isParsed ? this.head.statusText : this.known.statusText;
  }

  get headers(): ResponseHeaders {
    return this.#isParsed ? headersFromBytes(this.head.bytes) : this.known.headers;
  }

  /** True if the connection is closed after the current request, whatever its response says. */
  protected get closesAfter(): boolean {
    return this.#request?.closesAfter !== false;
  }

  /** Gives up the connection. */
  protected abstract drop(): void;

  /** The last byte of the response is before `bytes[at]`; `count` bytes arrived with it. */
  protected abstract complete(bytes: Buffer, at: number, count: number, now: number): void;

  /** Handles bytes that belong to no request. */
  protected abstract handleIdle(bytes: Buffer, count: number): void;

  /** The fault of bytes that are no response at all. */
  protected abstract strangeBytes(words: string): Fault;

  protected prepare(template: RequestTemplate, traceparent: string): void {
    if (this.#request === null || template !== this.template) {
      this.#request = templateBytes(template, this.context.http.keepAlive);
      this.known = this.context.heads.of(template.step);
    }
    this.open(template, traceparent);
  }

  protected write(now: number): void {
    if (this.socket === null || this.#request === null) return;
    this.begin(now);
    if (this.#isParsed) this.head.reset();
    this.#isParsed = false;
    const request = tracedBytes(this.#request, this.traceparent);
    const { bytes } = request;
    if (typeof bytes === 'string') this.socket.write(bytes, 'latin1');
    else if (isTakenAtOnce(request)) this.socket.write(bytes);
    else return this.#writeInPieces(this.socket, bytes, request);
    this.#handleSent();
  }

  #writeInPieces(socket: Socket, bytes: Buffer, request: RequestBytes): void {
    this.writer = new RequestWriter(
      () => {
        this.writer = null;
        this.#handleSent();
      },
      (error) => this.fail(faultOf(error, this.faultContext)),
    );
    this.writer.begin(socket, bytes, request);
  }

  #handleSent(): void {
    this.bytesOut = this.#request?.length ?? 0;
    this.sending = this.context.clock.now() - this.startedAt;
  }

  /** If the connection ends too early, nobody knows how much of the request arrived, because the system buffers the rest. */
  protected override end(fault: Fault | null, now: number): void {
    if (this.writer !== null && this.isUnderWay) {
      this.writer.stop();
      this.writer = null;
      this.bytesOut = Number.NaN;
      this.sending = (Number.isNaN(this.firstByteAt) ? now : this.firstByteAt) - this.startedAt;
    }
    if (this.context.readsAtOnce !== true && this.#isParsed && this.status > 0) this.head.keep();
    super.end(fault, now);
  }

  receive(count: number, bytes: Buffer): void {
    const now = this.context.clock.now();
    this.bytesIn += count;
    if (!this.isUnderWay) this.handleIdle(bytes, count);
    else if (!this.#isParsed && this.template.method !== 'HEAD' && this.known.recognise(bytes, count))
      this.#recognise(bytes, count, now);
    else this.#parse(bytes, count, now);
  }

  /** A fast path for a complete response below 300 that differs from the one before only in its date and its body. */
  #recognise(bytes: Buffer, count: number, now: number): void {
    this.firstByteAt = now;
    this.status = this.known.status;
    this.idleUntil = now + IDLE_MS;
    if (this.known.closes || this.closesAfter || this.writer !== null) this.drop();
    if (this.template.keepsBody !== undefined) {
      this.beginBody(this.status);
      this.known.lendBody(bytes, count, this.kept);
    }
    this.isFresh = true;
    this.end(null, now);
    this.isFresh = false;
  }

  #parse(bytes: Buffer, count: number, now: number): void {
    const head = this.head;
    const body = this.bodyParser;
    this.#isParsed = true;
    let at = 0;
    while (this.status === 0) {
      if (head.isFresh) this.firstByteAt = now;
      at = head.read(bytes, at, count);
      if (head.isTooLarge) return this.fail(HEADERS_TOO_LARGE);
      if (head.reason !== null) return this.fail(this.#malformed(head));
      if (!head.isComplete) return;
      if (head.status === 101) return this.fail(SWITCHED_PROTOCOLS);
      if (head.status >= 200) this.#handleHead();
      else this.#passOver();
      if (at === count && this.status === 0) return;
    }
    at = body.read(bytes, at, count, this.kept);
    if (body.reason !== null) return this.fail(protocolFault(body.reason));
    if (head.isTooLarge) return this.fail(HEADERS_TOO_LARGE);
    if (body.isComplete) return this.complete(bytes, at, count, now);
    head.keep();
    this.kept?.keep();
    this.restartIdle(now);
  }

  #malformed({ reason, hasVersion }: HeadParser): Fault {
    const words = reason ?? '';
    return hasVersion || !this.reused ? protocolFault(words) : this.strangeBytes(words);
  }

  /** Any 1xx precedes the final response (RFC 9110, 15.2), so the first byte of that one is still to come. */
  #passOver(): void {
    this.head.reset();
    this.firstByteAt = Number.NaN;
  }

  #handleHead(): void {
    const { status } = this.head;
    this.bodyParser.begin(this.mayHaveBody(status));
    this.hear(status);
    this.beginBody(status);
  }

  protected mayHaveBody(status: number): boolean {
    return this.template.method !== 'HEAD' && status !== 204 && status !== 304;
  }

  protected fail(fault: Fault): void {
    this.drop();
    this.end(fault, this.context.clock.now());
  }
}
