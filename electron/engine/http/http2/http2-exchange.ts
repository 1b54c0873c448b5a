// Sends one request at a time over HTTP/2 as a stream of a connection: its frames, its response and its end. Subclasses know who
// owns the connection and how it is opened.
import { faultOf } from '../../faults/fault.ts';
import { invalidFault, resetFault } from '../../faults/h2-fault.ts';
import type { Fault, FaultContext } from '../../faults/fault-context.ts';
import { LENGTH_MISMATCH, statusFault, SURPLUS_BODY, SWITCHED_PROTOCOLS } from '../../faults/response-fault.ts';
import type { ResponseHeaders } from '../failure-response.ts';
import { HttpClient, IDLE_MS } from '../http-client.ts';
import type { RequestTemplate } from '../request-template.ts';
import { BodySender } from './body-sender.ts';
import type { HeaderField } from './header-table.ts';
import type { Http2Connection } from './http2-connection.ts';
import type { StreamListener } from './stream-listener.ts';
import { framesOf, tracedFrames, type RequestFrames } from './request-frames.ts';
import { headersFromFields, headOf, reasonOf } from './response-head.ts';

const NO_FIELDS: readonly HeaderField[] = [];

export abstract class Http2Exchange extends HttpClient implements StreamListener {
  protected readonly statusText = '';
  protected connection: Http2Connection | null = null;
  #frames: RequestFrames | null = null;
  #isHead = false;
  /** The stream of the request in flight; 0 before the request was written. */
  protected stream = 0;
  #fields = NO_FIELDS;
  #contentLength = -1;
  #contentBytes = 0;
  /** Sends a body in pieces; null if the whole request went out at once. */
  #sender: BodySender | null = null;
  protected idleUntil = 0;
  /** True within the call that reads the end of a response: at that moment the connection is known to be open. */
  protected isFresh = false;

  protected override get isSending(): boolean {
    return this.#sender?.isComplete === false;
  }

  override get faultContext(): FaultContext {
    return { ...super.faultContext, hasSpoken: this.connection?.hasSettings === true };
  }

  get headers(): ResponseHeaders {
    return headersFromFields(this.#fields);
  }

  send(template: RequestTemplate, traceparent = ''): void {
    this.prepare(template, traceparent);
    this.route();
  }

  protected prepare(template: RequestTemplate, traceparent: string): void {
    if (this.#frames === null || template !== this.template) {
      this.#frames = framesOf(template);
      this.#isHead = template.method === 'HEAD';
    }
    this.stream = 0;
    this.#fields = NO_FIELDS;
    this.#contentBytes = 0;
    this.#sender = null;
    this.open(template, traceparent);
  }

  /** Writes the request once a connection is available. */
  protected abstract route(): void;

  /** Gives up the connection, because the request can no longer use it. */
  protected abstract drop(): void;

  handleBegun(isHead: boolean): void {
    const now = this.context.clock.now();
    if (!isHead) this.restartIdle(now);
    else if (Number.isNaN(this.firstByteAt)) this.firstByteAt = now;
  }

  handleFields(fields: readonly HeaderField[], endsStream: boolean, bytes: number): void {
    this.bytesIn += bytes;
    const now = this.context.clock.now();
    if (this.status > 0) return this.#handleTrailers(fields, endsStream, now);
    if (Number.isNaN(this.firstByteAt)) this.firstByteAt = now;
    const head = headOf(fields);
    if ('reason' in head) return this.#refuse(head.reason);
    if (head.status === 101) return this.fail(SWITCHED_PROTOCOLS);
    if (head.status < 200) return endsStream ? this.#refuse('A response that ends before it has begun') : this.#passOver();
    this.#fields = head.fields;
    this.#contentLength = head.contentLength;
    this.hear(head.status);
    this.beginBody(head.status);
    if (endsStream) this.#complete(now);
    else this.restartIdle(now);
  }

  handleData(content: Buffer, endsStream: boolean, bytes: number): void {
    this.bytesIn += bytes;
    if (this.status === 0) return this.#refuse('A body without headers');
    this.#contentBytes += content.length;
    if (this.#mayHaveBody && this.#contentLength >= 0 && this.#contentBytes > this.#contentLength)
      return this.fail(LENGTH_MISMATCH);
    this.kept?.add(content);
    const now = this.context.clock.now();
    if (endsStream) this.#complete(now);
    else this.restartIdle(now);
  }

  handleReset(code: number): void {
    const isShort = this.#contentLength >= 0 && this.#contentBytes < this.#contentLength && this.status > 0;
    this.stream = 0;
    this.endWith(code === 0 && isShort ? LENGTH_MISMATCH : resetFault(code));
  }

  handleRoom(): void {
    this.#sender?.handleRoom();
  }

  handleSpoiled(fault: Fault): void {
    this.listener.handleSpoiled(fault);
  }

  handleBroken(fault: Fault): void {
    this.drop();
    this.endWith(fault);
  }

  handleLost(error: Error): void {
    const fault = faultOf(error, this.faultContext);
    this.drop();
    this.endWith(fault);
  }

  get #mayHaveBody(): boolean {
    return !this.#isHead && this.status !== 204 && this.status !== 304;
  }

  protected write(now: number): void {
    const connection = this.connection;
    const frames = this.#frames === null ? null : tracedFrames(this.#frames, this.template, this.traceparent);
    if (connection === null || frames === null) return;
    this.begin(now);
    const { stream, isWhole } = connection.open(frames, this);
    this.stream = stream;
    this.bytesOut = (isWhole ? frames.whole : frames.head)?.length ?? 0;
    if (isWhole || frames.body === null) this.sending = this.context.clock.now() - now;
    else this.#sendBody(connection, stream, frames.body);
  }

  #sendBody(connection: Http2Connection, stream: number, body: NonNullable<RequestFrames['body']>): void {
    const sender = new BodySender(connection, stream, () => {
      this.sending = this.context.clock.now() - this.startedAt;
      this.bytesOut += sender.bytes;
    });
    this.#sender = sender;
    sender.send(body).catch((error: unknown) => {
      if (this.#sender === sender && this.isActive) this.fail(faultOf(error, this.faultContext));
    });
  }

  /**
   * If the connection ends before everything was sent, nobody knows how much of it reached the server, because the system buffers
   * the rest.
   */
  protected override end(fault: Fault | null, now: number): void {
    this.endStream(now);
    super.end(fault, now);
  }

  /** Calling it twice changes nothing. */
  protected endStream(now: number): void {
    if (this.#sender?.isComplete === false) {
      this.#sender.stop();
      // A server may respond before the system has said that it took the last piece.
      this.bytesOut = this.#sender.isLastPieceGiven && this.status > 0 ? this.bytesOut + this.#sender.bytes : Number.NaN;
      this.sending = (Number.isNaN(this.firstByteAt) ? now : this.firstByteAt) - this.startedAt;
    }
    this.#leaveStream();
    if (!this.context.http.keepAlive) this.drop();
  }

  /** Cancels a stream whose response was not read to the end or whose request was not sent completely. */
  #leaveStream(): void {
    const stream = this.stream;
    this.stream = 0;
    if (stream !== 0) this.connection?.cancel(stream, this.status > 0 ? 'NO_ERROR' : 'CANCEL');
  }

  #handleTrailers(fields: readonly HeaderField[], endsStream: boolean, now: number): void {
    if (!endsStream) return this.#refuse('Headers in the middle of a body');
    const reason = reasonOf(fields);
    if (reason !== null) return this.#refuse(reason);
    this.#complete(now);
  }

  /** Any 1xx precedes the final response (RFC 9110, 15.2), so the first byte of that one is still to come. */
  #passOver(): void {
    this.firstByteAt = Number.NaN;
  }

  #complete(now: number): void {
    if (this.#sender?.isComplete !== false) {
      this.connection?.finish(this.stream);
      this.stream = 0;
    }
    this.idleUntil = now + IDLE_MS;
    this.isFresh = true;
    this.end(this.#faultOfResponse(), now);
    this.isFresh = false;
  }

  #faultOfResponse(): Fault | null {
    const isShort = this.#mayHaveBody && this.#contentLength >= 0 && this.#contentBytes !== this.#contentLength;
    const surplus = !this.#mayHaveBody && this.#contentBytes > 0 ? SURPLUS_BODY : null;
    return isShort ? LENGTH_MISMATCH : (statusFault(this.status, '') ?? surplus);
  }

  #refuse(reason: string): void {
    this.fail(invalidFault(reason, 'PROTOCOL_ERROR'));
  }

  protected fail(fault: Fault): void {
    this.drop();
    this.endWith(fault);
  }

  protected endWith(fault: Fault): void {
    if (this.isActive) this.end(fault, this.context.clock.now());
  }
}
