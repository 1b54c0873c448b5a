// The frames of HTTP/2 as bytes (RFC 9113, 4.1 and 6).

export const FRAME_HEAD = 9;

export const DATA = 0;
export const HEADERS = 1;
export const PRIORITY = 2;
export const RST_STREAM = 3;
export const SETTINGS = 4;
export const PUSH_PROMISE = 5;
export const PING = 6;
export const GOAWAY = 7;
export const WINDOW_UPDATE = 8;
export const CONTINUATION = 9;

/** A flag of DATA and HEADERS. */
export const END_STREAM = 0x1;
/** A flag of SETTINGS and PING. */
export const ACK = 0x1;
export const END_HEADERS = 0x4;
export const PADDED = 0x8;
export const WITH_PRIORITY = 0x20;

/** Settings by their numbers (RFC 9113, 6.5.2). */
export const HEADER_TABLE_SIZE = 1;
export const ENABLE_PUSH = 2;
export const MAX_CONCURRENT_STREAMS = 3;
export const INITIAL_WINDOW_SIZE = 4;
export const MAX_FRAME_SIZE = 5;
export const MAX_HEADER_LIST_SIZE = 6;

/** The largest payload as long as nothing else was agreed on; this client does not change it. */
export const FRAME_BYTES = 16_384;
export const MOST_WINDOW = 2 ** 31 - 1;
export const MOST_STREAM = 2 ** 31 - 1;
/** The initial window of a stream and of a connection, before any SETTINGS. */
export const FIRST_WINDOW = 65_535;

const NO_TABLE = Buffer.from([0x20]);

export function frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(FRAME_HEAD + payload.length);
  writeHead(bytes, 0, payload.length, type, flags, stream);
  payload.copy(bytes, FRAME_HEAD);
  return bytes;
}

export function writeHead(bytes: Buffer, at: number, length: number, type: number, flags: number, stream: number): void {
  bytes.writeUIntBE(length, at, 3);
  bytes[at + 3] = type;
  bytes[at + 4] = flags;
  bytes.writeUInt32BE(stream, at + 5);
}

/** A frame whose payload is the four-byte number `value`: a window increment or an error code. */
export function numberFrame(type: number, stream: number, value: number): Buffer {
  const bytes = Buffer.allocUnsafe(FRAME_HEAD + 4);
  writeHead(bytes, 0, 4, type, 0, stream);
  bytes.writeUInt32BE(value, FRAME_HEAD);
  return bytes;
}

/** A client opens no streams for the server, so the last of those is always 0. */
export function goawayFrame(code: number): Buffer {
  const payload = Buffer.alloc(8);
  payload.writeUInt32BE(code, 4);
  return frame(GOAWAY, 0, 0, payload);
}

/** Frames within the size limit: HEADERS and as many CONTINUATION as needed, with room for a change of the table size. */
export function headerFrames(block: Buffer, endsStream: boolean): Buffer {
  const parts: Buffer[] = [];
  const most = FRAME_BYTES - 1;
  for (let at = 0; at < block.length || at === 0; at += most) {
    const piece = block.subarray(at, at + most);
    const last = at + most >= block.length ? END_HEADERS : 0;
    const first = at === 0;
    parts.push(frame(first ? HEADERS : CONTINUATION, last | (first && endsStream ? END_STREAM : 0), 0, piece));
  }
  return Buffer.concat(parts);
}

/** The last frame ends the stream if `endsStream`. */
export function dataFrames(stream: number, piece: Buffer, endsStream: boolean): Buffer {
  const count = Math.max(1, Math.ceil(piece.length / FRAME_BYTES));
  const bytes = Buffer.allocUnsafe(count * FRAME_HEAD + piece.length);
  let place = 0;
  for (let nth = 0; nth < count; nth += 1) {
    const at = nth * FRAME_BYTES;
    const length = Math.min(FRAME_BYTES, piece.length - at);
    writeHead(bytes, place, length, DATA, endsStream && nth === count - 1 ? END_STREAM : 0, stream);
    piece.copy(bytes, place + FRAME_HEAD, at, at + length);
    place += FRAME_HEAD + length;
  }
  return bytes;
}

/** A copy of the frames in `template` with the stream's number written into each. */
export function numbered(template: Buffer, stream: number): Buffer {
  const bytes = Buffer.allocUnsafe(template.length);
  template.copy(bytes);
  for (let at = 0; at < bytes.length; at += FRAME_HEAD + bytes.readUIntBE(at, 3)) bytes.writeUInt32BE(stream, at + 5);
  return bytes;
}

/** Puts a table size update to 0 in front: that is valid whatever limit the server has set (RFC 7541, 4.2). */
export function withoutTable(frames: Buffer): Buffer {
  const longer = Buffer.concat([frames.subarray(0, FRAME_HEAD), NO_TABLE, frames.subarray(FRAME_HEAD)]);
  longer.writeUIntBE(frames.readUIntBE(0, 3) + 1, 0, 3);
  return longer;
}

/**
 * Returns null if the padding is longer than the payload. `before` is the length of the priority fields, which no longer mean
 * anything.
 */
export function withoutPadding(flags: number, payload: Buffer, before: number): Buffer | null {
  const isPadded = (flags & PADDED) !== 0;
  if (!isPadded && before === 0) return payload;
  const from = before + (isPadded ? 1 : 0);
  const to = payload.length - (isPadded ? (payload[0] ?? 0) : 0);
  return to < from ? null : payload.subarray(from, to);
}
