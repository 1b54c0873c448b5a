// Collects the headers of a response: one frame, or one frame and its continuations, between which no other frame may come (RFC
// 9113, 6.10). Their number is bounded, so that a server cannot make them endless.
import type { Fault } from '../../faults/fault-context.ts';
import { invalidFault, type H2Code } from '../../faults/h2-fault.ts';
import { HEADERS_TOO_LARGE } from '../../faults/response-fault.ts';
import { MAX_HEADER_BYTES } from '../http-client.ts';
import { END_HEADERS, END_STREAM, FRAME_HEAD, WITH_PRIORITY, withoutPadding } from './frames.ts';
import { HeaderDecoder } from './header-decoder.ts';
import type { HeaderField } from './header-table.ts';

/** A well-behaved server needs at most five frames for the largest headers that we accept. */
const MOST_FRAMES = 64;

export type HeadersRead =
  | { readonly kind: 'more' }
  | {
      readonly kind: 'whole';
      readonly stream: number;
      readonly endsStream: boolean;
      readonly fields: readonly HeaderField[];
      /** How many bytes the frames of the headers took. */
      readonly bytes: number;
    }
  | { readonly kind: 'refused'; readonly fault: Fault; readonly code: H2Code };

const MORE: HeadersRead = { kind: 'more' };
const TOO_LARGE: HeadersRead = { kind: 'refused', fault: HEADERS_TOO_LARGE, code: 'ENHANCE_YOUR_CALM' };

export class ResponseHeadersReader {
  readonly #decoder = new HeaderDecoder(MAX_HEADER_BYTES);
  /** The stream whose headers are incomplete; 0 if there is none. */
  #stream = 0;
  #endsStream = false;
  #parts: Buffer[] = [];
  #contentBytes = 0;
  #frameBytes = 0;

  get isInside(): boolean {
    return this.#stream !== 0;
  }

  readHeaders(flags: number, stream: number, payload: Buffer): HeadersRead {
    const content = withoutPadding(flags, payload, (flags & WITH_PRIORITY) === 0 ? 0 : 5);
    if (content === null) return refused('Padding that is longer than its frame', 'PROTOCOL_ERROR');
    this.#endsStream = (flags & END_STREAM) !== 0;
    if ((flags & END_HEADERS) !== 0) return this.#decode(stream, content, FRAME_HEAD + payload.length);
    this.#stream = stream;
    this.#parts = [];
    this.#contentBytes = 0;
    this.#frameBytes = 0;
    return this.#add(content, payload.length);
  }

  readContinuation(flags: number, stream: number, payload: Buffer): HeadersRead {
    if (this.#stream === 0 || this.#stream !== stream) return refused('A continuation of no headers', 'PROTOCOL_ERROR');
    const read = this.#add(payload, payload.length);
    if (read !== MORE || (flags & END_HEADERS) === 0) return read;
    this.#stream = 0;
    return this.#decode(stream, Buffer.concat(this.#parts), this.#frameBytes);
  }

  #add(content: Buffer, frameBytes: number): HeadersRead {
    // The bytes are copied, because the frame is only valid until the next read.
    this.#parts.push(Buffer.from(content));
    this.#contentBytes += content.length;
    this.#frameBytes += FRAME_HEAD + frameBytes;
    return this.#contentBytes <= MAX_HEADER_BYTES && this.#parts.length <= MOST_FRAMES ? MORE : TOO_LARGE;
  }

  #decode(stream: number, block: Buffer, bytes: number): HeadersRead {
    const decoded = this.#decoder.decode(block);
    if (decoded.kind === 'too-large') return TOO_LARGE;
    if (decoded.kind === 'broken') return refused(decoded.reason, 'COMPRESSION_ERROR');
    return { kind: 'whole', stream, endsStream: this.#endsStream, fields: decoded.fields, bytes };
  }
}

function refused(reason: string, code: H2Code): HeadersRead {
  return { kind: 'refused', fault: invalidFault(reason, code), code };
}
