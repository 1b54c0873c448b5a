// The chunks that files are written from.

/** A chunk of bytes is valid until the next one is requested. The return value is the number of rows. */
export type FileChunks = Iterable<string | Uint8Array, number | void> | AsyncIterable<string | Uint8Array, number | void>;

type ChunkIterator =
  | Iterator<string | Uint8Array, number | void, undefined>
  | AsyncIterator<string | Uint8Array, number | void, undefined>;

export function iteratorOf(chunks: FileChunks): ChunkIterator {
  return Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
}
