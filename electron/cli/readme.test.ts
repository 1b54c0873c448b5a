// The README's examples, run as they stand there: only the port of the target differs.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parsePlanText } from '../../shared/plan/plan-parse.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const PREFIX = 'npm run -s cli -- ';
const plan = blocks('json')[0] ?? '';
const commands = blocks('sh').flatMap((block) => block.split('\n').filter((line) => line.startsWith(PREFIX)));

let folder: string;
let port: number;
let server: Worker;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-readme-'));
  // In a thread of its own, because the commands are awaited without an event loop.
  server = new Worker(
    `const { createServer } = require('node:http'); const { parentPort } = require('node:worker_threads');
     const server = createServer((request, response) => response.end('ok'));
     server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
    { eval: true },
  );
  port = await new Promise<number>((resolve) => server.once('message', resolve));
  writeFileSync(join(folder, 'plan.json'), atOurPort(plan));
});

afterAll(async () => {
  await server.terminate();
  rmSync(folder, { recursive: true, force: true });
});

test('the plan is valid', () => {
  expect(parsePlanText(plan)).toMatchObject({ ok: true });
});

test('there are examples', () => {
  expect(commands.length).toBeGreaterThanOrEqual(3);
});

test.each(commands)('%s', (command) => {
  const args = atOurPort(command.slice(PREFIX.length)).split(' ');
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'electron', 'cli', 'cli.ts'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ONRUSH_DATA_DIR: join(folder, 'data') },
  });
  expect([status, stderr]).toEqual([0, '']);
});

function blocks(language: string): string[] {
  return [...README.matchAll(new RegExp('```' + language + '\\n([^`]*)```', 'g'))].map(([, text = '']) => text);
}

function atOurPort(text: string): string {
  return text.replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`);
}
