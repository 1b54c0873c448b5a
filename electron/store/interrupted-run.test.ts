import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { examplePlan } from '../../shared/test-example-run.ts';
import { openDatabase, type Database } from './database.ts';
import { RunStore } from './run-store.ts';
import { storedBatches } from './test-stored-rows.ts';

let folder = '';
let database: Database;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'onrush-killed-'))));
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

/** Writes ten rows every 20 ms and a snapshot every 100 ms, and prints how many rows it has appended. */
const WRITER = `
  const { openDatabase } = await import(process.env.STORE + '/database.ts');
  const { RunStore } = await import(process.env.STORE + '/run-store.ts');
  const { examplePlan, exampleSnapshot, plainBatch, summaryOf } = await import(process.env.STORE + '/../../shared/test-example-run.ts');
  const store = new RunStore(openDatabase(process.env.FOLDER).value, { onWriteError: (failure) => { throw new Error(failure.message); } });
  store.insert({ id: 'killed', name: 'Killed', planId: null, plan: examplePlan(), startedAt: Date.now() });
  let rows = 0;
  setInterval(() => {
    store.append('killed', plainBatch(rows, 10));
    rows += 10;
    if (rows % 50 === 0) store.appendSnapshot('killed', exampleSnapshot({ index: rows / 50 - 1 }), summaryOf(rows), []);
    process.stdout.write(rows + ' ' + Date.now() + '\\n');
  }, 20);`;

interface Progress {
  readonly rows: number;
  readonly at: number;
}

/** Kills the writer once it has appended `rows`; returns everything that it printed until then. */
async function writeAndKill(rows: number): Promise<Progress[]> {
  const env = { ...process.env, FOLDER: folder, STORE: pathToFileURL(import.meta.dirname).href };
  const child = spawn(process.execPath, ['--input-type=module', '-e', WRITER], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const gone = once(child, 'exit');
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    said += String(text);
    if (progressOf(said).some((progress) => progress.rows >= rows)) break;
  }
  child.kill('SIGKILL');
  await gone;
  return progressOf(said);
}

function progressOf(said: string): Progress[] {
  const lines = said
    .slice(0, said.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
  return lines.map((line) => {
    const [rows, at] = line.split(' ').map(Number);
    return { rows: rows ?? 0, at: at ?? 0 };
  });
}

test('a killed process loses at most the last second, and its run is listed as interrupted', async () => {
  const progress = await writeAndKill(1000);
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  database = opened.value;
  const store = new RunStore(database, { onWriteError: () => undefined });
  const [row] = store.list();
  const iterations = [...storedBatches(store, 'killed')].flatMap(({ columns }) => [...columns.iteration]);
  const end = progress.at(-1)?.at ?? 0;
  const aSecondBefore = progress.findLast(({ at }) => at <= end - 1000)?.rows ?? 0;
  expect(aSecondBefore).toBeGreaterThan(0);
  expect(iterations.length).toBeGreaterThanOrEqual(aSecondBefore);
  expect(iterations).toEqual(iterations.map((_, index) => index));
  expect(row?.state).toBe('interrupted');
  expect(row?.reason).toMatch(/^Onrush was closed at 0:\d\d\. Everything until then is here\.$/);
  const total = row?.summary.requests.total ?? 0;
  expect(total).toBeLessThanOrEqual(iterations.length);
  expect(store.open('killed')?.snapshots).toHaveLength(total / 50);
  store.close();
});

test('a run of a living process is running while its heartbeat is recent', () => {
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  database = opened.value;
  let now = 1_790_000_022_000;
  const store = new RunStore(database, { onWriteError: () => undefined, now: () => now });
  database.write(() =>
    database
      .prepare(
        `INSERT INTO runs (id, name, plan, state, started_at, summary, verdicts, owner_pid, heartbeat_at) VALUES ('other', 'Other', ?, 'running', ?, '{}', '[]', ?, ?)`,
      )
      .run(JSON.stringify(examplePlan()), now - 22_000, process.ppid, now),
  );
  expect(store.list()[0]?.state).toBe('running');
  now += 10_000;
  expect(store.list()[0]?.state).toBe('running');
  now += 1;
  expect(store.list()[0]).toMatchObject({
    state: 'interrupted',
    reason: 'Onrush was closed at 0:22. Everything until then is here.',
  });
  store.close();
});
