import { expect, test } from 'vitest';
import { readVerdict, writtenVerdict } from './written-verdict.ts';

const WRITTEN = { expression: 'p95{step: "login"} < 300ms', over: 5000, actual: 412, passed: false, failingSince: 250 };

test('a verdict that is read has its threshold, and is written unchanged', () => {
  const read = readVerdict(WRITTEN);
  expect(read.threshold).toMatchObject({ scope: { step: 'login' }, comparison: '<', limit: 300 });
  expect(writtenVerdict(read)).toEqual(WRITTEN);
});

test('words that are no longer read leave the verdict unchanged', () => {
  const read = readVerdict({ expression: 'smooth enough', actual: 3, passed: true });
  expect(read).toEqual({ expression: 'smooth enough', actual: 3, passed: true, threshold: null });
});
