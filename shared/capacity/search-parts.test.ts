import { expect, test } from 'vitest';
import { searchParts } from './search-parts.ts';
import { randomFrom, searchAt, TARGETS } from './test-targets.ts';

test('each part of a search is complete before the next begins, and all are complete at its end', () => {
  const { settings, trials } = searchAt(TARGETS['M/M/1'], { objectives: ['p(99) <= 50ms'], precision: 'quick' }, randomFrom(1));
  let before = 0;
  trials.forEach(({ request }, at) => {
    const parts = searchParts(settings, trials.slice(0, at), { request, seconds: request.longestS / 2 });
    const done = parts.map((part) => part.done);
    const current = done.findIndex((share) => share < 1);
    expect(done.slice(0, Math.max(0, current)).every((share) => share === 1)).toBe(true);
    expect(done.slice(current + 1).every((share) => share === 0) || current === -1).toBe(true);
    const sum = done.reduce((total, share) => total + share, 0);
    expect(sum).toBeGreaterThanOrEqual(Math.floor(before));
    before = sum;
  });
  expect(before).toBe(4);
});
