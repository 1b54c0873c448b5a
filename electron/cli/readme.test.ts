// The examples of the README and of the pages on plans and on CI, run as written: only the port of the target and time limits
// differ.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';
import { runCommand } from './test-command.ts';
import { parsePlanText } from '../../shared/plan/plan-parse.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const TEXT = ['README.md', '.github/PLANS.md', '.github/CI.md'].map((path) => readFileSync(join(ROOT, path), 'utf8')).join('\n');
const PREFIX = 'npm run -s cli -- ';
const [plan = '', journey = ''] = blocks('json').filter((block) => block.includes('"version"') && block.includes('"scenarios"'));
const commands = blocks('sh').flatMap((block) => block.split('\n').filter((line) => line.startsWith(PREFIX)));

const USERS: Readonly<Record<string, string>> = { 'ada@example.com': 'one', 'bob@example.com': 'two' };
let folder: string;
let target: TestTarget;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-readme-'));
  target = await startHttpTarget((request, response) => {
    if (request.url?.startsWith('/cart')) {
      const isKnown = /^Bearer token of (?:ada|bob)@/.test(request.headers.authorization ?? '');
      return void response.writeHead(isKnown ? 200 : 401).end('{"items":[1]}');
    }
    if (request.url !== '/login') return void response.end('ok');
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { user, password } = JSON.parse(body);
      const isKnown = USERS[user] === password;
      response.writeHead(isKnown ? 200 : 401).end(JSON.stringify(isKnown ? { token: `token of ${user}` } : {}));
    });
  });
  writeFileSync(join(folder, 'plan.json'), atOurPort(plan));
  writeFileSync(join(folder, 'journey.json'), atOurPort(journey));
  writeFileSync(join(folder, 'users.csv'), 'email,password\nada@example.com,one\nbob@example.com,two\n');
});

afterAll(async () => {
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the plans are valid', () => {
  expect([parsePlanText(plan), parsePlanText(journey)]).toMatchObject([{ ok: true }, { ok: true }]);
});

test('there are examples', () => {
  expect(commands.length).toBeGreaterThanOrEqual(3);
});

test.each(commands)('%s', async (command) => {
  const args = wordsOf(atOurPort(command.slice(PREFIX.length)));
  expect(await runCommand(args, { folder })).toMatchObject({ code: 0, stderr: '' });
});

/** Splits the words as a shell does. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain = '']) => quoted ?? plain);
}

function blocks(language: string): string[] {
  return [...TEXT.matchAll(new RegExp('```' + language + '\\n([^`]*)```', 'g'))].map(([, text = '']) => text);
}

/** With limits that a busy computer also meets, because the test is about the command, not the computer. */
function atOurPort(text: string): string {
  return text
    .replaceAll('127.0.0.1:8080', new URL(target.url).host)
    .replaceAll('p(99) < 250', 'p(99) < 25000')
    .replaceAll('p95 > +25%', 'p95 > +90000%');
}
