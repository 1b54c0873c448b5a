import { expect, test } from 'vitest';
import { shownUrl } from './shown-url.ts';

test('variables are filled in from the chosen environment, and other names stay', () => {
  const plan = { variables: { base: 'http://a', path: '{{base}}/p' }, environments: { b: { base: 'http://b' } } };
  expect(shownUrl('{{base}}/carts/{{$guid}}?t={{token}}', plan)).toBe('http://a/carts/{{$guid}}?t={{token}}');
  expect(shownUrl('{{path}}', { ...plan, environment: 'b' })).toBe('http://b/p');
  expect(shownUrl('http://c/', {})).toBe('http://c/');
});
