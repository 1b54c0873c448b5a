import { expect, test } from 'vitest';
import { EVERYTHING, type SampleFilter } from '../../../../shared/sample-query.ts';
import { chipsOf, filterWords, withoutPart } from './filter-words.ts';

const STEPS = ['GET /', 'GET /cart'];
const FULL: SampleFilter = {
  window: { by: 'due', from: 36_000, to: 46_000 },
  kind: 'failed',
  outcomes: ['reset', 'timeout'],
  statuses: [503, 0],
  steps: [1],
  remotes: ['127.0.0.1:80'],
  check: 'status 201',
  iteration: 1499,
  dataRow: { set: 0, row: 7, of: 40 },
  vu: 7,
  duration: { measure: 'response_time', atLeast: 100, atMost: 2000 },
  failure: { outcome: 'reset', code: 'ECONNRESET', message: 'Reset.' },
  except: [
    { from: 1000, to: 3000 },
    { from: 5000, to: 6000 },
  ],
  text: ' up ',
  warmup: 'include',
};

test('an empty filter has no chip', () => {
  expect(chipsOf(EVERYTHING, STEPS)).toEqual([]);
  expect(filterWords(EVERYTHING, STEPS)).toBe('');
});

test('many steps are counted, not named', () => {
  const steps = Array.from({ length: 200 }, (_, at) => `GET /${at}`);
  const words = (chosen: number[]) => filterWords({ ...EVERYTHING, steps: chosen }, steps);
  expect([words([0, 1, 2]), words([0, 1, 2, 3])]).toEqual(['GET /0 or GET /1 or GET /2', '4 steps']);
});

test('each part of a filter is a phrase', () => {
  expect(chipsOf(FULL, STEPS).map(({ words }) => words)).toEqual([
    'due 0:36.000 to 0:46.000',
    'failed',
    'Reset.',
    'failed the check “status 201”',
    'Connection reset or Timed out',
    '503 or no response',
    'GET /cart',
    '127.0.0.1:80',
    'response time ≥ 100 ms and ≤ 2.00 s',
    'VU 7',
    'journey 1,500',
    'data row 7',
    'without 3 s in which this computer was late',
    'with the warm-up',
  ]);
  expect(filterWords({ ...EVERYTHING, vu: 7, text: ' up ' }, STEPS)).toBe('VU 7, “up”');
});

test('removing every chip leaves only the text', () => {
  const rest = chipsOf(FULL, STEPS).reduce((filter, { part }) => withoutPart(filter, part), FULL);
  expect(rest).toEqual({ ...EVERYTHING, text: ' up ' });
});
