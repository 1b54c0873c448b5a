// An uncaught error: it is in the log, the run ends as failed with what it measured, and the user is informed.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';
import { openDatabase } from '../store/database.ts';
import { RunStore } from '../store/run-store.ts';
import { INTERNAL_ERROR } from '../system/uncaught.ts';

const CLI = join(import.meta.dirname, '../cli/cli.ts');

let folder = '';
let target: TestTarget;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-uncaught-'));
  let received = 0;
  target = await startHttpTarget((_request, response) => {
    received += 1;
    if (received === 50) writeFileSync(join(folder, 'now'), '');
    setTimeout(() => response.end('ok'), 20);
  });
});

afterEach(async () => {
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Breaks once the file “now” exists: the process, or its first sending thread. */
function breaking(statement: string, isMain: boolean): string {
  const code = `import { existsSync } from 'node:fs';
    import { isMainThread, workerData } from 'node:worker_threads';
    const look = () => { if (!existsSync(${JSON.stringify(join(folder, 'now'))})) return; clearInterval(timer); ${statement} };
    let timer;
    if (isMainThread === ${isMain} && (isMainThread || workerData?.task?.worker === 0)) timer = setInterval(look, 50);`;
  return `--import=data:text/javascript,${encodeURIComponent(code)}`;
}

test.each([
  ['throws', true, `throw new Error('broken by a test')`, INTERNAL_ERROR],
  ['rejects', true, `void Promise.reject(new Error('broken by a test'))`, INTERNAL_ERROR],
  ['throws in a thread', false, `throw new Error('broken by a test')`, 'crashed (broken by a test)'],
  ['rejects in a thread', false, `void Promise.reject(new Error('broken by a test'))`, 'crashed (broken by a test)'],
])('%s', { timeout: 40_000 }, async (_, isMain, statement, reason) => {
  const path = join(folder, 'plan.json');
  const load = { model: 'closed', stages: [{ duration: '30s', target: 2 }], startTarget: 2 };
  writeFileSync(path, JSON.stringify({ version: 1, name: 'Broken', scenarios: [{ steps: [{ url: target.url }] }], load }));
  const child = spawn(process.execPath, [breaking(statement, isMain), CLI, 'run', path, '--quiet'], {
    env: { ...process.env, ONRUSH_DATA_DIR: folder },
    timeout: 35_000,
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  expect(code).not.toBe(0);
  expect(stderr).toContain(reason);
  expect(readFileSync(join(folder, 'logs', 'onrush.log'), 'utf8')).toContain('broken by a test');
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  const store = new RunStore(opened.value, { onWriteError: ({ message }) => expect.unreachable(message) });
  const [run] = store.list();
  expect(run?.state).toBe('failed');
  expect(run?.reason).toContain(reason);
  expect(run?.summary.requests.succeeded).toBeGreaterThan(0);
  store.close();
  opened.value.close();
});
