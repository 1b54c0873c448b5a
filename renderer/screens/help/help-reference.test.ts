import { expect, test } from 'vitest';
import { readObjective } from '../../../shared/capacity/objective.ts';
import { parseDuration } from '../../../shared/duration.ts';
import { parseCurl } from '../../../shared/plan/from/curl.ts';
import { parseThreshold } from '../../../shared/plan/threshold-expression.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { BRACES, CURL_OPTIONS, DURATIONS, helpReferences, OBJECTIVES, planFields, STEP_FIELDS } from './help-reference.ts';

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

test.each(OBJECTIVES.map(({ word }) => word))('the objective %s is one', (word) => {
  expect(readObjective(word)).toMatchObject({ ok: true });
});

test.each(CURL_OPTIONS.map(({ word }) => word))('cURL’s %s is read', (word) => {
  expect(parseCurl(`curl ${word} http://h/`)).toMatchObject({ ok: true });
});

function planWith(step: object) {
  return {
    version: 2,
    variables: { base: 'http://127.0.0.1' },
    data: [{ name: 'users', file: 'users.csv' }],
    scenarios: [{ steps: [{ url: 'http://127.0.0.1/', ...step }] }],
    load: { model: 'iterations', iterations: 1, vus: 1 },
  };
}

test.each(BRACES.map(({ word }) => word))('%s may be written in a step', (word) => {
  expect(parsePlan(planWith({ body: word }))).toMatchObject({ ok: true });
});

test.each(STEP_FIELDS.map(({ word }) => word))('a step may have %s', (word) => {
  expect(parsePlan(planWith(JSON.parse(`{${word}}`) as object))).toMatchObject({ ok: true });
});

test('every column of requests.csv is explained', () => {
  const columns = wordsOf('Columns of requests.csv');
  expect(columns).toHaveLength(new Set(columns.map(({ word }) => word)).size);
  expect(columns.filter(({ meaning }) => !/^[A-Z].*\.$/.test(meaning))).toEqual([]);
});

test('every field of a plan is explained', () => {
  expect(planFields().map(({ word }) => word)).toEqual(expect.arrayContaining(['scenarios', 'load', 'thresholds']));
  expect(planFields().filter(({ meaning }) => meaning === '')).toEqual([]);
});
