import { expect, test } from 'vitest';
import { countPlaywright, countVitest, describeCounts, skippedWords, sumCounts } from './test-counts.ts';

test('counts are read from both reports and added up', () => {
  const unit = countVitest(JSON.stringify({ numPassedTests: 120, numFailedTests: 1, testResults: [] }));
  const endToEnd = countPlaywright(JSON.stringify({ stats: { expected: 7, unexpected: 2, flaky: 1, skipped: 3 }, errors: [] }));
  expect(describeCounts(sumCounts([unit, endToEnd]))).toBe('127 passed, 4 failed');
});

test('a spec that does not load counts as failed', () => {
  const report = { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{ message: 'no' }] };
  expect(countPlaywright(JSON.stringify(report))).toEqual({ passed: 0, failed: 1 });
});

test('skipped tests are mentioned if there are any', () => {
  const report = (skipped: number): string =>
    JSON.stringify({ stats: { expected: 9, unexpected: 0, flaky: 0, skipped }, errors: [] });
  expect([skippedWords(report(0)), skippedWords(report(2))]).toEqual([
    null,
    '2 end to end skipped: this computer was too busy to measure',
  ]);
});
