import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { continueLog, lastLogLines, logError, logFolder, openLog } from './log.ts';

let folder = '';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  folder = mkdtempSync(join(tmpdir(), 'onrush-log-'));
  openLog(folder);
});

afterEach(() => {
  vi.restoreAllMocks();
  continueLog(null);
  rmSync(folder, { recursive: true });
});

const text = (): string => readFileSync(join(folder, 'logs', 'onrush.log'), 'utf8');

test('an error is logged with its time, its place and its stack', () => {
  logError('The command runs.list', new TypeError('x is not a function'));
  expect(text()).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z \[\d+\] The command runs\.list: TypeError: x is not a function\n +at /);
  expect(lastLogLines(100)[0]).toContain('x is not a function');
  expect(lastLogLines(1)).toHaveLength(1);
});

test('the console says what went wrong and where the stack is', () => {
  logError('The command runs.list', new TypeError('x is not a function\n    of http://ada:s3cr3t-value@a.test/'));
  const where = join(folder, 'logs', 'onrush.log');
  expect(vi.mocked(console.error).mock.calls).toEqual([[`The command runs.list: x is not a function (details: ${where})`]]);
});

test('an empty log has no lines', () => {
  expect(lastLogLines(100)).toEqual([]);
  expect(logFolder()).toBe(join(folder, 'logs'));
});

test('the log stays within five files of a megabyte, the newest entries first', () => {
  for (let entry = 0; entry < 300; entry += 1) logError('A thread', new Error(`entry ${entry} ${'x'.repeat(30_000)}`));
  const files = readdirSync(join(folder, 'logs')).toSorted();
  expect(files).toEqual(['onrush-1.log', 'onrush-2.log', 'onrush-3.log', 'onrush-4.log', 'onrush.log']);
  for (const file of files) expect(statSync(join(folder, 'logs', file)).size).toBeLessThan(1_050_000);
  expect(text()).toContain('entry 299 ');
  expect(readFileSync(join(folder, 'logs', 'onrush-4.log'), 'utf8')).not.toContain('entry 0 ');
  expect(lastLogLines(10_000).join('\n').length).toBeLessThan(70_000);
});

test.each([
  ['a header', { headers: { Authorization: 'Bearer s3cr3t-value' } }],
  ['a cookie', { cookie: 'session=s3cr3t-value; a=b' }],
  ['a header line', new Error('authorization: Basic s3cr3t-value')],
  ['a key', new Error('{"apiKey":"s3cr3t-value"}')],
  ['a URL', new Error('GET https://user:s3cr3t-value@example.org/ failed')],
  ['a password', { password: 's3cr3t-value' }],
  ['a private key', new Error('-----BEGIN PRIVATE KEY-----\ns3cr3t-value\n-----END PRIVATE KEY-----')],
])('a secret does not appear in the log: %s', (_, error) => {
  logError('A test', error);
  expect(text()).toContain('***');
  expect(text()).not.toContain('s3cr3t-value');
});

test('a log that cannot be written breaks nothing', () => {
  openLog('/dev/null');
  expect(() => logError('A test', new Error('x'))).not.toThrow();
  expect(lastLogLines(5)).toEqual([]);
});
