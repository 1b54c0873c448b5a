// A snapshot as bytes in the file: a mark, then the message, deflated. Those of before begin with the message itself.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Snapshot } from '../../shared/snapshot.ts';
import { pack, unpack } from '../../shared/wire.ts';

/** As a message it would be the number 1, which no snapshot is. */
const DEFLATED = 1;

export function packSnapshot(snapshot: Snapshot): Uint8Array {
  const deflated = deflateRawSync(pack(snapshot), { level: 1 });
  const bytes = new Uint8Array(deflated.length + 1);
  bytes[0] = DEFLATED;
  bytes.set(deflated, 1);
  return bytes;
}

/** @throws where the bytes are no snapshot of ours. */
export function unpackSnapshot(bytes: Uint8Array): unknown {
  if (bytes[0] !== DEFLATED) return unpack(bytes);
  // As a plain array of bytes, so that what is read from it are such too, not Node's own.
  const { buffer, byteOffset, byteLength } = inflateRawSync(bytes.subarray(1));
  return unpack(new Uint8Array(buffer, byteOffset, byteLength));
}
