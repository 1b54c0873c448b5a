import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJsonPath } from '../../../shared/plan/journey/json-path.ts';
import type { JsonValue } from '../../../shared/plan/journey/value.ts';
import { anyItemPath, jsonRows, MEMBERS_AT_ONCE, rowMatches } from './json-rows.ts';

const ALL_OPEN = { folds: new Map<string, boolean>(), shown: new Map<string, number>() };

function openAll(document: JsonValue): ReturnType<typeof jsonRows> {
  const folds = new Map<string, boolean>();
  const shown = new Map<string, number>();
  for (let before = -1; before !== folds.size;) {
    before = folds.size;
    for (const { path, count } of jsonRows(document, { folds, shown })) if (count !== null) folds.set(path, true);
  }
  return jsonRows(document, { folds, shown });
}

test('every row is found at its path, with any keys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const document = JSON.parse(JSON.stringify(value)) as JsonValue;
      for (const row of openAll(document)) {
        const parsed = parseJsonPath(row.path);
        if (!parsed.ok) throw new Error(`${row.path}: ${parsed.message}`);
        expect(parsed.path(document)).toEqual([row.value]);
      }
    }),
  );
});

test('lists begin with two items unfolded and a hundred shown', () => {
  const items = Array.from({ length: 250 }, (_, at) => ({ sku: `HX-${at}` }));
  const rows = jsonRows({ hits: items }, ALL_OPEN);
  const list = rows.find(({ path }) => path === '$.hits');
  expect(list).toMatchObject({ count: 250, isOpen: true, more: 150 });
  expect(rows.filter(({ path }) => path.endsWith('.sku')).map(({ path }) => path)).toEqual(['$.hits[0].sku', '$.hits[1].sku']);
  const shown = new Map([['$.hits', 2 * MEMBERS_AT_ONCE]]);
  expect(jsonRows({ hits: items }, { ...ALL_OPEN, shown }).find(({ path }) => path === '$.hits')?.more).toBe(50);
});

test('the path of a row can mean any item of the innermost list', () => {
  expect(anyItemPath('$.hits[0].tags[3].name')).toBe('$.hits[0].tags[*].name');
  expect(anyItemPath('$[2]')).toBe('$[*]');
  expect(anyItemPath('$.total')).toBeNull();
});

test('a row is found by its key and by its value', () => {
  const [, row] = jsonRows({ Price: 39.9 }, ALL_OPEN);
  if (row === undefined) throw new Error('There is a row.');
  expect([rowMatches(row, 'price'), rowMatches(row, '39.9'), rowMatches(row, 'stock')]).toEqual([true, true, false]);
});
