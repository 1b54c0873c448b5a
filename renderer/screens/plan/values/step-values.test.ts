// What is said about the values of a step and of a whole scenario.
import { expect, test } from 'vitest';
import { parsePlan } from '../../../../shared/plan/plan-parse.ts';
import { draftOf, type Draft } from '../draft/draft.ts';
import { nameIndex } from '../draft/name-index.ts';
import { valuesOfScenario, valuesOfStep } from './step-values.ts';
import { takenFrom } from './taken-from.ts';

function draft(): Draft {
  const parsed = parsePlan({
    version: 2,
    variables: { base: 'http://a.test' },
    data: [{ name: 'users', file: 'users.csv' }],
    scenarios: [
      {
        perVu: [{ url: '{{base}}/login?u={{users.email}}', extract: { token: { json: '$.token' } } }],
        steps: [
          { url: '{{base}}/', extract: { csrf: { css: 'input', attr: 'value', pick: 'last' } } },
          { url: '{{base}}/{{$guid}}', auth: { type: 'bearer', token: '{{token}}' }, extract: { csrf: { header: 'x-csrf' } } },
        ],
      },
    ],
    load: { model: 'iterations', iterations: 1, vus: 1 },
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return draftOf(parsed.value);
}

test('a value that is made twice says which one counts, and where it is taken', () => {
  const [given, place] = [draft(), { scenario: 0, step: 1 }];
  const { made } = valuesOfStep(nameIndex(given, new Map()), place);
  expect(made.map(({ name, words }) => [name, words])).toEqual([
    ['csrf', 'Made more than once (step 1, step 2): the later one wins. No step uses it'],
  ]);
  expect(takenFrom(given, place, 'csrf')).toEqual({ source: 'header x-csrf', which: '' });
  expect(takenFrom(given, { scenario: 0, step: 0 }, 'csrf')).toEqual({ source: 'input value', which: ', the last one' });
  expect(takenFrom(given, place, 'token')).toBeNull();
});

test('the values of a scenario are those of its steps and those from elsewhere', () => {
  const { made, used } = valuesOfScenario(nameIndex(draft(), new Map()), 0);
  expect(made.map(({ name, kind, users }) => [name, kind, users.length])).toEqual([
    ['token', 'once a user', 1],
    ['csrf', 'step 1', 0],
  ]);
  expect(used.map(({ name, kind, users }) => [name, kind, users.length])).toEqual([
    ['base', 'a variable', 3],
    ['users.email', 'users.csv', 1],
  ]);
});
