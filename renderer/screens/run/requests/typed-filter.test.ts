import { expect, test } from 'vitest';
import type { SampleFilter } from '../../../../shared/sample-query.ts';
import { readTypedFilter, TYPED_FILTER_EXAMPLES } from './typed-filter.ts';

const STEPS = ['login', 'GET /list', 'add to cart'];

function read(typed: string) {
  return readTypedFilter(typed, STEPS, 'response_time');
}

test.each<[string, Partial<SampleFilter>, string]>([
  ['status:500', { statuses: [500] }, ''],
  ['status 503', { statuses: [503] }, ''],
  ['status:500,503', { statuses: [500, 503] }, ''],
  ['status:5xx reset', { outcomes: ['http_5xx'] }, 'reset'],
  ['step:login', { steps: [0] }, ''],
  ['step:"add to cart"', { steps: [2] }, ''],
  ['step:list', { steps: [1] }, ''],
  ['vu 3', { vu: 3 }, ''],
  ['vu:12', { vu: 12 }, ''],
  ['>200', { duration: { measure: 'response_time', atLeast: 200, atMost: null } }, ''],
  ['> 1.5s', { duration: { measure: 'response_time', atLeast: 1500, atMost: null } }, ''],
  ['service>100', { duration: { measure: 'service_time', atLeast: 100, atMost: null } }, ''],
  ['service >= 100ms', { duration: { measure: 'service_time', atLeast: 100, atMost: null } }, ''],
  ['>100 <200', { duration: { measure: 'response_time', atLeast: 100, atMost: 200 } }, ''],
  ['refused status:500 >20', { statuses: [500], duration: { measure: 'response_time', atLeast: 20, atMost: null } }, 'refused'],
])('%s', (typed, part, text) => {
  expect(read(typed)).toEqual({ part, text });
});

test.each([
  'reset by peer',
  'http://127.0.0.1:9100/x',
  'status:abc',
  'step:nothing',
  'vu:0',
  'a > b',
  'status:',
  'timeout',
  '127.0.0.1:80',
])('%s is searched for as plain text', (typed) => {
  expect(read(typed)).toEqual({ part: null, text: typed });
});

test.each(TYPED_FILTER_EXAMPLES)('the example %s of the hint is read', (example) => {
  expect(read(example).part).not.toBeNull();
});
