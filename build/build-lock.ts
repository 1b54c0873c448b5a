// Allows one build at a time on this machine, however many tasks start at once.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** An SQLite lock, because the system releases it when its holder dies: there is no stale lock to recover from. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  using database = new DatabaseSync(file, { timeout: 0 });
  while (!tryLock(database)) await new Promise((resolve) => setTimeout(resolve, 100));
  return await work();
}

function tryLock(database: DatabaseSync): boolean {
  try {
    database.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return false;
    throw error;
  }
}

const SQLITE_BUSY = 5;
