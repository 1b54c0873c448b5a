// One HTTP/2 connection (RFC 9113): the frames that belong to no single request, and the routing of frames to their streams. A
// server that breaks the rules, or keeps a client busy with empty frames, is reported.
import type { Socket } from 'node:net';
import { goneFault, h2Number, invalidFault, NOT_HTTP2, SURPLUS_FRAMES, type H2Code } from '../../faults/h2-fault.ts';
import type { Fault } from '../../faults/fault-context.ts';
import { Acknowledgements, MOST_UNREAD } from './acknowledgements.ts';
import { controlRefusal } from './control-frames.ts';
import { FrameReader, type FrameHandler } from './frame-reader.ts';
import * as wire from './frames.ts';
import { CONNECTION_WINDOW, GREETING } from './greeting.ts';
import { OpenStream } from './open-stream.ts';
import { PeerSettings } from './peer-settings.ts';
import type { RequestFrames } from './request-frames.ts';
import { ResponseHeadersReader, type HeadersRead } from './response-headers.ts';
import type { StreamListener } from './stream-listener.ts';
import { StreamNumbers } from './stream-numbers.ts';
import { ReceiveWindow, SendWindow } from './windows.ts';

/** More frames than this in a row that advance no response are an attack or a defect. */
const MOST_EMPTY_FRAMES = 10_000;

export class Http2Connection implements FrameHandler {
  readonly #socket: Socket;
  readonly #handleSettled: () => void;
  readonly #reader = new FrameReader(this);
  readonly #headers = new ResponseHeadersReader();
  readonly #settings = new PeerSettings();
  readonly #streams = new Map<number, OpenStream>();
  readonly #numbers: StreamNumbers;
  readonly #acknowledgements: Acknowledgements;
  readonly #sendWindow = new SendWindow(wire.FIRST_WINDOW);
  readonly #receiveWindow = new ReceiveWindow(CONNECTION_WINDOW);
  /** True once the server has spoken HTTP/2. */
  hasSettings = false;
  #isGone = false;
  #emptyFrames = 0;
  #reads = 0;
  /** The response that ended last, which the server may go on with though it must not. */
  #ended: OpenStream | null = null;

  /** `handleSettled` is called when the server has sent its SETTINGS. */
  constructor(socket: Socket, handleSettled: () => void = () => undefined, numbers = new StreamNumbers()) {
    this.#socket = socket;
    this.#handleSettled = handleSettled;
    this.#numbers = numbers;
    this.#acknowledgements = new Acknowledgements(socket);
    // Nothing may precede the greeting. It shares a packet with the first request if that follows at once.
    socket.cork();
    socket.write(GREETING);
    process.nextTick(() => socket.uncork());
  }

  /** True if it can carry another request, now or later. */
  get isUsable(): boolean {
    return !this.#isGone && this.#numbers.areLeft && !this.#socket.destroyed;
  }

  /** True if it can carry another request now. Until the server has said how many streams it accepts, that is only the first. */
  get hasRoom(): boolean {
    return this.isUsable && this.#streams.size < (this.hasSettings ? this.#settings.mostStreams : 1);
  }

  get openStreams(): number {
    return this.#streams.size;
  }

  /** The socket is gone; the requests on it are informed. */
  lose(error: Error): void {
    this.#isGone = true;
    const open = [...this.#streams.values()];
    this.#streams.clear();
    for (const { listener } of open) listener.handleLost(error);
  }

  /**
   * Returns the stream of the request. If `whole` does not fit into the windows, only the head is sent; the body is the caller's.
   */
  open(frames: RequestFrames, listener: StreamListener): { readonly stream: number; readonly isWhole: boolean } {
    const stream = this.#numbers.give();
    const opened = new OpenStream(stream, listener, this.#settings.initialWindow, this.#reads);
    this.#streams.set(stream, opened);
    const whole = frames.bodyBytes <= Math.min(opened.sendWindow.left, this.#sendWindow.left) ? frames.whole : null;
    if (whole !== null) this.#spend(stream, frames.bodyBytes);
    const numbered = wire.numbered(whole ?? frames.head, stream);
    this.#socket.write(this.#settings.takeTableChange() ? wire.withoutTable(numbered) : numbered);
    return { stream, isWhole: whole !== null };
  }

  /** How many bytes of a body may be sent now. */
  roomOf(stream: number): number {
    return Math.max(0, Math.min(this.#sendWindow.left, this.#streams.get(stream)?.sendWindow.left ?? 0));
  }

  writeData(stream: number, bodyBytes: number, bytes: Buffer, handle: (error?: Error | null) => void): void {
    this.#spend(stream, bodyBytes);
    this.#emptyFrames = 0;
    this.#socket.write(bytes, handle);
  }

  /** The response of the stream is complete, and so is its request. */
  finish(stream: number): void {
    this.#ended = this.#streams.get(stream) ?? null;
    this.#streams.delete(stream);
  }

  /** Cancels a stream; frames for it may still arrive. */
  cancel(stream: number, code: H2Code): void {
    if (!this.#streams.delete(stream) || this.#socket.destroyed) return;
    this.#numbers.cancel(stream);
    this.#socket.write(wire.numberFrame(wire.RST_STREAM, stream, h2Number(code)));
  }

  /** A connection on which nothing came since the request was sent may be dead: it takes no further request. */
  avoidIfSilent(stream: number): void {
    if (this.#streams.get(stream)?.readsBefore === this.#reads) this.#isGone = true;
  }

  read(bytes: Buffer, count: number): void {
    this.#reads += 1;
    this.#reader.read(bytes, count);
    const { begun } = this.#reader;
    if (begun?.type === wire.HEADERS || begun?.type === wire.DATA)
      this.#streams.get(begun.stream)?.listener.handleBegun(begun.type === wire.HEADERS);
  }

  handleTooLong(type: number, length: number): void {
    const reason = `A frame of ${length} bytes, more than the ${wire.FRAME_BYTES} that were allowed`;
    const isHttp2 = this.hasSettings || type === wire.SETTINGS;
    this.#fail(isHttp2 ? invalidFault(reason, 'FRAME_SIZE_ERROR') : NOT_HTTP2, 'FRAME_SIZE_ERROR');
  }

  handleFrame(type: number, flags: number, stream: number, payload: Buffer): boolean {
    if (!this.hasSettings && (type !== wire.SETTINGS || (flags & wire.ACK) !== 0)) return this.#fail(NOT_HTTP2, 'PROTOCOL_ERROR');
    if (this.#headers.isInside && type !== wire.CONTINUATION)
      return this.#refuse('A frame in the middle of headers', 'PROTOCOL_ERROR');
    this.#emptyFrames += 1;
    if (this.#emptyFrames > MOST_EMPTY_FRAMES)
      return this.#refuse(`More than ${MOST_EMPTY_FRAMES} frames that carry nothing`, 'ENHANCE_YOUR_CALM');
    switch (type) {
      case wire.DATA:
        return this.#handleData(flags, stream, payload);
      case wire.HEADERS:
        if (!this.#numbers.wasGiven(stream)) return this.#refuse('Headers on a stream that nobody opened', 'PROTOCOL_ERROR');
        return this.#handleHeaders(this.#headers.readHeaders(flags, stream, payload));
      case wire.CONTINUATION:
        return this.#handleHeaders(this.#headers.readContinuation(flags, stream, payload));
      case wire.PUSH_PROMISE:
        return this.#refuse('A pushed response, though none is wanted', 'PROTOCOL_ERROR');
      default:
        return this.#handleControl(type, flags, stream, payload);
    }
  }

  #handleControl(type: number, flags: number, stream: number, payload: Buffer): boolean {
    const refusal = controlRefusal(type, flags, stream, payload);
    if (refusal !== null) return this.#refuse(refusal.reason, refusal.code);
    switch (type) {
      case wire.SETTINGS:
        return (flags & wire.ACK) !== 0 || this.#handleSettings(payload);
      case wire.PING:
        return (flags & wire.ACK) !== 0 || this.#acknowledge(wire.PING, payload);
      case wire.GOAWAY:
        return this.#handleGoaway(payload);
      case wire.WINDOW_UPDATE:
        return this.#handleWindow(stream, payload);
      case wire.RST_STREAM:
        return this.#handleReset(stream, payload);
      default:
        return true;
    }
  }

  /** Header blocks of cancelled streams are decoded too, because later ones refer to them. */
  #handleHeaders(read: HeadersRead): boolean {
    if (read.kind === 'refused') return this.#fail(read.fault, read.code);
    if (read.kind === 'more') return true;
    this.#emptyFrames = 0;
    const open = this.#streams.get(read.stream);
    if (open === undefined) return this.#passOver(read.stream);
    open.listener.handleFields(read.fields, read.endsStream, read.bytes);
    return !this.#isGone || this.#streams.size > 0;
  }

  #handleData(flags: number, stream: number, payload: Buffer): boolean {
    if (!this.#numbers.wasGiven(stream)) return this.#refuse('Data on a stream that nobody opened', 'PROTOCOL_ERROR');
    const content = wire.withoutPadding(flags, payload, 0);
    if (content === null) return this.#refuse('Padding that is longer than its frame', 'PROTOCOL_ERROR');
    if (!this.#receiveWindow.take(payload.length))
      return this.#refuse('More data than the connection was granted', 'FLOW_CONTROL_ERROR');
    this.#grant(0, this.#receiveWindow);
    const open = this.#streams.get(stream);
    if (content.length > 0) this.#emptyFrames = 0;
    if (open === undefined) return this.#passOver(stream);
    if (!open.receiveWindow.take(payload.length))
      return this.#spoil(stream, 'More data than the request was granted', 'FLOW_CONTROL_ERROR');
    const endsStream = (flags & wire.END_STREAM) !== 0;
    if (!endsStream) this.#grant(stream, open.receiveWindow);
    open.listener.handleData(content, endsStream, wire.FRAME_HEAD + payload.length);
    return !this.#isGone || this.#streams.size > 0;
  }

  #handleSettings(payload: Buffer): boolean {
    this.hasSettings = true;
    const growth = this.#settings.read(payload);
    if (typeof growth !== 'number') return this.#refuse(growth.reason, growth.code);
    for (const { sendWindow } of this.#streams.values())
      if (!sendWindow.grow(growth)) return this.#refuse('A window that became too large', 'FLOW_CONTROL_ERROR');
    if (!this.#acknowledge(wire.SETTINGS)) return false;
    if (growth > 0) this.#tellOfRoom();
    this.#handleSettled();
    return true;
  }

  #handleWindow(stream: number, payload: Buffer): boolean {
    if (stream !== 0 && !this.#numbers.wasGiven(stream))
      return this.#refuse('A window of a stream that nobody opened', 'PROTOCOL_ERROR');
    const growth = payload.readUInt32BE(0) & 0x7f_ff_ff_ff;
    const window = stream === 0 ? this.#sendWindow : this.#streams.get(stream)?.sendWindow;
    if (growth === 0) return this.#spoil(stream, 'A window that grows by nothing', 'PROTOCOL_ERROR');
    if (window?.grow(growth) === false) return this.#spoil(stream, 'A window that became too large', 'FLOW_CONTROL_ERROR');
    this.#tellOfRoom();
    return true;
  }

  #handleReset(stream: number, payload: Buffer): boolean {
    if (!this.#numbers.wasGiven(stream)) return this.#refuse('A reset of a stream that nobody opened', 'PROTOCOL_ERROR');
    const open = this.#streams.get(stream);
    // The first one ends a request, so it is no empty frame.
    if (this.#streams.delete(stream)) this.#emptyFrames = 0;
    this.#numbers.cancel(stream);
    open?.listener.handleReset(payload.readUInt32BE(0));
    return !this.#isGone || this.#streams.size > 0;
  }

  /** With an error code the connection is over; without one, the requests that the server has accepted end normally. */
  #handleGoaway(payload: Buffer): boolean {
    this.#isGone = true;
    const last = payload.readUInt32BE(0) & 0x7f_ff_ff_ff;
    const code = payload.readUInt32BE(4);
    for (const [number, { listener }] of this.#streams) {
      if (code === 0 && number <= last) continue;
      this.#streams.delete(number);
      listener.handleBroken(goneFault(code));
    }
    if (this.#streams.size > 0) return true;
    this.#socket.destroy();
    return false;
  }

  /** Ignores a frame for a cancelled stream; after the end of a response no frame may come. */
  #passOver(stream: number): boolean {
    if (this.#numbers.mayBeCancelled(stream)) return true;
    if (stream === this.#ended?.number) this.#ended.listener.handleSpoiled(SURPLUS_FRAMES);
    return this.#fail(SURPLUS_FRAMES, 'STREAM_CLOSED');
  }

  #spend(stream: number, bytes: number): void {
    this.#sendWindow.take(bytes);
    this.#streams.get(stream)?.sendWindow.take(bytes);
  }

  #grant(stream: number, window: ReceiveWindow): void {
    const growth = window.grant();
    if (growth > 0) this.#socket.write(wire.numberFrame(wire.WINDOW_UPDATE, stream, growth));
  }

  #acknowledge(type: number, payload: Buffer = Buffer.alloc(0)): boolean {
    if (this.#acknowledgements.send(wire.frame(type, wire.ACK, 0, payload))) return true;
    return this.#refuse(`More than ${MOST_UNREAD} frames whose acknowledgements nobody reads`, 'ENHANCE_YOUR_CALM');
  }

  #tellOfRoom(): void {
    for (const { listener } of this.#streams.values()) listener.handleRoom();
  }

  #refuse(reason: string, code: H2Code): false {
    return this.#fail(invalidFault(reason, code), code);
  }

  /** The other requests of the connection continue (RFC 9113, 5.4.2); stream 0 means all of them. */
  #spoil(stream: number, reason: string, code: H2Code): boolean {
    if (stream === 0) return this.#refuse(reason, code);
    const open = this.#streams.get(stream);
    this.cancel(stream, code);
    open?.listener.handleBroken(invalidFault(reason, code));
    return !this.#isGone || this.#streams.size > 0;
  }

  /** Tells the server the reason (RFC 9113, 5.4.1). Always returns false: there is nothing more to read. */
  #fail(fault: Fault, code: H2Code): false {
    this.#isGone = true;
    this.#socket.write(wire.goawayFrame(h2Number(code)));
    this.#socket.destroySoon();
    const open = [...this.#streams.values()];
    this.#streams.clear();
    for (const { listener } of open) listener.handleBroken(fault);
    return false;
  }
}
