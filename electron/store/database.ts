// The one file of the history: opening, migrations, transactions, and its errors as sentences. It does not know runs.
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, linkSync, openSync, readSync, renameSync, rmSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { succeed, UserError, type Failure, type Result } from '../../shared/errors.ts';
import { keepPrivate, makePrivateFolder } from '../system/private-folder.ts';
import {
  damagedFailure,
  folderFailure,
  isLock,
  LockedError,
  lostLogFailure,
  newerFailure,
  otherFailure,
  readFailure,
  sqliteCode,
  writeFailure,
} from './database-failure.ts';
import { hasLostLog } from './lost-log.ts';
import { MIGRATIONS, TABLES } from './migrations.ts';

export const FILE_NAME = 'onrush.db';
const SIDE_FILES = ['', '-wal', '-shm'] as const;
/** How long a connection waits for another one's lock, in ms. */
export const BUSY_TIMEOUT_MS = 5000;
/** How long it waits when the work is tried again anyway. */
const MOMENT_MS = 100;

export interface OpenOptions {
  /** How long to wait for another program's lock, in ms. */
  readonly busyTimeoutMs?: number;
}

/** Opens FOLDER/onrush.db and creates the folder and the file if they are missing. */
export function openDatabase(folder: string, { busyTimeoutMs = BUSY_TIMEOUT_MS }: OpenOptions = {}): Result<Database> {
  const path = join(folder, FILE_NAME);
  try {
    makePrivateFolder(folder);
  } catch (error) {
    return { ok: false, failure: folderFailure(folder, error) };
  }
  if (!existsSync(path)) createWhole(path);
  const torn = tornFailure(path);
  if (torn !== null) return { ok: false, failure: torn };
  const damage = lossOf(path);
  let sqlite: DatabaseSync | null = null;
  try {
    sqlite = new DatabaseSync(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
    // This precedes the side files of SQLite, which get the same permissions as the file itself.
    for (const side of SIDE_FILES) keepPrivate(path + side);
    const failure = prepareFile(sqlite, path);
    if (failure === null) {
      const database = new Database(path, sqlite, busyTimeoutMs, damage);
      const tables = tablesOf(sqlite);
      if (TABLES.every((name) => tables.has(name))) return succeed(database);
      sqlite.close();
      return { ok: false, failure: damagedFailure(path, 'tables are missing in it') };
    }
    sqlite.close();
    return { ok: false, failure };
  } catch (error) {
    sqlite?.close();
    const code = sqliteCode(error);
    if (code === null) throw error;
    return { ok: false, failure: readFailure(code, path) };
  }
}

/** Renames the file and its side files so that they are out of the way; returns the new path. */
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
  /** What was lost of it before it was opened; null if nothing was. */
  readonly damage: Failure | null;
  readonly #sqlite: DatabaseSync;
  readonly #busyTimeoutMs: number;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(path: string, sqlite: DatabaseSync, busyTimeoutMs: number, damage: Failure | null = null) {
    this.path = path;
    this.damage = damage;
    this.#sqlite = sqlite;
    this.#busyTimeoutMs = busyTimeoutMs;
  }

  /** @throws UserError store_damaged if a table or column is missing */
  prepare(sql: string): StatementSync {
    try {
      return this.#sqlite.prepare(sql);
    } catch (error) {
      const code = sqliteCode(error);
      const failure = code === null ? null : readFailure(code, this.path);
      throw failure?.code === 'store_damaged' ? UserError.from(failure) : error;
    }
  }

  /**
   * Keeps the statement for the next call, for writes that happen many times a minute. Do not use it for a statement whose rows
   * are read one by one.
   */
  prepareOnce(sql: string): StatementSync {
    const known = this.#prepared.get(sql) ?? this.prepare(sql);
    this.#prepared.set(sql, known);
    return known;
  }

  /** For pragmas, which run outside transactions. */
  execute(sql: string): void {
    this.#sqlite.exec(sql);
  }

  /** @throws UserError store_unavailable */
  read<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const code = sqliteCode(error);
      if (code === null) throw error;
      throw UserError.from(readFailure(code, this.path));
    }
  }

  /** Does all of `work` or nothing. @throws UserError write_failed, and LockedError before any of `work` was done */
  write<T>(work: () => T): T {
    let hasBegun = false;
    try {
      return transact(this.#sqlite, () => {
        hasBegun = true;
        return work();
      });
    } catch (error) {
      const code = sqliteCode(error);
      if (code === null) throw error;
      const failure = writeFailure(code, this.path);
      throw isLock(code) && !hasBegun ? new LockedError(failure) : UserError.from(failure);
    }
  }

  /** Like `write`, for work that is tried again soon: it waits only for a moment where another program writes. */
  writeSoon<T>(work: () => T): T {
    this.#sqlite.exec(`PRAGMA busy_timeout = ${MOMENT_MS}`);
    try {
      return this.write(work);
    } finally {
      this.#sqlite.exec(`PRAGMA busy_timeout = ${this.#busyTimeoutMs}`);
    }
  }

  /** Like `write`, for work that nobody waits for: if there is a lock, a full disk or damage, it is simply not written. */
  writeQuietly(work: () => void): void {
    try {
      this.write(work);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }

  close(): void {
    if (this.#sqlite.isOpen) this.#sqlite.close();
  }
}

/** Configures the connection and runs the missing migrations. Returns what is wrong with the file, or null. */
function prepareFile(sqlite: DatabaseSync, path: string): Failure | null {
  if (isOfAnother(tablesOf(sqlite))) return otherFailure(path, 'is a database of another program');
  if (versionOf(sqlite) > MIGRATIONS.length) return newerFailure(path);
  // auto_vacuum can only be set on a file without tables, and only before the journal mode is written to it.
  sqlite.exec('PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  if (versionOf(sqlite) === MIGRATIONS.length) return null;
  transact(sqlite, () => {
    // The version is read again under the lock, because another process may have migrated the file meanwhile.
    for (const step of MIGRATIONS.slice(versionOf(sqlite))) sqlite.exec(step);
    sqlite.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
  });
  return null;
}

/**
 * A new history is created under another name and then linked to its own name, so that another program never opens a half-made
 * file.
 */
function createWhole(path: string): void {
  const draft = `${path}.${randomUUID()}`;
  let sqlite: DatabaseSync | null = null;
  try {
    sqlite = new DatabaseSync(draft, { enableForeignKeyConstraints: true });
    prepareFile(sqlite, draft);
    sqlite.close();
    linkSync(draft, path);
  } catch {
    // Another program was first, or the next one that opens the file reports the failure.
    if (sqlite?.isOpen === true) sqlite.close();
  } finally {
    for (const side of SIDE_FILES) rmSync(draft + side, { force: true });
  }
}

/** Every SQLite file begins with this header. */
export const DATABASE_HEADER = 'SQLite format 3\0';

/** SQLite takes a file that was truncated for a new one and would begin another history in its place. */
function tornFailure(path: string): Failure | null {
  const found = attemptStat(path);
  if (found?.isDirectory() === true) return otherFailure(path, 'is a folder');
  // If it cannot be read, SQLite itself reports that.
  if (found?.isFile() !== true) return null;
  const file = attemptOpen(path);
  if (file === null) return null;
  try {
    const bytes = new Uint8Array(DATABASE_HEADER.length);
    const count = readSync(file, bytes, 0, bytes.length, 0);
    if (count === 0) return damagedFailure(path, 'it is empty');
    return new TextDecoder('latin1').decode(bytes.subarray(0, count)) === DATABASE_HEADER
      ? null
      : damagedFailure(path, 'it does not begin as a history does');
  } finally {
    closeSync(file);
  }
}

/** Null also if it cannot be found out, because SQLite itself reports files that cannot be read. */
function lossOf(path: string): Failure | null {
  try {
    return hasLostLog(path) ? lostLogFailure(path) : null;
  } catch {
    return null;
  }
}

function attemptStat(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function attemptOpen(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch {
    return null;
  }
}

function tablesOf(sqlite: DatabaseSync): ReadonlySet<unknown> {
  const sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'";
  return new Set(
    sqlite
      .prepare(sql)
      .all()
      .map(({ name }) => name),
  );
}

/** Nothing may be written to a file that has tables, but neither of these two: it belongs to somebody else. */
function isOfAnother(tables: ReadonlySet<unknown>): boolean {
  return tables.size > 0 && !tables.has('sample_batches') && !tables.has('snapshots');
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
    // After a full disk SQLite has already rolled back.
    if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
    throw error;
  }
}
