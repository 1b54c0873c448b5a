// The history's one file: opening, migrating, transactions, and its faults as sentences. Knows no runs.
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { succeed, UserError, type Failure, type Result } from '../../shared/errors.ts';
import { folderFailure, newerFailure, readFailure, sqliteCode, writeFailure } from './database-failure.ts';
import { MIGRATIONS } from './migrations.ts';

const FILE_NAME = 'onrush.db';
const SIDE_FILES = ['', '-wal', '-shm'] as const;
const BUSY_TIMEOUT_MS = 5000;

export interface OpenOptions {
  /** How long to wait for another program's lock, in ms. */
  readonly busyTimeoutMs?: number;
}

/** Opens FOLDER/onrush.db, creating both where they are missing. */
export function openDatabase(folder: string, { busyTimeoutMs = BUSY_TIMEOUT_MS }: OpenOptions = {}): Result<Database> {
  const path = join(folder, FILE_NAME);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    return { ok: false, failure: folderFailure(folder, error) };
  }
  let sqlite: DatabaseSync | null = null;
  try {
    sqlite = new DatabaseSync(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
    const failure = prepareFile(sqlite, path);
    if (failure === null) return succeed(new Database(path, sqlite));
    sqlite.close();
    return { ok: false, failure };
  } catch (error) {
    sqlite?.close();
    const code = sqliteCode(error);
    if (code === null) throw error;
    return { ok: false, failure: readFailure(code, path) };
  }
}

/** Renames the file (and what SQLite keeps beside it) out of the way; returns where it is now. */
export function setAsideDatabase(folder: string, now = new Date()): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${pad(now.getMonth() + 1)}${pad(now.getDate())}`;
  const time = `${pad(now.getHours())}${pad(now.getMinutes())}${pad(now.getSeconds())}`;
  const name = (attempt: number): string => join(folder, `onrush-damaged-${day}-${time}${attempt === 1 ? '' : `-${attempt}`}.db`);
  let attempt = 1;
  while (existsSync(name(attempt))) attempt += 1;
  for (const side of SIDE_FILES) {
    const from = join(folder, FILE_NAME) + side;
    if (existsSync(from)) renameSync(from, name(attempt) + side);
  }
  return name(attempt);
}

export class Database {
  readonly path: string;
  readonly #sqlite: DatabaseSync;

  constructor(path: string, sqlite: DatabaseSync) {
    this.path = path;
    this.#sqlite = sqlite;
  }

  prepare(sql: string): StatementSync {
    return this.#sqlite.prepare(sql);
  }

  /** Outside of transactions: pragmas. */
  execute(sql: string): void {
    this.#sqlite.exec(sql);
  }

  /** @throws UserError store_unavailable */
  read<T>(work: () => T): T {
    return this.#guard(readFailure, work);
  }

  /** All of `work` or nothing. @throws UserError write_failed */
  write<T>(work: () => T): T {
    return this.#guard(writeFailure, () => transact(this.#sqlite, work));
  }

  close(): void {
    if (this.#sqlite.isOpen) this.#sqlite.close();
  }

  #guard<T>(failureOf: (code: number, path: string) => Failure, work: () => T): T {
    try {
      return work();
    } catch (error) {
      const code = sqliteCode(error);
      if (code === null) throw error;
      throw UserError.from(failureOf(code, this.path));
    }
  }
}

/** Settings of the connection, then the missing migrations; what is wrong with the file, or null. */
function prepareFile(sqlite: DatabaseSync, path: string): Failure | null {
  if (versionOf(sqlite) > MIGRATIONS.length) return newerFailure(path);
  // Only a file without tables takes auto_vacuum, and only before the journal mode is written to it.
  sqlite.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  if (versionOf(sqlite) === MIGRATIONS.length) return null;
  transact(sqlite, () => {
    // Read again under the lock: another process may have migrated meanwhile.
    for (const step of MIGRATIONS.slice(versionOf(sqlite))) sqlite.exec(step);
    sqlite.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
  });
  return null;
}

function versionOf(sqlite: DatabaseSync): number {
  return Number(sqlite.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

function transact<T>(sqlite: DatabaseSync, work: () => T): T {
  sqlite.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    sqlite.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk has already rolled back by itself.
    if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
    throw error;
  }
}
