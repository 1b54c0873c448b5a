import fc from 'fast-check';
import { expect, test } from 'vitest';
import { headersSchema } from './headers-schema.ts';
import { headerPairs, headersOf, type HeaderPair } from './plan-headers.ts';

test('a header may occur twice', () => {
  const pairs: HeaderPair[] = [
    ['X-Tag', 'a'],
    ['X-Tag', 'b'],
  ];
  expect(headersSchema.parse(pairs)).toEqual(pairs);
});

test('names that differ by case are two headers', () => {
  expect(headersSchema.parse({ 'X-Tag': 'a', 'x-tag': 'b' })).toEqual({ 'X-Tag': 'a', 'x-tag': 'b' });
});

test('a list without a repeated name is written as an object', () => {
  expect(headersSchema.parse([['Accept', '*/*']])).toEqual({ Accept: '*/*' });
});

test('names, values and order come back, and the result parses to itself', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'B', '1', '2', '-', '_'), minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.oneof(name, fc.constant('__proto__')), fc.string({ unit: 'grapheme-ascii' }))), (pairs) => {
      const headers = headersOf(pairs);
      expect(headerPairs(headers)).toEqual(pairs);
      expect(headersSchema.parse(headers)).toEqual(headers);
    }),
  );
});

test.each([
  [[['a b', '1']], [0], 'is not a header name'],
  [
    [
      ['a', '1'],
      ['Host', '1'],
      ['connection', 'close'],
    ],
    [2],
    'writes the header "connection" itself',
  ],
  [{ a: '1\r\nb: 2' }, ['a'], 'cannot carry'],
  [['a'], [], 'list of ["name", "value"]'],
])('%j is refused', (headers, path, message) => {
  const parsed = headersSchema.safeParse(headers);
  const [issue] = parsed.error?.issues ?? [];
  expect(issue?.path.slice(0, path.length)).toEqual(path);
  expect(JSON.stringify(issue)).toContain(JSON.stringify(message).slice(1, -1));
});
