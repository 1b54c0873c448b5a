import fc from 'fast-check';
import { expect, test } from 'vitest';
import { betweenOf, equalsCheck, existsCheck, extractChoices, proposedName } from './pressed-value.ts';

const PRICE = { kind: 'json', path: '$.hits[0].price', value: 39.9 } as const;

test('a value of a list is extracted as this item or as a random one', () => {
  expect(extractChoices(PRICE).map(({ extract }) => extract)).toEqual([
    { json: '$.hits[0].price', pick: 'first' },
    { json: '$.hits[*].price', pick: 'random' },
  ]);
  expect(extractChoices({ kind: 'header', name: 'location', value: '/a' })).toHaveLength(1);
});

test('checks keep the type of the value, and its braces are literal', () => {
  expect(equalsCheck(PRICE)).toEqual({ json: '$.hits[0].price', is: 39.9 });
  expect(equalsCheck({ kind: 'json', path: '$.x', value: 'a {{b}}' })).toEqual({ json: '$.x', is: String.raw`a \{{b}}` });
  expect(existsCheck(PRICE)).toEqual({ json: '$.hits[0].price', exists: true });
});

test('a hidden or very long value is not compared', () => {
  expect(equalsCheck({ kind: 'json', path: '$.key', value: 'Bearer (hidden)' })).toBeNull();
  expect(equalsCheck({ kind: 'json', path: '$.text', value: 'x'.repeat(5000) })).toBeNull();
});

test('the name is made from the key and is unique', () => {
  expect(proposedName(PRICE, new Set(['price']))).toBe('price2');
  expect(proposedName({ kind: 'header', name: 'x-request-id', value: '1' }, new Set())).toBe('xRequestId');
  expect(proposedName({ kind: 'json', path: '$[0]', value: 1 }, new Set())).toBe('value');
});

test('the texts around a part of a text find exactly that part', () => {
  const words = fc.stringMatching(/^[a-z<>="' \n]{0,60}$/);
  fc.assert(
    fc.property(words, fc.stringMatching(/^[a-z0-9]{1,12}$/), words, (before, value, after) => {
      const text = before + value + after;
      const between = betweenOf(text, before.length, before.length + value.length);
      if (between === null) return;
      const [left, right] = between;
      const from = text.indexOf(left) + left.length;
      expect(text.slice(from, text.indexOf(right, from))).toBe(value);
    }),
  );
});

test('the texts around a part of a page are those of the page', () => {
  const page = '<form><input name="csrf" value="b7f0"></form>';
  expect(betweenOf(page, page.indexOf('b7f0'), page.indexOf('b7f0') + 4)).toEqual(['value="', '"']);
});
