import { expect, test } from 'vitest';
import { hasShape } from './has-shape.ts';

const EXAMPLE = {
  count: 0,
  name: '',
  rest: null,
  counts: new Uint16Array(0),
  list: [{ at: 0 }],
  words: [''],
  any: [],
  inner: { mean: 0 },
};
const VALUE = { ...EXAMPLE, rest: {}, counts: new Uint16Array(2), list: [{ at: 1 }], words: ['a', ''], any: [1, 'a'] };

test.each([
  [{}],
  [{ more: true }],
  [{ count: null }],
  [{ count: undefined }],
  [{ inner: { mean: null } }],
  [{ inner: {} }],
  [{ list: [] }],
  [{ rest: 7 }],
])('%j is allowed', (change) => {
  expect(hasShape({ ...VALUE, ...change }, EXAMPLE)).toBe(true);
});

test.each([
  [{ count: '1' }],
  [{ name: {} }],
  [{ name: null }],
  [{ name: undefined }],
  [{ counts: [1] }],
  [{ counts: new Uint32Array(1) }],
  [{ list: {} }],
  [{ list: [{ at: '1' }] }],
  [{ list: [null] }],
  [{ words: ['a', null] }],
  [{ any: null }],
  [{ any: {} }],
  [{ inner: null }],
  [{ inner: [] }],
  [{ inner: undefined }],
])('%j is not allowed', (change) => {
  expect(hasShape({ ...VALUE, ...change }, EXAMPLE)).toBe(false);
});

test.each([[null], [undefined], ['x'], [[]], [7]])('%j is not an object', (value) => {
  expect(hasShape(value, EXAMPLE)).toBe(false);
});
