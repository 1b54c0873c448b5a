import { expect, test } from 'vitest';
import { examplePlan } from '../../../../shared/test-example-run.ts';
import { draftOf } from '../draft/draft.ts';
import { foundPlaces } from './found-places.ts';

const once = [{ name: 'Log in', method: 'POST', url: 'http://127.0.0.1/login' }];
const steps = ['Search', 'Place order'].map((name) => ({ name, url: `http://127.0.0.1/${name.at(0) ?? ''}` }));
const DRAFT = draftOf(
  examplePlan({
    version: 2,
    before: [{ name: 'Reset', url: 'http://127.0.0.1/reset' }],
    scenarios: [
      { name: 'Buy', perVu: once, steps },
      { name: 'Browse', steps },
    ],
  }),
);

test('without a word every step is listed in its order, and then scenarios and values', () => {
  expect(foundPlaces(DRAFT, '').map(({ name, note, number }) => [number, name, note])).toEqual([
    ['', 'Reset', 'before the run'],
    ['', 'Log in', 'Buy, once a user'],
    ['1', 'Search', 'Buy'],
    ['2', 'Place order', 'Buy'],
    ['1', 'Search', 'Browse'],
    ['2', 'Place order', 'Browse'],
    ['', 'Buy', 'scenario'],
    ['', 'Browse', 'scenario'],
    ['', 'Variables, secrets and data', ''],
  ]);
});

test.each([
  ['order browse', ['scenarios.1.steps.1']],
  ['LOGIN', ['scenarios.0.perVu.0']],
  ['post', ['scenarios.0.perVu.0']],
  ['secrets', ['sources']],
  ['nothing', []],
])('%s finds %j', (search, keys) => {
  expect(foundPlaces(DRAFT, search).map(({ key }) => key)).toEqual(keys);
});
