// The limit holds for any trials, including a search that continues on a computer that can send less than before.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capacitySettingsSchema } from './capacity-settings.ts';
import { mostRate } from './most-rate.ts';
import { nextStep } from './search.ts';
import type { Trial, TrialRequest } from './trial.ts';

const VERDICTS = ['holds', 'holds', 'holds', 'fails', 'undecided', 'untrusted'] as const;
const MOST_TRIALS = 40;

function trialOf(request: TrialRequest, verdict: Trial['verdict']): Trial {
  return {
    request,
    verdict,
    backlogGrowth: null,
    evidence: [],
    seconds: request.longestS,
    times: { count: 1000, mean: 1, variance: 1, inflation: 1 },
    figures: { p50: 1, p95: 1, p99: 1, completed: request.rate, requests: 1000, failed: 0, mostFailed: null },
    untrustedSeconds: 0,
    serviceMs: 1,
  };
}

test('a search never asks for more than 0.7 of what this computer can send with the steps of the plan', () => {
  const ceilings = fc.double({ min: 20, max: 100_000, noNaN: true });
  const scenario = fc.record({
    weight: fc.integer({ min: 1, max: 9 }),
    steps: fc.array(fc.constant({}), { minLength: 1, maxLength: 5 }),
  });
  const asked = fc.record({
    precision: fc.constantFrom('quick', 'thorough'),
    maxRate: fc.option(fc.double({ min: 0.5, max: 5000, noNaN: true }), { nil: undefined }),
    startRate: fc.double({ min: 1, max: 5000, noNaN: true }),
  });
  const plans = fc.array(scenario, { minLength: 1, maxLength: 3 });
  const verdicts = fc.array(fc.constantFrom(...VERDICTS), { minLength: MOST_TRIALS, maxLength: MOST_TRIALS });
  fc.assert(
    fc.property(plans, ceilings, ceilings, asked, verdicts, fc.nat(20), (scenarios, first, later, given, said, since) => {
      const { maxRate, ...rest } = given;
      const settings = capacitySettingsSchema.parse({
        objectives: ['p(99) < 50ms'],
        budgetMs: 24 * 3_600_000,
        ...rest,
        ...(maxRate === undefined ? {} : { maxRate }),
      });
      const plan = { scenarios } as unknown as Parameters<typeof mostRate>[0];
      const perIteration =
        scenarios.reduce((sum, { weight, steps }) => sum + weight * steps.length, 0) /
        scenarios.reduce((sum, { weight }) => sum + weight, 0);
      const trials: Trial[] = [];
      for (const [at, verdict] of said.entries()) {
        const ceiling = at < since ? first : later;
        const world = { maxRate: mostRate(plan, ceiling, settings), elapsedMs: 0, since: at < since ? 0 : since };
        const step = nextStep(settings, trials, world);
        if (step.kind === 'end') break;
        expect(step.request.rate * perIteration).toBeLessThanOrEqual(0.7 * ceiling * (1 + 1e-9));
        expect(step.request.rate).toBeLessThanOrEqual(maxRate ?? Infinity);
        trials.push(trialOf(step.request, verdict));
      }
    }),
    { numRuns: 1000 },
  );
});
