// For specs that measure: other programs may disturb a measurement, and then it is repeated. On a computer that is too busy to measure
// anything, the spec is skipped and says so.
import { availableParallelism, loadavg } from 'node:os';
import { expect, test } from '@playwright/test';

const ATTEMPTS = 6;
/** Waiting threads for each core; beyond that nothing runs when it is due. */
const MOST_LOAD = 4;

/** `measure` returns what is wrong with the result, in words; null if it is as expected. */
export async function measureAgain(measure: () => Promise<string | null>): Promise<void> {
  let wrong = await measure();
  for (let attempt = 2; wrong !== null && attempt <= ATTEMPTS; attempt += 1) {
    process.stdout.write(`  measured again (${attempt} of ${ATTEMPTS}): ${wrong}\n`);
    wrong = await measure();
  }
  if (wrong === null) return;
  const load = (loadavg()[0] ?? 0) / availableParallelism();
  const busy = `${wrong}. This computer is too busy to measure: ${load.toFixed(1)} threads wait for each core.`;
  if (load > MOST_LOAD) process.stdout.write(`  skipped: ${busy}\n`);
  test.skip(load > MOST_LOAD, busy);
  expect(wrong).toBeNull();
}
