import { expect, test } from 'vitest';
import { parseDuration } from '../../../shared/duration.ts';
import { parseCurl } from '../../../shared/plan/from/curl.ts';
import { parseThreshold } from '../../../shared/plan/threshold-expression.ts';
import { CURL_OPTIONS, DURATIONS, helpReferences, planFields } from './help-reference.ts';

test.each(
  helpReferences()
    .find(({ title }) => title === 'Thresholds')
    ?.words.map(({ word }) => word) ?? [],
)('the threshold %s is one', (word) => {
  expect(parseThreshold(word)).toMatchObject({ ok: true });
});

function wordsOf(title: string) {
  return helpReferences().find((part) => part.title === title)?.words ?? [];
}

test.each(DURATIONS.map(({ word }) => word))('the duration %s is one', (word) => {
  expect(parseDuration(word)).toBeGreaterThan(0);
});

test.each(CURL_OPTIONS.map(({ word }) => word))('cURL’s %s is read', (word) => {
  expect(parseCurl(`curl ${word} http://h/`)).toMatchObject({ ok: true });
});

test('every column of requests.csv has its sentence', () => {
  const columns = wordsOf('Columns of requests.csv');
  expect(columns).toHaveLength(new Set(columns.map(({ word }) => word)).size);
  expect(columns.filter(({ meaning }) => !/^[A-Z].*\.$/.test(meaning))).toEqual([]);
});

test('every field of a plan is explained', () => {
  expect(planFields().map(({ word }) => word)).toEqual(expect.arrayContaining(['scenarios', 'load', 'thresholds']));
  expect(planFields().filter(({ meaning }) => meaning === '')).toEqual([]);
});
