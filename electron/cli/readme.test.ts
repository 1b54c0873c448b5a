// The examples of the README and of the pages on plans and on CI, run as they stand there: only the port of the target and limits of times differ.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parsePlanText } from '../../shared/plan/plan-parse.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const TEXT = ['README.md', '.github/PLANS.md', '.github/CI.md'].map((path) => readFileSync(join(ROOT, path), 'utf8')).join('\n');
const PREFIX = 'npm run -s cli -- ';
const [plan = '', journey = ''] = blocks('json').filter((block) => block.includes('"version"') && block.includes('"scenarios"'));
const commands = blocks('sh').flatMap((block) => block.split('\n').filter((line) => line.startsWith(PREFIX)));

let folder: string;
let port: number;
let server: Worker;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-readme-'));
  // In a thread of its own, because the commands are awaited without an event loop.
  server = new Worker(
    `const { createServer } = require('node:http'); const { parentPort } = require('node:worker_threads');
     const users = { 'ada@example.com': 'one', 'bob@example.com': 'two' };
     const server = createServer((request, response) => {
       if (request.url.startsWith('/cart')) {
         const isKnown = /^Bearer token of (ada|bob)@/.test(request.headers.authorization);
         return response.writeHead(isKnown ? 200 : 401).end('{"items":[1]}');
       }
       if (request.url !== '/login') return response.end('ok');
       let body = '';
       request.on('data', (chunk) => (body += chunk)).on('end', () => {
         const { user, password } = JSON.parse(body);
         const isKnown = users[user] === password;
         response.writeHead(isKnown ? 200 : 401).end(JSON.stringify(isKnown ? { token: 'token of ' + user } : {}));
       });
     });
     server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
    { eval: true },
  );
  port = await new Promise<number>((resolve) => server.once('message', resolve));
  writeFileSync(join(folder, 'plan.json'), atOurPort(plan));
  writeFileSync(join(folder, 'journey.json'), atOurPort(journey));
  writeFileSync(join(folder, 'users.csv'), 'email,password\nada@example.com,one\nbob@example.com,two\n');
});

afterAll(async () => {
  await server.terminate();
  rmSync(folder, { recursive: true, force: true });
});

test('the plans are valid', () => {
  expect([parsePlanText(plan), parsePlanText(journey)]).toMatchObject([{ ok: true }, { ok: true }]);
});

test('there are examples', () => {
  expect(commands.length).toBeGreaterThanOrEqual(3);
});

test.each(commands)('%s', (command) => {
  const args = wordsOf(atOurPort(command.slice(PREFIX.length)));
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'electron', 'cli', 'cli.ts'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ONRUSH_DATA_DIR: join(folder, 'data') },
  });
  expect([status, stderr]).toEqual([0, '']);
});

/** As a shell cuts them. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain = '']) => quoted ?? plain);
}

function blocks(language: string): string[] {
  return [...TEXT.matchAll(new RegExp('```' + language + '\\n([^`]*)```', 'g'))].map(([, text = '']) => text);
}

/** With limits that hold on a busy computer too: what is tried is the command, not the computer. */
function atOurPort(text: string): string {
  return text
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`)
    .replaceAll('p(99) < 250', 'p(99) < 25000')
    .replaceAll('p95 > +25%', 'p95 > +90000%');
}
