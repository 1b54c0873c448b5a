import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError, type FailureCode } from '../../shared/errors.ts';
import { openDatabase, setAsideDatabase, type Database } from './database.ts';
import { MIGRATIONS } from './migrations.ts';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'onrush-store-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const file = (): string => join(folder, 'onrush.db');

function opened(place = folder): Database {
  const result = openDatabase(place);
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

function messageOf(place = folder, code: FailureCode = 'store_unavailable'): string {
  const result = openDatabase(place, { busyTimeoutMs: 50 });
  if (result.ok) throw new Error('It opened');
  expect(result.failure.code).toBe(code);
  return result.failure.message;
}

/** Another thread that reads files again and again, and counts those that were incomplete when they appeared. */
const WATCHER = `
  const { workerData, parentPort } = require('node:worker_threads');
  const { readFileSync } = require('node:fs');
  const { paths, state } = workerData;
  let torn = 0;
  parentPort.postMessage('looking');
  for (let at = 0; at < paths.length && Atomics.load(state, 0) === 0; ) {
    let text = null;
    try { text = readFileSync(paths[at], 'latin1'); } catch { continue; }
    if (!text.startsWith('SQLite format 3')) torn += 1;
    at += 1;
  }
  parentPort.postMessage(torn);`;

test('a new history is complete from its first moment, so that two programs may create it at once', async () => {
  const places = Array.from({ length: 10 }, (_, at) => join(folder, `new-${at}`));
  const state = new Int32Array(new SharedArrayBuffer(4));
  const paths = places.map((place) => join(place, 'onrush.db'));
  const watcher = new Worker(WATCHER, { eval: true, workerData: { paths, state } });
  await once(watcher, 'message');
  const said = once(watcher, 'message');
  for (const place of places) opened(place).close();
  // By then it has seen all of them; otherwise it must not wait for ever.
  setTimeout(() => Atomics.store(state, 0, 1), 5000).unref();
  expect(await said).toEqual([0]);
  await watcher.terminate();
  for (const place of places) expect(readdirSync(place)).toEqual(['onrush.db']);
});

/** Another process that locks the file until it is killed. */
async function lockFile(): Promise<ChildProcess> {
  const script = `
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(${JSON.stringify(file())});
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
    process.stdout.write('locked');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test('a missing folder is created, and the file has the newest version with WAL and foreign keys', () => {
  const deep = join(folder, 'a', 'b');
  const database = opened(deep);
  const pragma = (name: string): unknown => Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  expect([pragma('user_version'), pragma('journal_mode'), pragma('foreign_keys'), pragma('synchronous')]).toEqual([
    MIGRATIONS.length,
    'wal',
    1,
    1,
  ]);
  database.close();
  expect(existsSync(join(deep, 'onrush.db'))).toBe(true);
});

test('opening again keeps the stored data', () => {
  const first = opened();
  first.write(() => first.prepare("INSERT INTO settings VALUES ('theme', 'dark')").run());
  first.close();
  const second = opened();
  expect(second.prepare('SELECT value FROM settings').get()).toEqual({ value: 'dark' });
  second.close();
});

test('two connections can open the same file at once', () => {
  const first = opened();
  const second = opened();
  first.write(() => first.prepare("INSERT INTO settings VALUES ('theme', 'dark')").run());
  expect(second.prepare('SELECT count(*) AS count FROM settings').get()).toEqual({ count: 1 });
  first.close();
  second.close();
});

test('a write is all or nothing', () => {
  const database = opened();
  const half = (): void => {
    database.prepare("INSERT INTO settings VALUES ('a', '1')").run();
    throw new Error('a bug');
  };
  expect(() => database.write(half)).toThrow('a bug');
  expect(database.prepare('SELECT * FROM settings').all()).toEqual([]);
  database.close();
});

test('a file another program has locked is named as locked', async () => {
  opened().close();
  const child = await lockFile();
  try {
    expect(messageOf()).toBe(
      `The history cannot be opened: ${file()} is locked by another program. Close that program and try again.`,
    );
  } finally {
    await kill(child);
  }
  opened().close();
});

test('a file that is not a database is named as damaged', () => {
  writeFileSync(file(), 'This is not a database. '.repeat(100));
  expect(messageOf(folder, 'store_damaged')).toContain(
    `${file()} is damaged (it does not begin as a history does). Set it aside`,
  );
});

test.each(['', 'S'])('a file that was emptied or cut to %j is named as damaged, and no new history takes its place', (text) => {
  opened().close();
  writeFileSync(file(), text);
  expect(messageOf(folder, 'store_damaged')).toContain('is damaged (it ');
  expect(readFileSync(file(), 'utf8')).toBe(text);
});

test.each([
  ['taken away', () => null],
  ['emptied', () => Buffer.alloc(0)],
  ['cut', (log: Buffer) => log.subarray(0, log.length - 100)],
  ['written over', () => Buffer.alloc(5000, 7)],
])('a history whose latest writes were %s can be opened, and says what may be missing', (_, tear) => {
  const first = opened();
  const write = (value: string): void =>
    first.write(() => void first.prepare("INSERT OR REPLACE INTO settings VALUES ('theme', ?)").run(value));
  write('dark');
  write('light');
  const [whole, torn] = [join(folder, 'whole'), join(folder, 'torn')];
  for (const place of [whole, torn]) {
    mkdirSync(place);
    for (const side of ['', '-shm', '-wal']) copyFileSync(file() + side, join(place, `onrush.db${side}`));
  }
  first.close();
  const log = tear(readFileSync(join(torn, 'onrush.db-wal')));
  if (log === null) rmSync(join(torn, 'onrush.db-wal'));
  else writeFileSync(join(torn, 'onrush.db-wal'), log);
  const sound = opened(whole);
  expect(sound.damage).toBeNull();
  sound.close();
  const second = opened(torn);
  expect(second.damage).toMatchObject({
    code: 'store_damaged',
    message: expect.stringMatching(/onrush\.db-wal is missing or cut short\. It held what was written last/) as string,
  });
  second.close();
  const third = opened(torn);
  expect(third.damage).toBeNull();
  third.close();
});

test('a file damaged in the middle is named as damaged once it is read', () => {
  const database = opened();
  database.write(() => {
    for (let i = 0; i < 2000; i += 1) database.prepare('INSERT INTO settings VALUES (?, ?)').run(`key ${i}`, 'x'.repeat(100));
  });
  database.close();
  const bytes = readFileSync(file());
  bytes.fill(0xff, 4096 * Math.floor(bytes.length / 4096 / 2));
  writeFileSync(file(), bytes);
  const again = opened();
  try {
    expect(() => again.read(() => again.prepare('SELECT * FROM settings').all())).toThrow(/is damaged\. Set it aside/);
  } finally {
    again.close();
  }
});

test('a file of a newer Onrush is not changed', () => {
  const sqlite = new DatabaseSync(file());
  sqlite.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
  sqlite.close();
  const before = readFileSync(file());
  expect(messageOf()).toContain(`${file()} was written by a newer Onrush. Update Onrush`);
  expect(readFileSync(file())).toEqual(before);
});

test('a file in the place of the folder is named', () => {
  const place = join(folder, 'data');
  writeFileSync(place, '');
  expect(messageOf(place)).toContain(`the folder ${place} cannot be created (EEXIST)`);
  expect(messageOf(join(place, 'deeper'))).toContain('cannot be created (ENOTDIR)');
});

test('a folder in the place of the file is named, and can be set aside', () => {
  opened(file()).close();
  expect(messageOf(folder, 'store_damaged')).toContain(`${file()} is a folder, not a history of Onrush. Set it aside`);
  expect(readdirSync(setAsideDatabase(folder))).toEqual(['onrush.db']);
  opened().close();
});

test('a link that leads to itself is a file that cannot be opened', () => {
  symlinkSync(file(), file());
  expect(messageOf(folder, 'store_unavailable')).toContain(`${file()} is not writable`);
});

test.each([0, 7, MIGRATIONS.length, 900])('a database of another program with version %i is not changed', (version) => {
  const sqlite = new DatabaseSync(file());
  sqlite.exec(
    `CREATE TABLE runs (run_uuid TEXT PRIMARY KEY); CREATE TABLE cookies (host TEXT); PRAGMA user_version = ${version}`,
  );
  sqlite.close();
  const before = readFileSync(file());
  expect(messageOf(folder, 'store_damaged')).toContain(
    `${file()} is a database of another program, not a history of Onrush. Set it aside`,
  );
  expect(readFileSync(file())).toEqual(before);
  expect(readdirSync(folder)).toEqual(['onrush.db']);
});

test('a full disk is reported when writing', () => {
  const database = opened();
  database.execute('PRAGMA max_page_count = 30');
  const fill = (): unknown =>
    database.write(() => database.prepare("INSERT INTO settings VALUES ('big', ?)").run('x'.repeat(1_000_000)));
  expect(fill).toThrow(UserError);
  expect(fill).toThrow(`The history could not be written: the disk that holds ${file()} is full. Free some space.`);
  expect(database.prepare('SELECT * FROM settings').all()).toEqual([]);
  database.close();
});

test('a damaged file is set aside with its side files, and never replaces another', () => {
  const now = new Date(2026, 2, 9, 8, 7, 6);
  for (const side of ['', '-wal', '-shm']) writeFileSync(file() + side, side);
  const first = setAsideDatabase(folder, now);
  expect(first).toBe(join(folder, 'onrush-damaged-20260309-080706.db'));
  writeFileSync(file(), 'again');
  expect(setAsideDatabase(folder, now)).toBe(join(folder, 'onrush-damaged-20260309-080706-2.db'));
  expect(readdirSync(folder).toSorted()).toEqual([
    'onrush-damaged-20260309-080706-2.db',
    'onrush-damaged-20260309-080706.db',
    'onrush-damaged-20260309-080706.db-shm',
    'onrush-damaged-20260309-080706.db-wal',
  ]);
  opened().close();
});

test.skipIf(process.platform === 'win32')(
  'only its owner may read the history, its side files and a folder that was created for it',
  () => {
    const mine = join(folder, 'made', 'here');
    const database = opened(mine);
    const modes = readdirSync(mine).map((name) => `${name} ${(statSync(join(mine, name)).mode & 0o777).toString(8)}`);
    database.close();
    expect(modes.toSorted()).toEqual(['onrush.db 600', 'onrush.db-shm 600', 'onrush.db-wal 600']);
    expect((statSync(mine).mode & 0o777).toString(8)).toBe('700');
    chmodSync(join(mine, 'onrush.db'), 0o644);
    opened(mine).close();
    expect((statSync(join(mine, 'onrush.db')).mode & 0o777).toString(8)).toBe('600');
  },
);
