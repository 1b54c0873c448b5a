import { expect, test } from 'vitest';
import { hasEnough } from './enough-samples.ts';

test.each([
  [50, 20],
  [95, 200],
  [99, 1000],
  [99.9, 10_000],
])('p%d needs %d samples', (percent, samples) => {
  expect(hasEnough(percent, samples)).toBe(true);
  expect(hasEnough(percent, samples - 1)).toBe(false);
});
