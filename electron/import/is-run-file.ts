// Whether a file is a run file of Onrush, judged by its first bytes.
import { closeSync, openSync, readSync } from 'node:fs';
import { DATABASE_HEADER } from '../store/database.ts';

export function holdsRuns(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(DATABASE_HEADER.length);
    return readSync(file, bytes, 0, bytes.length, 0) === bytes.length && bytes.toString('latin1') === DATABASE_HEADER;
  } finally {
    closeSync(file);
  }
}
