// Reads a file that somebody named on the command line. A pipe or a device tells no size, and may never end.
import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1_000_000;

/** Returns null if there is more. @throws as readFileSync */
export function readAtMost(path: string, most: number): Buffer | null {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let bytes = 0; bytes <= most;) {
      const chunk = Buffer.alloc(CHUNK_BYTES);
      const count = readSync(file, chunk);
      if (count === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, count));
      bytes += count;
    }
    return null;
  } finally {
    closeSync(file);
  }
}
