// The history's one file: opening, migrating, transactions, and its faults as sentences. Knows no runs.
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, linkSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { succeed, UserError, type Failure, type Result } from '../../shared/errors.ts';
import { keepPrivate, makePrivateFolder } from '../system/private-folder.ts';
import { damagedFailure, folderFailure, newerFailure, readFailure, sqliteCode, writeFailure } from './database-failure.ts';
import { MIGRATIONS, TABLES } from './migrations.ts';

export const FILE_NAME = 'onrush.db';
const SIDE_FILES = ['', '-wal', '-shm'] as const;
/** How long a connection waits for another one's lock. */
export const BUSY_TIMEOUT_MS = 5000;

export interface OpenOptions {
  /** How long to wait for another program's lock, in ms. */
  readonly busyTimeoutMs?: number;
}

/** Opens FOLDER/onrush.db, creating both where they are missing. */
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
  let sqlite: DatabaseSync | null = null;
  try {
    sqlite = new DatabaseSync(path, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
    // Before SQLite makes its side files, which get the permissions of the file itself.
    for (const side of SIDE_FILES) keepPrivate(path + side);
    const failure = prepareFile(sqlite, path);
    if (failure === null) {
      const database = new Database(path, sqlite);
      if (hasItsTables(sqlite)) return succeed(database);
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
  readonly #prepared = new Map<string, StatementSync>();

  constructor(path: string, sqlite: DatabaseSync) {
    this.path = path;
    this.#sqlite = sqlite;
  }

  /** @throws UserError store_damaged where a table or a column is not there any more */
  prepare(sql: string): StatementSync {
    try {
      return this.#sqlite.prepare(sql);
    } catch (error) {
      const code = sqliteCode(error);
      const failure = code === null ? null : readFailure(code, this.path);
      throw failure?.code === 'store_damaged' ? UserError.from(failure) : error;
    }
  }

  /** Kept for the next time: for what is written many times a minute. Not for a statement whose rows are read one by one. */
  prepareOnce(sql: string): StatementSync {
    const known = this.#prepared.get(sql) ?? this.prepare(sql);
    this.#prepared.set(sql, known);
    return known;
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

  /** The same for what nobody waits for: a lock, a full disk or damage only mean that it is not written. */
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

/** A new history is made under another name and then linked to its own, so that another program never meets it half made. */
function createWhole(path: string): void {
  const draft = `${path}.${randomUUID()}`;
  let sqlite: DatabaseSync | null = null;
  try {
    sqlite = new DatabaseSync(draft, { enableForeignKeyConstraints: true });
    prepareFile(sqlite, draft);
    sqlite.close();
    linkSync(draft, path);
  } catch {
    // Another program was first, or whoever opens it next gets the failure.
    if (sqlite?.isOpen === true) sqlite.close();
  } finally {
    for (const side of SIDE_FILES) rmSync(draft + side, { force: true });
  }
}

/** With it every file of SQLite begins. */
export const DATABASE_HEADER = 'SQLite format 3\0';

/** SQLite takes a file that was emptied for a new one and would begin another history in its place. */
function tornFailure(path: string): Failure | null {
  // A folder in its place, or a file that cannot be read, is named by SQLite.
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return null;
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

function attemptOpen(path: string): number | null {
  try {
    return openSync(path, 'r');
  } catch {
    return null;
  }
}

function hasItsTables(sqlite: DatabaseSync): boolean {
  const names = new Set(
    sqlite
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all()
      .map(({ name }) => name),
  );
  return TABLES.every((name) => names.has(name));
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
