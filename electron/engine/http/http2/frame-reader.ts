// Splits the bytes of a connection into frames, wherever the reads happen to end.
import { FRAME_BYTES, FRAME_HEAD } from './frames.ts';

export interface FrameHandler {
  /** `payload` is valid until the call returns. Returns whether to go on reading. */
  handleFrame(type: number, flags: number, stream: number, payload: Buffer): boolean;
  /** A frame announces more bytes than were allowed. */
  handleTooLong(type: number, length: number): void;
}

const NOTHING = Buffer.alloc(0);

export class FrameReader {
  readonly #handler: FrameHandler;
  /** Buffer for an incomplete frame. It is as large as that frame, or as a frame header while the header is incomplete. */
  #held = NOTHING;
  #count = 0;

  constructor(handler: FrameHandler) {
    this.#handler = handler;
  }

  /** The type and stream of the frame that has begun to arrive; null if there is none. */
  get begun(): { readonly type: number; readonly stream: number } | null {
    if (this.#count < FRAME_HEAD) return null;
    return { type: this.#held[3] ?? 0, stream: streamAt(this.#held, 0) };
  }

  read(bytes: Buffer, count: number): void {
    let at = this.#count === 0 ? 0 : this.#fill(bytes, count);
    while (at >= 0 && count - at >= FRAME_HEAD) {
      const end = at + FRAME_HEAD + bytes.readUIntBE(at, 3);
      if (!this.#mayRead(bytes, at)) return;
      if (end > count) break;
      if (!this.#give(bytes, at, end)) return;
      at = end;
    }
    if (at >= 0 && at < count) this.#hold(bytes, at, count);
  }

  #hold(bytes: Buffer, at: number, count: number): void {
    this.#count = count - at;
    this.#held = Buffer.allocUnsafe(this.#count < FRAME_HEAD ? FRAME_HEAD : FRAME_HEAD + bytes.readUIntBE(at, 3));
    bytes.copy(this.#held, 0, at, count);
  }

  /** Completes the frame that has begun. Returns where the next one begins, or -1 if reading is to stop. */
  #fill(bytes: Buffer, count: number): number {
    let at = 0;
    if (this.#count < FRAME_HEAD) {
      at = this.#take(bytes, 0, count);
      if (this.#count < FRAME_HEAD || !this.#mayRead(this.#held, 0)) return -1;
      this.#held = Buffer.concat([this.#held], FRAME_HEAD + this.#held.readUIntBE(0, 3));
    }
    at = this.#take(bytes, at, count);
    if (this.#count < this.#held.length) return -1;
    const whole = this.#held;
    this.#held = NOTHING;
    this.#count = 0;
    return this.#give(whole, 0, whole.length) ? at : -1;
  }

  #take(bytes: Buffer, at: number, count: number): number {
    const end = Math.min(count, at + this.#held.length - this.#count);
    bytes.copy(this.#held, this.#count, at, end);
    this.#count += end - at;
    return end;
  }

  #mayRead(bytes: Buffer, at: number): boolean {
    const length = bytes.readUIntBE(at, 3);
    if (length <= FRAME_BYTES) return true;
    this.#handler.handleTooLong(bytes[at + 3] ?? 0, length);
    return false;
  }

  #give(bytes: Buffer, at: number, end: number): boolean {
    const payload = bytes.subarray(at + FRAME_HEAD, end);
    return this.#handler.handleFrame(bytes[at + 3] ?? 0, bytes[at + 4] ?? 0, streamAt(bytes, at), payload);
  }
}

/** The reserved bit before the number is ignored (RFC 9113, 4.1). */
function streamAt(bytes: Buffer, at: number): number {
  return bytes.readUInt32BE(at + 5) & 0x7f_ff_ff_ff;
}
