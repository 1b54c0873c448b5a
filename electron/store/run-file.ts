// Runs in a file of their own, to be kept or handed on: a history that holds nothing else, in the format of FORMAT.md. Whatever version
// wrote it, it is read as a history is; a file with anything in it that Onrush does not write is refused before it is looked into.
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { errorCode } from '../../shared/error-code.ts';
import { UserError } from '../../shared/errors.ts';
import { stringCell } from './cells.ts';
import { BUSY_TIMEOUT_MS, FILE_NAME, openDatabase, type Database } from './database.ts';
import { refusePlan } from './refuse-plan.ts';
import { sqliteCode } from './database-failure.ts';
import { MIGRATIONS } from './migrations.ts';
import { numberRun } from './run-numbers.ts';

/** All that belongs to a run. Requests to stop it and similar rows belong to the computer it ran on. */
const TABLES = [
  'sample_batches',
  'batch_spans',
  'snapshots',
  'merged_snapshots',
  'generator_seconds',
  'failure_examples',
  'run_briefs',
  'counted_runs',
  'run_series',
] as const;

const OVER = ['completed', 'stopped', 'failed', 'interrupted'] as const;

export interface RunsRead {
  /** Those that the history holds now, in the order of time. */
  readonly ids: readonly string[];
  /** How many of them it held before. */
  readonly known: number;
}

/** The runs of `database` with these ids, as one file at `path`: whole, or not at all. @throws UserError write_failed */
export function writeRunFile(database: Database, ids: readonly string[], path: string): void {
  const target = resolve(path);
  const folder = temporary(dirname(target), basename(target));
  try {
    const opened = openDatabase(folder);
    if (!opened.ok) throw UserError.from(opened.failure);
    const file = opened.value;
    try {
      attached(file, database.path, () => file.write(() => ids.forEach((id) => copyRun(file, id))));
      // One file, without what SQLite keeps beside a history.
      file.read(() => file.prepare('VACUUM INTO ?').run(join(folder, 'run')));
    } finally {
      file.close();
    }
    renameSync(join(folder, 'run'), target);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      'write_failed',
      `${path} could not be written (${errorCode(error) || 'unknown'}). Is there room on the disk?`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Takes the runs of the file at `path` into `database`, all or none; those that it holds already stay as they are. @throws UserError import_invalid, write_failed */
export function readRunFile(database: Database, path: string, fileName: string): RunsRead {
  refusePlan(path, fileName);
  const folder = temporary(dirname(database.path), 'read');
  try {
    const copy = join(folder, FILE_NAME);
    copyFileSync(path, copy);
    checkSchema(copy, fileName);
    const opened = openDatabase(folder);
    if (!opened.ok) throw refused(fileName, opened.failure.message);
    try {
      const ids = idsIn(opened.value);
      if (ids.length === 0) throw refused(fileName, 'There is no finished run in it.');
      opened.value.close();
      return { ids, known: attached(database, copy, () => database.write(() => takeRuns(database, ids))) };
    } finally {
      opened.value.close();
    }
  } catch (error) {
    if (sqliteCode(error) === null) throw error;
    throw refused(fileName, 'It is damaged.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns how many were there before. */
function takeRuns(database: Database, ids: readonly string[]): number {
  const isKnown = database.prepare('SELECT 1 FROM main.runs WHERE id = ?');
  const fresh = ids.filter((id) => isKnown.get(id) === undefined);
  const nameOf = database.prepare('SELECT name FROM main.runs WHERE id = ?');
  for (const id of fresh) {
    copyRun(database, id);
    // Its number is its place among the runs of this name here.
    numberRun(database, id, stringCell(nameOf.get(id) ?? {}, 'name'));
  }
  const restore = database.prepare('UPDATE main.runs SET deleted_at = NULL WHERE id = ?');
  for (const id of ids) restore.run(id);
  return ids.length - fresh.length;
}

function idsIn(file: Database): string[] {
  const states = OVER.map((state) => `'${state}'`).join(', ');
  const sql = `SELECT id FROM runs WHERE deleted_at IS NULL AND state IN (${states}) ORDER BY started_at, rowid`;
  return file.read(() => file.prepare(sql).all()).map((cells) => stringCell(cells, 'id'));
}

/** From the attached file. Both have the same version, so their columns are the same. */
function copyRun(database: Database, id: string): void {
  copyRows(database, 'runs', 'id', id);
  for (const table of TABLES) copyRows(database, table, 'run_id', id);
}

function copyRows(database: Database, table: string, key: string, id: string): void {
  const columns = database
    .prepare(`SELECT name FROM pragma_table_info('${table}')`)
    .all()
    .map((cells) => stringCell(cells, 'name'))
    .join(', ');
  database.prepare(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM other.${table} WHERE ${key} = ?`).run(id);
}

function attached<T>(database: Database, path: string, work: () => T): T {
  database.read(() => database.prepare('ATTACH DATABASE ? AS other').run(path));
  try {
    return work();
  } finally {
    database.execute('DETACH DATABASE other');
  }
}

/** A view or a trigger in it would run what somebody else wrote. */
function checkSchema(path: string, fileName: string): void {
  const file = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    const version = Number(file.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
    if (version > MIGRATIONS.length) throw refused(fileName, 'A newer version of Onrush wrote it.');
    if (version === 0 || schemaOf(file) !== expectedSchema(version)) throw refused(fileName, 'It is not a file of runs.');
  } finally {
    file.close();
  }
}

function expectedSchema(version: number): string {
  const memory = new DatabaseSync(':memory:');
  for (const step of MIGRATIONS.slice(0, version)) memory.exec(step);
  const schema = schemaOf(memory);
  memory.close();
  return schema;
}

/** SQLite's own tables, which its statistics are, do not count. */
function schemaOf(file: DatabaseSync): string {
  return file
    .prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name")
    .all()
    .map((row) => JSON.stringify(Object.values(row)))
    .join('\n');
}

function temporary(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  return mkdtempSync(join(folder, `.${name}-`));
}

function refused(fileName: string, why: string): UserError {
  return new UserError('import_invalid', `${fileName} cannot be read as runs of Onrush. ${why}`);
}
