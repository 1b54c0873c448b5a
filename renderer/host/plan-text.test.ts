import { expect, test } from 'vitest';
import { isPlanText } from './plan-text.ts';

test.each([
  ['{"version": 2, "scenarios": [], "load": {}}', true],
  ['\uFEFF{"version": 1, "scenarios": [,], "load": {}}', true],
  ['{"info": {"name": "x"}, "item": []}', false],
  ['{"log": {"entries": []}}', false],
  ['openapi: 3.0.0', false],
  ['curl http://h/', false],
])('%j is a plan: %s', (text, is) => {
  expect(isPlanText(text)).toBe(is);
});
