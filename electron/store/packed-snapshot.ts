// A snapshot as bytes in the file: a mark, the check sum of what follows it, then the message, deflated. Older ones have
// another mark and no check sum, the oldest begin with the message itself.
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Snapshot } from '../../shared/snapshot.ts';
import { pack, unpack } from '../../shared/wire.ts';

/** As messages they would be the numbers 1 and 2, which no snapshot is. */
const DEFLATED = 1;
const CHECKED = 2;
const BODY_AT = 5;

export function packSnapshot(snapshot: Snapshot): Uint8Array {
  const deflated = deflateRawSync(pack(snapshot), { level: 1 });
  const bytes = new Uint8Array(deflated.length + BODY_AT);
  bytes[0] = CHECKED;
  bytes.set(deflated, BODY_AT);
  new DataView(bytes.buffer).setUint32(1, crc32(deflated), true);
  return bytes;
}

/** @throws where the bytes are not a snapshot of ours. */
export function unpackSnapshot(bytes: Uint8Array): unknown {
  if (bytes[0] === DEFLATED) return unpackDeflated(bytes.subarray(1));
  if (bytes[0] !== CHECKED) return unpack(bytes);
  const expected = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(1, true);
  if (crc32(bytes.subarray(BODY_AT)) !== expected) throw new RangeError('The check sum does not agree');
  return unpackDeflated(bytes.subarray(BODY_AT));
}

function unpackDeflated(deflated: Uint8Array): unknown {
  // A copy: what is inflated is the begin of a chunk of 64 KiB, and whatever is read from it would hold, and carry to other threads, all of
  // that. And a plain array of bytes, so that what is read from it are such too, not Node's own.
  return unpack(new Uint8Array(inflateRawSync(deflated)));
}
