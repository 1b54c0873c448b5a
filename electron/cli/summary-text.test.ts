import { expect, test } from 'vitest';
import { exampleRun } from '../../shared/test-example-run.ts';
import { emptySummary, type RunSummary } from '../../shared/summary.ts';
import { summaryLines } from './summary-text.ts';

function throughputLine(changes: Partial<RunSummary>): string | undefined {
  const summary = {
    ...emptySummary(),
    durationMs: 6200,
    requests: { total: 260, succeeded: 240, failed: 10, cancelled: 10 },
    throughput: 50,
    ...changes,
  };
  return summaryLines(exampleRun({ state: 'completed', summary })).find((line) => line.startsWith('Throughput'));
}

test.each([
  [{ warmupRequests: 50 }, 'over 5 s after the warm-up'],
  [{ pausedMs: 1000 }, 'over 5 s, pauses left out'],
  [{ throughput: 0, requests: { total: 0, succeeded: 0, failed: 0, cancelled: 0 } }, 'over 6.2 s'],
])('the throughput of %j names the time in which its requests were counted', (changes, words) => {
  expect(throughputLine(changes)?.endsWith(words)).toBe(true);
});
