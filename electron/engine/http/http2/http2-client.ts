// The client for HTTP/2, over TLS or from the first byte of a plain connection: one connection a user, one request at a time on it.
import type { Socket } from 'node:net';
import { CLOSED, faultOf } from '../../faults/fault.ts';
import { invalidFault, resetFault } from '../../faults/h2-fault.ts';
import type { Fault } from '../../faults/fault-context.ts';
import { LENGTH_MISMATCH, statusFault, SURPLUS_BODY, SWITCHED_PROTOCOLS } from '../../faults/response-fault.ts';
import type { ResponseHeaders } from '../failure-response.ts';
import { HttpClient, IDLE_MS } from '../http-client.ts';
import type { RequestTemplate } from '../request-template.ts';
import type { SessionHolder } from '../tls-connections.ts';
import { BodySender } from './body-sender.ts';
import type { HeaderField } from './header-table.ts';
import { Http2Connection, type StreamListener } from './http2-connection.ts';
import { framesOf, type RequestFrames } from './request-frames.ts';
import { headersFromFields, headOf, reasonOf } from './response-head.ts';

/** Each read is dealt with before the next one of any socket. */
const READ_BUFFER = Buffer.allocUnsafeSlow(65_536);
const NO_FIELDS: readonly HeaderField[] = [];

export class Http2Client extends HttpClient implements SessionHolder, StreamListener {
  session: Buffer | null = null;
  protected readonly statusText = '';
  #connection: Http2Connection | null = null;
  #isConnecting = false;
  #frames: RequestFrames | null = null;
  #isHead = false;
  /** Of the request in flight; 0 before it was written. */
  #stream = 0;
  #fields = NO_FIELDS;
  #contentLength = -1;
  #contentBytes = 0;
  /** A body that goes out in pieces; null where all went at once. */
  #sender: BodySender | null = null;
  #idleUntil = 0;
  /** Within the call that reads the end of a response: the connection was seen open just now. */
  #isFresh = false;

  protected override get isSending(): boolean {
    return this.#sender?.isComplete === false;
  }

  get headers(): ResponseHeaders {
    return headersFromFields(this.#fields);
  }

  send(template: RequestTemplate): void {
    if (this.#frames === null || template !== this.template) {
      this.#frames = framesOf(template);
      this.#isHead = template.method === 'HEAD';
    }
    this.#stream = 0;
    this.#fields = NO_FIELDS;
    this.#contentBytes = 0;
    this.#sender = null;
    this.open(template);
    if (this.#connection?.isUsable !== true || this.sentAt >= this.#idleUntil) this.#reconnect();
    else if (this.#isFresh) this.#write(this.sentAt);
    // What has arrived of its end is heard first, so that no request is put on a connection that is known to be closed.
    else setImmediate(writeLater, this);
  }

  abort(fault: Fault | null): void {
    if (this.isActive) this.end(fault, this.context.clock.now());
    this.#drop();
  }

  handleSocket(socket: Socket): void {
    this.socket = socket;
    this.socketRequests = 0;
    this.#idleUntil = Infinity;
    socket.on('error', (error) => this.#handleGone(socket, error));
    socket.on('end', () => this.#handleGone(socket, CLOSED));
    socket.on('close', () => this.#handleGone(socket, CLOSED));
  }

  /** After the poll for what has arrived. */
  writeLater(): void {
    if (!this.isActive || !Number.isNaN(this.startedAt) || this.#isConnecting) return;
    if (this.#connection?.isUsable === true) this.#write(this.context.clock.now());
    else this.#reconnect();
  }

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
    if (head.status === 101) return this.#fail(SWITCHED_PROTOCOLS);
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
      return this.#fail(LENGTH_MISMATCH);
    this.kept?.add(content);
    const now = this.context.clock.now();
    if (endsStream) this.#complete(now);
    else this.restartIdle(now);
  }

  handleReset(code: number): void {
    const isShort = this.#contentLength >= 0 && this.#contentBytes < this.#contentLength && this.status > 0;
    this.#stream = 0;
    this.#endWith(code === 0 && isShort ? LENGTH_MISMATCH : resetFault(code));
  }

  handleRoom(): void {
    this.#sender?.handleRoom();
  }

  handleBroken(fault: Fault): void {
    this.#drop();
    this.#endWith(fault);
  }

  get #mayHaveBody(): boolean {
    return !this.#isHead && this.status !== 204 && this.status !== 304;
  }

  #reconnect(): void {
    this.#drop();
    const { clock, connector, deadlines, timeouts, slot } = this.context;
    deadlines.setPhase(slot, 'connect', clock.now() + timeouts.connect);
    this.#isConnecting = true;
    const onread = { buffer: READ_BUFFER, callback: (count: number, bytes: Buffer): boolean => this.#read(count, bytes) };
    connector.open(this.template, 'h2', onread, this, (error) => {
      this.#isConnecting = false;
      if (!this.isActive) return;
      if (error !== null || this.socket === null) return this.#fail(faultOf(error ?? CLOSED, this.faultContext));
      this.#connection = new Http2Connection(this.socket, (fault) => this.listener.handleSpoiled(fault));
      this.#write(clock.now());
    });
  }

  #write(now: number): void {
    const connection = this.#connection;
    const frames = this.#frames;
    if (connection === null || frames === null) return;
    this.begin(now);
    const { stream, isWhole } = connection.open(frames, this);
    this.#stream = stream;
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
      if (this.#sender === sender && this.isActive) this.#fail(faultOf(error, this.faultContext));
    });
  }

  /** Where the end comes before all was sent, how much of it reached the server is not known: the system may hold back the rest. */
  protected override end(fault: Fault | null, now: number): void {
    if (this.#sender?.isComplete === false) {
      this.#sender.stop();
      this.bytesOut = Number.NaN;
      this.sending = (Number.isNaN(this.firstByteAt) ? now : this.firstByteAt) - this.startedAt;
    }
    this.#leaveStream();
    if (!this.context.http.keepAlive) this.#drop();
    super.end(fault, now);
  }

  /** A stream whose response was not read to its end, or whose request was not wholly sent, is given up. */
  #leaveStream(): void {
    const stream = this.#stream;
    this.#stream = 0;
    if (stream !== 0) this.#connection?.cancel(stream, this.status > 0 ? 'NO_ERROR' : 'CANCEL');
  }

  #read(count: number, bytes: Buffer): boolean {
    this.#connection?.read(bytes, count);
    return true;
  }

  #handleTrailers(fields: readonly HeaderField[], endsStream: boolean, now: number): void {
    if (!endsStream) return this.#refuse('Headers in the middle of a body');
    const reason = reasonOf(fields);
    if (reason !== null) return this.#refuse(reason);
    this.#complete(now);
  }

  /** Any 1xx comes before the response that was asked for (RFC 9110, 15.2), whose first byte is still to come. */
  #passOver(): void {
    this.firstByteAt = Number.NaN;
  }

  #complete(now: number): void {
    if (this.#sender?.isComplete !== false) {
      this.#connection?.finish(this.#stream);
      this.#stream = 0;
    }
    this.#idleUntil = now + IDLE_MS;
    this.#isFresh = true;
    this.end(this.#faultOfResponse(), now);
    this.#isFresh = false;
  }

  #faultOfResponse(): Fault | null {
    const isShort = this.#mayHaveBody && this.#contentLength >= 0 && this.#contentBytes !== this.#contentLength;
    const surplus = !this.#mayHaveBody && this.#contentBytes > 0 ? SURPLUS_BODY : null;
    return isShort ? LENGTH_MISMATCH : (statusFault(this.status, '') ?? surplus);
  }

  #handleGone(socket: Socket, error: Error): void {
    if (this.socket !== socket) return;
    const fault = this.isActive && this.#stream !== 0 ? faultOf(error, this.faultContext) : null;
    this.#drop();
    if (fault !== null) this.#endWith(fault);
  }

  #refuse(reason: string): void {
    this.#fail(invalidFault(reason, 'PROTOCOL_ERROR'));
  }

  #fail(fault: Fault): void {
    this.#drop();
    this.#endWith(fault);
  }

  #endWith(fault: Fault): void {
    if (this.isActive) this.end(fault, this.context.clock.now());
  }

  #drop(): void {
    const { socket } = this;
    this.socket = null;
    this.#connection = null;
    socket?.destroy();
  }
}

/** For setImmediate: no closure per request. */
function writeLater(client: Http2Client): void {
  client.writeLater();
}
