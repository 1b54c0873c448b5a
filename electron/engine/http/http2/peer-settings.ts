// What the server asks of those who speak HTTP/2 with it (RFC 9113, 6.5.2).
import type { FrameRefusal } from './control-frames.ts';
import * as wire from './frames.ts';

/** A table of this size is what a client may count on as long as nothing was said. */
const USUAL_TABLE = 4096;

export class PeerSettings {
  /** Each new stream begins with this window. */
  initialWindow = wire.FIRST_WINDOW;
  /** Requests at a time. */
  mostStreams = Infinity;
  #mustShrinkTable = false;

  /** Returns what is wrong with them, or null. */
  read(payload: Buffer): FrameRefusal | null {
    for (let at = 0; at < payload.length; at += 6) {
      const refusal = this.#set(payload.readUInt16BE(at), payload.readUInt32BE(at + 2));
      if (refusal !== null) return refusal;
    }
    return null;
  }

  /** Whether the next headers must begin by saying that the table has become smaller (RFC 7541, 4.2). Asked once. */
  takeTableChange(): boolean {
    const must = this.#mustShrinkTable;
    this.#mustShrinkTable = false;
    return must;
  }

  #set(name: number, value: number): FrameRefusal | null {
    switch (name) {
      case wire.HEADER_TABLE_SIZE:
        if (value < USUAL_TABLE) this.#mustShrinkTable = true;
        return null;
      case wire.ENABLE_PUSH:
        return value === 0 ? null : { reason: 'A server that asks for pushed responses', code: 'PROTOCOL_ERROR' };
      case wire.MAX_CONCURRENT_STREAMS:
        this.mostStreams = value;
        return null;
      case wire.INITIAL_WINDOW_SIZE:
        if (value > wire.MOST_WINDOW) return { reason: 'A window that is too large', code: 'FLOW_CONTROL_ERROR' };
        this.initialWindow = value;
        return null;
      case wire.MAX_FRAME_SIZE:
        if (value >= wire.FRAME_BYTES && value < 2 ** 24) return null;
        return { reason: 'A frame size that is not allowed', code: 'PROTOCOL_ERROR' };
      default:
        return null;
    }
  }
}
