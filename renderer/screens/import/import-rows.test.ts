import { expect, test } from 'vitest';
import { imported } from '../../../shared/plan/from/imported/test-import.ts';
import { har, entry } from '../../../shared/plan/from/har/test-recording.ts';
import { usualTicks } from '../../host/chosen-plan.ts';
import { importGroups, importHosts, keysAside, recordedSpan, withKeys } from './import-rows.ts';

const FILE = imported(`### A
GET http://127.0.0.1:9/a
### B
DELETE http://127.0.0.1:9/b
### C
GET http://127.0.0.1:9/c
`);

test('steps are numbered as they are ticked, and a kind is ticked together', () => {
  const ticked = usualTicks(FILE);
  const numbers = (ticks: ReadonlySet<string>): unknown[] =>
    importGroups(FILE, ticks).flatMap(({ rows }) => rows.map(({ number }) => number));
  expect(numbers(ticked)).toEqual([1, null, 2]);
  const deleting = keysAside(FILE, 'deletes');
  expect(numbers(withKeys(ticked, deleting, true))).toEqual([1, 2, 3]);
  expect(numbers(withKeys(ticked, ['0/0'], false))).toEqual([null, null, 1]);
});

const RECORDED = imported(
  har(
    entry('https://shop.test/', { at: '2026-03-01T10:00:00.000Z', time: 100 }),
    entry('https://shop.test/logo.png', { type: 'image/png', at: '2026-03-01T10:00:01.000Z' }),
    entry('https://cdn.test:8443/a.js', { type: 'text/javascript', at: '2026-03-01T10:00:57.000Z', time: 1000 }),
  ),
);

test('each host has its requests, and a tick chooses the usual ones', () => {
  expect(importHosts(RECORDED)).toEqual([
    { name: 'shop.test', keys: ['0/0', '0/1'], usual: ['0/0'] },
    { name: 'cdn.test:8443', keys: ['0/2'], usual: ['0/2'] },
  ]);
  expect(importHosts(FILE).map(({ name }) => name)).toEqual(['127.0.0.1:9']);
});

test('a recording lasts from its first request to the end of its last', () => {
  const from = Date.UTC(2026, 2, 1, 10);
  expect(recordedSpan(RECORDED)).toEqual({ from, to: from + 58_000 });
  expect(recordedSpan(FILE)).toBeNull();
});
