// Files that cannot be read, or that hold what another one holds, are named when they are merged.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openTestRuns } from '../store/test-history.ts';
import { mergeRuns } from './merge-runs.ts';
import { k6Csv, k6Json, type K6Request } from './test-k6-results.ts';
import { mergeContents, mergingOptions, type MergingPlace } from './test-merging.ts';
import { csv, lineOf, AT } from './test-results.ts';

let place: MergingPlace;

beforeEach(() => {
  place = openTestRuns();
});

test.each([
  ['written in another way', (ten: readonly K6Request[]) => k6Json(ten).replaceAll('456Z', '456789Z'), 100, 30],
  ['of which half is missing', (ten: readonly K6Request[]) => k6Csv(ten.slice(15)), 100, 15],
  ['of which half is the same', (ten: readonly K6Request[]) => k6Csv([...ten.slice(15), ...timesFrom(9000, 15)]), 50, 30],
  ['of another load generator', () => k6Csv(timesFrom(50, 30)), null, 30],
])('a file of the same process %s is counted, and what it has in common is said', async (_, written, share, count) => {
  const one = timesFrom(0, 30);
  const { merged } = await mergeContents(place, { 'one.csv': k6Csv(one), 'two.txt': written(one) });
  expect(merged.requests).toBe(30 + count);
  const said = merged.notes.flatMap((note) => /About (\d+) % of the requests in two\.txt .* in one\.csv/.exec(note)?.[1] ?? []);
  expect(said).toEqual(share === null ? [] : [String(share)]);
});

function timesFrom(first: number, count: number): K6Request[] {
  return Array.from({ length: count }, (_, at) => ({
    endedAt: AT + first + at * 10 + 0.456,
    duration: 5.123 + ((first + at) % 13) * 0.217,
  }));
}

test.each([
  ['is gone', '/nowhere/at/all.csv', 'There is no file bad.csv.'],
  ['is a folder', '/', 'bad.csv is not a file. Name a file of results.'],
])('a file that %s is named, and nothing is kept', async (_, path, sentence) => {
  const good = join(place.folder, 'good.csv');
  writeFileSync(good, csv([lineOf({})]));
  const files = [
    { path: good, fileName: 'good.csv' },
    { path, fileName: 'bad.csv' },
  ];
  await expect(mergeRuns(place.runs, files, mergingOptions())).rejects.toThrow(sentence);
  expect(place.runs.list()).toEqual([]);
});
