import { expect, test } from 'vitest';
import { NO_TIME_STATS } from './time-stats.ts';
import { examplePlan, exampleRun } from './test-example-run.ts';
import type { FailureCause } from './journey-figures.ts';
import {
  causeDetail,
  checksByStep,
  funnelSentence,
  hasJourneys,
  liveJourneySentences,
  passedShare,
  sumOfFunnels,
} from './journey-words.ts';

const FUNNEL = { started: 18_000, completed: 16_812, stoppedEarly: 1188, cutOff: 0, notSent: 1648 };

test('a file that does not distinguish iterations holds no journeys, even if its plan has several steps', () => {
  const url = 'http://127.0.0.1/';
  const plan = examplePlan({ scenarios: [{ steps: [{ url }, { url: `${url}cart` }] }] });
  expect(hasJourneys(exampleRun({ plan }))).toBe(true);
  expect(hasJourneys(exampleRun({ plan, importedFrom: 'jmeter.jtl' }))).toBe(false);
});

test('the funnel is described in one sentence', () => {
  expect(funnelSentence(FUNNEL)).toBe(
    '18,000 journeys started, 16,812 completed (93.4 %), 1,188 stopped early, so 1,648 requests were not sent',
  );
  expect(funnelSentence({ started: 12, completed: 12, stoppedEarly: 0, cutOff: 0, notSent: 0 })).toBe(
    '12 journeys started, all completed',
  );
  expect(funnelSentence({ started: 2, completed: 1, stoppedEarly: 0, cutOff: 1, notSent: 0 })).toBe(
    '2 journeys started, 1 completed (50.0 %), 1 cut off by the end of the run',
  );
  expect(sumOfFunnels([FUNNEL, FUNNEL])).toMatchObject({ started: 36_000, notSent: 3296 });
});

test('journeys of a run that goes on are under way, and their time is said once one is completed', () => {
  const time = { ...NO_TIME_STATS, p50: 78.4, p95: 256 };
  expect(liveJourneySentences({ started: 3, completed: 0, skipped: 0, cut: 3, time })).toEqual([
    '3 journeys started, 0 completed, 3 under way',
  ]);
  expect(liveJourneySentences({ started: 9, completed: 5, skipped: 2, cut: 2, time })).toEqual([
    '9 journeys started, 5 completed, 2 stopped early, 2 under way',
    'A journey takes p50 78.4 ms, pauses left out',
  ]);
  expect(liveJourneySentences({ started: 900, completed: 900, skipped: 0, cut: 0, time })[1]).toBe(
    'A journey takes p50 78.4 ms, p95 256 ms, pauses left out',
  );
});

test('checks belong to their own step, even if two steps have the same check', () => {
  const plan = examplePlan({
    version: 2,
    scenarios: [
      {
        name: 'buy',
        steps: [
          { name: 'a', url: 'http://127.0.0.1/a', checks: [{ status: 200 }, { time: '< 1s' }] },
          { name: 'b', url: 'http://127.0.0.1/b' },
          { name: 'c', url: 'http://127.0.0.1/c', checks: [{ status: 200 }] },
        ],
      },
    ],
  });
  const check = { name: 'status 200', scenario: 'buy', step: 'a' };
  const checks = [
    { ...check, passed: 9, failed: 1 },
    { ...check, name: 'time < 1s', passed: 10, failed: 0 },
    { ...check, step: 'c', passed: 0, failed: 0 },
  ];
  const byStep = checksByStep(plan, { skippedRequests: 0, checks, dataRows: {} });
  expect(byStep).toEqual([{ passed: 19, failed: 1, count: 2 }, null, { passed: 0, failed: 0, count: 1 }]);
  expect(byStep.map((one) => (one === null ? null : passedShare(one)))).toEqual([0.95, null, null]);
});

test('a cause says what was found instead, and when', () => {
  const cause: FailureCause = {
    step: 2,
    outcome: 'check_failed',
    check: 'status 201',
    code: 'CHECK',
    message: 'Check “status 201”: it is 409.',
    saying: 7,
    count: 7,
    firstAt: 38_000,
    lastAt: 300_000,
    shared: null,
  };
  expect(causeDetail(cause)).toBe('was 409 in all of them, from 0:38 to 5:00');
  expect(causeDetail({ ...cause, saying: 4 })).toBe('was 409 in 4 of them, from 0:38 to 5:00');
  expect(causeDetail({ ...cause, check: null, message: '503 Service Unavailable' })).toBe('from 0:38 to 5:00');
});
