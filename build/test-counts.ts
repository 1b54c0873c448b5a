// How many tests passed and failed, read from the reports of Vitest and Playwright.
import { z } from 'zod';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

export function countVitest(json: string): TestCounts {
  const { numPassedTests, numFailedTests } = vitestReport.parse(JSON.parse(json));
  return { passed: numPassedTests, failed: numFailedTests };
}

/** An error outside any test, such as a spec that does not load, counts as one failure. */
export function countPlaywright(json: string): TestCounts {
  const { stats, errors } = playwrightReport.parse(JSON.parse(json));
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/** The line about specs that measure and skipped themselves; null if there were none. */
export function skippedWords(json: string): string | null {
  const { skipped } = playwrightReport.parse(JSON.parse(json)).stats;
  return skipped === 0 ? null : `${skipped} end to end skipped: this computer was too busy to measure`;
}

export function sumCounts(counts: readonly TestCounts[]): TestCounts {
  return counts.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
    passed: 0,
    failed: 0,
  });
}

export function describeCounts({ passed, failed }: TestCounts): string {
  return `${passed} passed, ${failed} failed`;
}
