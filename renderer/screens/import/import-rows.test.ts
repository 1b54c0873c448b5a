import { expect, test } from 'vitest';
import { imported } from '../../../shared/plan/from/imported/test-import.ts';
import { importGroups, keysAside, usualTicks, withKeys } from './import-rows.ts';

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
