// Compresses the chunks of a file with gzip.
import { once } from 'node:events';
import { constants, createGzip } from 'node:zlib';
import { iteratorOf, type FileChunks } from './file-chunks.ts';

/** Each input chunk is used up before the next one is requested; returns what `chunks` returns. */
export async function* gzipped(chunks: FileChunks): AsyncGenerator<Uint8Array, number | void, undefined> {
  // Speed matters more than size: the file is large, and compression is meant to save disk traffic.
  const gzip = createGzip({ level: constants.Z_BEST_SPEED });
  const made: Uint8Array[] = [];
  gzip.on('data', (bytes: Uint8Array) => made.push(bytes));
  const iterator = iteratorOf(chunks);
  try {
    let next = await iterator.next();
    for (; next.done !== true; next = await iterator.next()) {
      const { value } = next;
      await new Promise<void>((resolve, reject) => gzip.write(value, (error) => (error ? reject(error) : resolve())));
      yield* made.splice(0);
    }
    const ended = once(gzip, 'end');
    gzip.end();
    await ended;
    yield* made;
    return next.value;
  } finally {
    gzip.destroy();
    await iterator.return?.();
  }
}
