// The self-check of Onrush passes, and leaves nothing behind.
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { checkApp } from '../app.ts';
import { checkPart } from './check-part.ts';

const left = (): readonly string[] => readdirSync(tmpdir()).filter((name) => name.startsWith('onrush-check-'));

test('every part passes here, in one object that can be copied', async () => {
  const before = left();
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
  expect(left()).toEqual(before);
});

test('a part that throws is named with its sentence', async () => {
  const part = await checkPart('run', () => Promise.reject(new Error('The run did not end within a minute.')));
  expect(part).toMatchObject({ name: 'run', state: 'failed', words: 'The run did not end within a minute.' });
});
