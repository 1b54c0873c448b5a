// What this computer could send in its trials, and what a search at a target that never fails makes of it.
import { expect, test } from 'vitest';
import { capacitySettingsSchema } from './capacity-settings.ts';
import { boundsOf } from './search-bounds.ts';
import { nextStep } from './search.ts';
import { sendableRate } from './sendable.ts';
import { SETTLE_S } from './trial-length.ts';
import type { Trial, TrialRequest } from './trial.ts';
import { pauseAfterUntrusted, untrustedAtEnd } from './untrusted-trials.ts';

/** A computer that sends `most` at most, at a target that never fails. Its trials end early, as soon as they do not count. */
function sent(request: TrialRequest, most: number): Trial {
  const isShort = request.rate > most;
  const seconds = isShort ? 2 : request.longestS;
  const completed = Math.min(request.rate, most);
  return {
    request,
    verdict: isShort ? 'untrusted' : 'holds',
    backlogGrowth: null,
    evidence: [],
    seconds,
    times: { count: 1000, mean: 1, variance: 1, inflation: 1 },
    figures: { p50: 1, p95: 1, p99: 1, completed, requests: completed * seconds, failed: 0, mostFailed: null, sent: completed },
    untrustedSeconds: isShort ? 2 : 0,
    serviceMs: 0.3,
  };
}

function searchWith(most: number, maxRate: number, budgetMs: number): { trials: Trial[]; end: string; elapsedS: number } {
  const settings = capacitySettingsSchema.parse({ objectives: ['p(99) < 50ms'], precision: 'quick', budgetMs });
  const trials: Trial[] = [];
  let elapsedS = 0;
  for (;;) {
    const step = nextStep(settings, trials, { maxRate, elapsedMs: elapsedS * 1000 });
    if (step.kind === 'end') return { trials, end: step.end, elapsedS };
    const trial = sent(step.request, most);
    trials.push(trial);
    elapsedS += trial.seconds + SETTLE_S + 1 + pauseAfterUntrusted(untrustedAtEnd(trials)) / 1000;
  }
}

test('if the calibration promised too much, the trials at a target that never fails show what can be sent', () => {
  const { trials, end, elapsedS } = searchWith(60_000, 87_200, 240_000);
  expect(end).toBe('limited');
  const { confirmedLow } = boundsOf({ precision: 'quick' }, trials);
  expect(confirmedLow?.request.rate).toBe(42_000);
  // Once it is known, no more than 0.7 of it is asked for.
  const at = trials.findLastIndex(({ verdict }) => verdict === 'untrusted');
  expect(Math.max(...trials.slice(at + 1).map(({ request }) => request.rate))).toBeLessThanOrEqual(42_000);
  expect(trials.filter(({ verdict }) => verdict === 'untrusted').length).toBe(2);
  expect(elapsedS).toBeLessThan(200);
});

test('any promise of the calibration ends in a confirmed rate of at most 0.7 of what can be sent', () => {
  for (const [most, maxRate] of [
    [60_000, 60_000],
    [60_000, 61_000],
    [10_000, 87_200],
    [900, 1000],
    [40, 60],
  ] as const) {
    const { trials, end } = searchWith(most, maxRate, 480_000);
    const { confirmedLow } = boundsOf({ precision: 'quick' }, trials);
    expect([end, (confirmedLow?.request.rate ?? Infinity) <= Math.max(0.7 * most, most >= maxRate ? maxRate : 0)]).toEqual([
      'limited',
      true,
    ]);
    expect(confirmedLow?.request.rate).toBeGreaterThan(0.3 * most);
  }
});

const request = (rate: number, purpose: TrialRequest['purpose'] = 'double'): TrialRequest => ({
  number: 1,
  purpose,
  rate,
  looks: [5],
  longestS: 5,
  rule: 'rough',
});

test('a busy moment does not count as a ceiling: the rate is repeated first, and a rate that was sent before can be sent', () => {
  const [low, beyond] = [sent(request(30_000), 60_000), sent(request(80_000), 60_000)];
  expect(sendableRate([low, beyond], 90_000)).toBeNull();
  expect(sendableRate([low, beyond, beyond], 90_000)).toBe(60_000);
  const busy = sent(request(20_000), 10_000);
  expect(sendableRate([low, busy, busy, busy, busy], 90_000)).toBeNull();
  // Far below what was measured it takes four that fell short.
  const far = sent(request(35_000), 20_000);
  expect(sendableRate([low, far, far, far], 90_000)).toBeNull();
  expect(sendableRate([low, far, far, far, far], 90_000)).toBe(30_000);
});

test('what can be sent for seconds but not for a minute is not confirmed, and a lower rate is tried', () => {
  const low = sent(request(40_000), 60_000);
  const confirming = { ...sent(request(40_000, 'confirm holds'), 60_000), verdict: 'untrusted' as const };
  expect(sendableRate([low, confirming, confirming], 42_000)).toBe(40_000);
});
