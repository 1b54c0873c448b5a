import { expect, test } from 'vitest';
import { limitLabel } from './limit-label.ts';

test.each([
  ['p95 < 2 s', 'p95 < 2 s'],
  ['p95 < 250 ms', 'p95<250ms'],
  ['p99.9 < 250 ms', '<250ms'],
  ['avg <= 80.0 ms', '<=80.0ms'],
])('the limit %s is labelled %s', (label, shown) => {
  expect(limitLabel(label)).toBe(shown);
});
