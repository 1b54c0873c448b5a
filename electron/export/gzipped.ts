// Chunks of a file as a gzip file of them.
import { once } from 'node:events';
import { constants, createGzip } from 'node:zlib';
import { iteratorOf, type FileChunks } from './file-chunks.ts';

/** Each given chunk is used up before the next one is asked for; returns what `chunks` returns. */
export async function* gzipped(chunks: FileChunks): AsyncGenerator<Uint8Array, number | void, undefined> {
  // Fast: the file is large, and the disk is what it is meant to spare.
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
