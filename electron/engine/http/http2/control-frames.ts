// What is wrong with a frame that carries no response, by its kind, its stream and its length (RFC 9113, 6).
import type { H2Code } from '../../faults/h2-fault.ts';
import * as wire from './frames.ts';

export interface FrameRefusal {
  readonly reason: string;
  readonly code: H2Code;
}

interface Rule {
  readonly name: string;
  /** True if the frame belongs to the connection, false if to a stream; null if it may belong to either. */
  readonly isOfConnection: boolean | null;
  readonly hasLength: (length: number) => boolean;
}

const RULES: Readonly<Partial<Record<number, Rule>>> = {
  [wire.PRIORITY]: { name: 'PRIORITY', isOfConnection: false, hasLength: (length) => length === 5 },
  [wire.RST_STREAM]: { name: 'RST_STREAM', isOfConnection: false, hasLength: (length) => length === 4 },
  [wire.SETTINGS]: { name: 'SETTINGS', isOfConnection: true, hasLength: (length) => length % 6 === 0 },
  [wire.PING]: { name: 'PING', isOfConnection: true, hasLength: (length) => length === 8 },
  [wire.GOAWAY]: { name: 'GOAWAY', isOfConnection: true, hasLength: (length) => length >= 8 },
  [wire.WINDOW_UPDATE]: { name: 'WINDOW_UPDATE', isOfConnection: null, hasLength: (length) => length === 4 },
};

/** Returns null for a valid frame, and for an unknown type, which is ignored (RFC 9113, 4.1). */
export function controlRefusal(type: number, flags: number, stream: number, payload: Buffer): FrameRefusal | null {
  const rule = RULES[type];
  if (rule === undefined) return null;
  if (rule.isOfConnection !== null && rule.isOfConnection !== (stream === 0))
    return { reason: `A ${rule.name} ${stream === 0 ? 'without' : 'on'} a stream`, code: 'PROTOCOL_ERROR' };
  if (!rule.hasLength(payload.length)) return { reason: `A ${rule.name} of ${payload.length} bytes`, code: 'FRAME_SIZE_ERROR' };
  if (type === wire.SETTINGS && (flags & wire.ACK) !== 0 && payload.length > 0)
    return { reason: 'An acknowledgement with settings in it', code: 'FRAME_SIZE_ERROR' };
  return null;
}
