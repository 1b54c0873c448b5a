// Encodes messages with typed arrays as bytes, for the browser host's socket and for snapshots in the store.
import { decode, encode, ExtensionCodec } from '@msgpack/msgpack';
import { MOST_NESTING } from './nesting.ts';

const ARRAYS = [Uint16Array, Uint32Array, Float32Array, Float64Array] as const;
const codec = new ExtensionCodec();
/** What is around a plan in a message, such as a list of rows. */
const FRAME_NESTING = 50;

// Append only, because stored files contain the type number. Uint8Array is MessagePack's own binary type.
ARRAYS.forEach((array, type) => {
  codec.register({
    type,
    encode: (value) => (value instanceof array ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : null),
    // The bytes are copied, because bytes inside a message may not be aligned for wider elements; slice() would not copy a Node
    // Buffer.
    decode: (bytes) => new array(new Uint8Array(bytes).buffer),
  });
});

/** @throws if it is nested deeper than anything that is stored or sent here */
export function pack(value: unknown): Uint8Array<ArrayBuffer> {
  return encode(value, { extensionCodec: codec, ignoreUndefined: true, maxDepth: MOST_NESTING + FRAME_NESTING });
}

/** @throws if the bytes are not a message. */
export function unpack(bytes: Uint8Array | ArrayBuffer): unknown {
  return decode(bytes, { extensionCodec: codec });
}
