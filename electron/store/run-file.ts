// Runs in a separate file, to keep or to pass on: a history that contains nothing else, in the format of FORMAT.md. A file of
// any version is read like a history of that version. A file that contains anything Onrush does not write is refused before its
// rows are read.
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { errorCode } from '../../shared/error-code.ts';
import { UserError } from '../../shared/errors.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import { shareablePlan } from '../../shared/plan/shareable-plan.ts';
import { attempt } from './attempt.ts';
import { stringCell } from './cells.ts';
import { BUSY_TIMEOUT_MS, FILE_NAME, openDatabase, type Database } from './database.ts';
import { refusePlan } from './refuse-plan.ts';
import { sqliteCode } from './database-failure.ts';
import { MIGRATIONS } from './migrations.ts';
import { planCell } from './plan-cell.ts';
import { numberRun } from './run-numbers.ts';

/** All tables of a run. Stop requests and similar rows belong to the computer on which it ran. */
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
  /** The runs that the history now contains, in order of time. */
  readonly ids: readonly string[];
  /** How many of them it already contained. */
  readonly known: number;
}

/**
 * Writes the runs of `database` with these ids into one file at `path`, completely or not at all. @throws UserError write_failed
 */
export function writeRunFile(database: Database, ids: readonly string[], path: string): void {
  const target = resolve(path);
  const folder = temporary(dirname(target), basename(target));
  try {
    const opened = openDatabase(folder);
    if (!opened.ok) throw UserError.from(opened.failure);
    const file = opened.value;
    try {
      attached(file, database.path, () =>
        file.write(() =>
          ids.forEach((id) => {
            copyRun(file, id);
            hidePlan(file, id);
          }),
        ),
      );
      // VACUUM INTO makes a single file, without SQLite's side files.
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

/**
 * Takes the runs of the file at `path` into `database`, all or none; runs that it already has stay as they are. @throws UserError
 * import_invalid, write_failed
 */
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

/** Returns how many of them were already there. */
function takeRuns(database: Database, ids: readonly string[]): number {
  const isKnown = database.prepare('SELECT 1 FROM main.runs WHERE id = ?');
  const fresh = ids.filter((id) => isKnown.get(id) === undefined);
  const nameOf = database.prepare('SELECT name FROM main.runs WHERE id = ?');
  for (const id of fresh) {
    copyRun(database, id);
    // It gets a new number, among the runs of this name here.
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

/** Copies rows from the attached file. Both have the same version, so their columns are the same. */
function copyRun(database: Database, id: string): void {
  copyRows(database, 'runs', 'id', id);
  for (const table of TABLES) copyRows(database, table, 'run_id', id);
}

/** Whoever gets the file sees the plan as in every other export. A plan that cannot be read stays as it is. */
function hidePlan(file: Database, id: string): void {
  const plan = attempt(() => planCell(file.prepare('SELECT plan FROM main.runs WHERE id = ?').get(id) ?? {}, 'plan'));
  if (plan === undefined) return;
  const shown = shareablePlan(plan);
  const parsed = parsePlan(shown);
  file.prepare('UPDATE main.runs SET plan = ? WHERE id = ?').run(JSON.stringify(parsed.ok ? parsed.value : shown), id);
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

/** A view or a trigger in the file would run somebody else's code. */
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

/** SQLite's own tables, such as its statistics, are ignored. */
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
