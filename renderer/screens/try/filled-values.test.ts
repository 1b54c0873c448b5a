// Values that a step put into its request are found in what was sent, in each form, and nothing else is.
import { expect, test } from 'vitest';
import { sentPieces } from './filled-values.ts';

test.each([
  ['http://a.test/carts/c1?q=desk+lamp', ['http://a.test', 'desk+lamp', 'c1'], ['http://a.test', 'c1', 'desk+lamp']],
  ['{"n":31,"m":3}', ['31'], ['31']],
  ['{"n":311}', ['31'], []],
  ['a.c abc', ['a.c'], ['a.c']],
  ['öl öle', ['öl'], ['öl']],
  ['plain', [], []],
])('values are marked in %s', (text, values, found) => {
  const pieces = sentPieces(text, values);
  expect(pieces.map((piece) => piece.text).join('')).toBe(text);
  expect(pieces.filter(({ isFilled }) => isFilled).map((piece) => piece.text)).toEqual(found);
});
