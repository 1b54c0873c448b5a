// Targets that refuse some requests: the share is proven, or it is said what would prove it.
import { describe, expect, test } from 'vitest';
import { capacitySettingsSchema } from './capacity-settings.ts';
import { capacitySentences } from './capacity-words.ts';
import { estimateWords } from './estimate.ts';
import { failsNear, rateWithFailures } from './failure-curve.ts';
import { lookAt } from './look-at-trial.ts';
import { boundsOf } from './search-bounds.ts';
import { searchedRow } from './test-example-search.ts';
import { randomFrom, searchAt, TARGETS } from './test-targets.ts';
import { lengthOf } from './trial-length.ts';
import type { TrialSecond } from './trial-seconds.ts';

const OBJECTIVES = ['p(99) <= 50ms'];
/** At most 0.1 % are refused up to here; from hours of simulated load. */
const BEST = 22.04;
const UNIT = { noun: 'requests', factor: 1 } as const;

/** The share of failures that the trial passes at, if it is the true one. */
function passes(share: number, seed: number): number {
  const random = randomFrom(seed);
  const settings = capacitySettingsSchema.parse({ objectives: ['errors < 0.1%'], precision: 'quick' });
  const failing = {
    request: { rate: 50 },
    verdict: 'fails',
    backlogGrowth: null,
    evidence: [{ count: 100, missed: 9, inflation: 1 }],
  };
  const request = {
    number: 2,
    purpose: 'confirm holds',
    rate: 50,
    ...lengthOf(settings, 'confirm holds', 50, [failing] as never),
  } as const;
  expect(request.provesFailures).toBe(true);
  const objectives = [{ kind: 'failed', share: 0.001, scope: { scenario: null, step: null } }] as const;
  const tries = 300;
  let passed = 0;
  for (let one = 0; one < tries; one += 1) {
    const seconds: TrialSecond[] = [];
    for (;;) {
      const missed = Array.from({ length: 50 }, random).filter((value) => value < share).length;
      seconds.push({ cases: [{ count: 50, missed, times: null }], generator: 'trusted' });
      const look = lookAt(request, { seconds, outstanding: [] }, objectives, 50);
      if (look === null) continue;
      if (look.verdict === 'holds') passed += 1;
      break;
    }
  }
  return passed / tries;
}

test('a proof that ends as soon as it can is wrong in 5 % at most, and finds most rates that hold', () => {
  expect(passes(0.001, 1)).toBeLessThanOrEqual(0.07);
  expect(passes(0.0002, 2)).toBeGreaterThan(0.85);
});

describe('a target behind a limit of 50/s', () => {
  test('with enough time both bounds are confirmed, and it says what the limit lets through', () => {
    const search = searchAt(
      TARGETS['limit 50'],
      { objectives: OBJECTIVES, budgetMs: 900_000, precision: 'quick' },
      randomFrom(5),
    );
    const { confirmedLow, confirmedHigh } = boundsOf(search.settings, search.trials);
    expect(search.end).toBe('found');
    expect(confirmedLow?.request.rate).toBeLessThan(BEST);
    expect(confirmedLow?.request.rate).toBeGreaterThan(0.5 * BEST);
    expect(confirmedHigh?.request.rate).toBeGreaterThan(BEST);
    const words = capacitySentences(searchedRow(search)).join(' ');
    expect(words).toContain('got status 429: the server refuses requests above a rate that it allows');
    expect(words).toMatch(/it let (?:49|50|51)(?:\.\d)? requests\/s through/);
    expect(words).toContain('Poisson arrivals come in bursts');
  });

  test('with too little time it says so before, and afterwards how much is needed', () => {
    const input = { objectives: OBJECTIVES, budgetMs: 280_000, precision: 'quick' } as const;
    expect(estimateWords(capacitySettingsSchema.parse(input), UNIT).join(' ')).toContain(
      'If requests fail near the limit, it takes 3,000 to 9,090 requests to confirm that at most 0.1 % do: at a target that holds less than about 21 requests/s that does not fit into 4 min 40 s.',
    );
    const search = searchAt(TARGETS['limit 50'], { ...input, objectives: [...input.objectives] }, randomFrom(6));
    expect(search.end).toBe('time');
    expect(search.elapsedS).toBeLessThanOrEqual(280);
    const words = capacitySentences(searchedRow(search)).join(' ');
    expect(words).toMatch(/To prove that at most 0\.1.? % fail takes 3,000 requests if none fails, [\dmins ]+ at [\d.]+\/s/);
    expect(words).toContain('Allow the search more time, or a larger share of failures.');
    expect(words).not.toContain('Holds at least');
  });

  test('a larger share is decided in the usual time', () => {
    const search = searchAt(TARGETS['limit 50'], { objectives: OBJECTIVES, maxFailed: 0.05, precision: 'quick' }, randomFrom(7));
    expect([search.end, search.elapsedS < 300]).toEqual(['found', true]);
  });
});

test('it says what is not proven if none of a few requests failed', () => {
  const slow = { ...TARGETS['M/M/1'], work: () => 0.02 };
  const search = searchAt(slow, { objectives: ['p(90) <= 500ms'], precision: 'quick', maxRate: 20 }, randomFrom(8));
  const words = capacitySentences(searchedRow(search)).join(' ');
  expect(words).toMatch(
    /That at most 0\.1.? % fail is not proven: none of 1,\d+ requests failed, which rules out more than 0\.2\d+ %\./,
  );
});

test('the rate at which few fail is read off the trials', () => {
  const settings = capacitySettingsSchema.parse({ objectives: OBJECTIVES });
  const trial = (rate: number, count: number, missed: number): unknown => ({
    request: { rate },
    verdict: 'holds',
    backlogGrowth: null,
    evidence: [
      { count, missed, inflation: 1 },
      { count, missed, inflation: 1 },
    ],
  });
  // The share grows with the fifth power of the rate, and is 0.1 % at 20/s.
  const trials = [10, 20, 30, 40].map((rate) => trial(rate, 1_000_000, 1000 * (rate / 20) ** 5)) as never;
  expect(rateWithFailures(settings, trials, 1)).toBeCloseTo(20, 0);
  expect(rateWithFailures(settings, trials, 0.2)).toBeCloseTo(20 * 0.2 ** 0.2, 0);
  expect(failsNear(settings, trials, 4)).toBe(false);
  expect(failsNear(settings, trials, 5)).toBe(true);
  expect(rateWithFailures(settings, [trial(10, 1000, 0)] as never, 1)).toBeNull();
});
