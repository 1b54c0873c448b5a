import { expect, test } from 'vitest';
import { jsonBodyOf } from './json-body.ts';

test.each([
  ['{"a":1}', null, { fault: null, formatted: '{\n  "a": 1\n}' }],
  ['[1]', 'application/problem+json; charset=utf-8', { fault: null, formatted: '[\n  1\n]' }],
  ['{"a":1,}', null, { fault: 'This is not valid JSON: see line 1.', formatted: '{"a":1,}' }],
  ['{\n"a" 1}', null, { fault: 'This is not valid JSON: see line 2.', formatted: '{\n"a" 1}' }],
  ['a=1', 'application/json', { fault: expect.stringMatching(/^This is not valid JSON/), formatted: 'a=1' }],
  ['a=1', null, null],
  ['{a}', 'text/plain', null],
  ['', 'application/json', null],
])('the body %j is of type %s', (body, type, expected) => {
  expect(jsonBodyOf(body, type)).toEqual(expected);
});
