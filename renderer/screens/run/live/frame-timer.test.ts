import { expect, test } from 'vitest';
import { pauseAfter } from './frame-timer.ts';

test('a screen is updated four times a second, twice if an update is expensive, and once if motion is unwanted', () => {
  expect(Math.ceil(pauseAfter(20, false) / 250)).toBe(1);
  expect(Math.ceil(pauseAfter(80, false) / 250)).toBe(2);
  expect(Math.ceil(pauseAfter(20, true) / 250)).toBe(4);
  expect(Math.ceil(pauseAfter(80, true) / 250)).toBe(4);
});
