// The self-check of Onrush passes, and leaves nothing behind.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { checkApp } from '../app.ts';
import { checkPart } from './check-part.ts';

test('every part passes here, in one object that can be copied', async () => {
  // A folder of its own, because others check themselves at the same time.
  const folder = mkdtempSync(join(tmpdir(), 'onrush-checked-'));
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
  const more = () => Promise.resolve([{ name: 'window', state: 'skipped' as const, words: 'None here.', ms: 0 }]);
  const check = await checkApp({ version: '0.0.0', host: 'browser', checkMore: more });
  expect(check.parts.map(({ name, state, words }) => [name, state, state === 'failed' ? words : ''])).toEqual([
    ...['history', 'run', 'threads', 'save', 'drop', 'TLS, self-signed', 'TLS, plain server', 'timers', 'long run'].map(
      (name) => [name, 'passed', ''],
    ),
    ['window', 'skipped', ''],
  ]);
  expect(check.passed).toBe(true);
  expect(check.parts.find(({ name }) => name === 'long run')?.figures?.['bytes']).toBeGreaterThan(100_000);
  expect(JSON.parse(JSON.stringify(check))).toEqual(check);
  expect(readdirSync(folder)).toEqual([]);
});

test('a part that throws is named with its sentence', async () => {
  const part = await checkPart('run', () => Promise.reject(new Error('The run did not end within a minute.')));
  expect(part).toMatchObject({ name: 'run', state: 'failed', words: 'The run did not end within a minute.' });
});
