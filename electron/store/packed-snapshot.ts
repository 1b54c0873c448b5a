// A snapshot as bytes in the file: a mark, a checksum of what follows, and the deflated message. Older snapshots have another
// mark and no checksum; the oldest begin with the message itself.
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Snapshot } from '../../shared/snapshot.ts';
import { pack, unpack } from '../../shared/wire.ts';

/** Read as messages, these bytes would be the numbers 1 and 2, which no snapshot is. */
const DEFLATED = 1;
const CHECKED = 2;
const BODY_AT = 5;
/** Far above the largest snapshot; what unpacks to more was made to fill the memory of whoever opens it. */
const MOST_BYTES = 64 * 1024 * 1024;

export function packSnapshot(snapshot: Snapshot): Uint8Array {
  const deflated = deflateRawSync(pack(snapshot), { level: 1 });
  const bytes = new Uint8Array(deflated.length + BODY_AT);
  bytes[0] = CHECKED;
  bytes.set(deflated, BODY_AT);
  new DataView(bytes.buffer).setUint32(1, crc32(deflated), true);
  return bytes;
}

/** @throws if the bytes are not a snapshot of ours. */
export function unpackSnapshot(bytes: Uint8Array): unknown {
  if (bytes[0] === DEFLATED) return unpackDeflated(bytes.subarray(1));
  if (bytes[0] !== CHECKED) return unpack(bytes);
  const expected = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(1, true);
  if (crc32(bytes.subarray(BODY_AT)) !== expected) throw new RangeError('The check sum does not agree');
  return unpackDeflated(bytes.subarray(BODY_AT));
}

function unpackDeflated(deflated: Uint8Array): unknown {
  // The bytes are copied because inflating returns the beginning of a 64 KiB chunk, and everything that is read from it would
  // keep that chunk in memory and carry it to other threads. The copy is also a plain Uint8Array instead of Node's Buffer, and so
  // are the arrays that are read from it.
  return unpack(new Uint8Array(inflateRawSync(deflated, { maxOutputLength: MOST_BYTES })));
}
