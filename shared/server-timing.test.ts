import { expect, test } from 'vitest';
import { parseServerTiming, serverTimingSentence } from './server-timing.ts';

const metric = (name: string, durationMs: number | null = null, description: string | null = null) => ({
  name,
  durationMs,
  description,
});

test.each([
  ['db;dur=390', [metric('db', 390)]],
  ['cache;desc="Cache Read";dur=23.2, miss', [metric('cache', 23.2, 'Cache Read'), metric('miss')]],
  ['a ; dur = "1.5" ; desc=b', [metric('a', 1.5, 'b')]],
  ['db;desc="x, \\"y\\"; z";DUR=2,app;dur=1e2', [metric('db', 2, 'x, "y"; z'), metric('app', 100)]],
  ['db;dur=1;dur=9', [metric('db', 1)]],
  ['db;dur=fast;desc', [metric('db', null, '')]],
  ['db;dur=-3', [metric('db')]],
  ['traceparent;desc="00-1-2-01"', [metric('traceparent', null, '00-1-2-01')]],
  [',, ;dur=1, =, db;dur=4', [metric('db', 4)]],
  ['db;dur=5;desc="never closed', [metric('db', 5, '')]],
  ['', []],
])('%s', (header, metrics) => {
  expect(parseServerTiming(header)).toEqual(metrics);
});

test('only the beginning of an endless header is read', () => {
  expect(parseServerTiming('a;dur=1,'.repeat(100_000))).toHaveLength(20);
  expect(parseServerTiming('"'.repeat(100_000))).toEqual([]);
});

test('the timing is described in a sentence', () => {
  expect(serverTimingSentence('db;dur=390, app;dur=8.25;desc="render"', 412)).toBe(
    'Of 412 ms the server says: db 390 ms, app 8.25 ms (render).',
  );
  expect(serverTimingSentence(' , ', 412)).toBe(null);
});
