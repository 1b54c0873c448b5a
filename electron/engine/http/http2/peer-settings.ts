// The settings of the server (RFC 9113, 6.5.2).
import type { FrameRefusal } from './control-frames.ts';
import * as wire from './frames.ts';

/** The table size that applies until the server sends another one. */
const USUAL_TABLE = 4096;

export class PeerSettings {
  /** The initial window of each new stream. */
  initialWindow = wire.FIRST_WINDOW;
  /** How many streams may be open at a time. */
  mostStreams = Infinity;
  #mustShrinkTable = false;

  /** Returns by how much the initial window grew, or what is wrong. */
  read(payload: Buffer): FrameRefusal | number {
    const before = this.initialWindow;
    for (let at = 0; at < payload.length; at += 6) {
      const refusal = this.#set(payload.readUInt16BE(at), payload.readUInt32BE(at + 2));
      if (refusal !== null) return refusal;
    }
    return this.initialWindow - before;
  }

  /** Whether the next header block must begin with a table size update (RFC 7541, 4.2). The call resets the flag. */
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
