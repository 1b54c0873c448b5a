import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commitOf } from './commit-of.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
let folder: string;

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'onrush-commit-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function repository(files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return join(folder, 'plans');
}

test.each<[string, Readonly<Record<string, string>>]>([
  ['on a branch', { '.git/HEAD': 'ref: refs/heads/feature/a+b@1\n', '.git/refs/heads/feature/a+b@1': `${COMMIT}\n` }],
  [
    'on a branch that is packed',
    { '.git/HEAD': 'ref: refs/heads/main\n', '.git/packed-refs': `# x\n${COMMIT} refs/heads/main\n` },
  ],
  ['on no branch', { '.git/HEAD': `${COMMIT}\n` }],
])('the commit of a repository %s', (_what, files) => {
  expect(commitOf({}, repository(files))).toBe(COMMIT);
});

test.each<[string, Readonly<Record<string, string>>]>([
  ['names a file outside of it', { '.git/HEAD': 'ref: ../secret', secret: 's3cret' }],
  ['names a file outside of it below refs', { '.git/HEAD': 'ref: refs/../../secret', secret: COMMIT }],
  ['names an absolute path', { '.git/HEAD': 'ref: /etc/hostname' }],
  ['has something else as its commit', { '.git/HEAD': 'ref: refs/heads/main', '.git/refs/heads/main': 's3cret' }],
  ['has something else as its head', { '.git/HEAD': 's3cret' }],
])('nothing is taken from a repository that %s', (_what, files) => {
  expect(commitOf({}, repository(files))).toBeNull();
});

test('the commit that CI states is used if it is plausible', () => {
  expect(commitOf({ GITHUB_SHA: '', CI_COMMIT_SHA: 'abc' }, folder)).toBe('abc');
  expect(commitOf({ BUILD_SOURCEVERSION: 'x'.repeat(5000) }, folder)).toHaveLength(100);
});
