import { expect, test } from 'vitest';
import { PlanClock } from './plan-clock.ts';

test('the clock stops from a pause to the next resume, and is behind the run by the sum of its pauses', () => {
  let now = 0;
  const clock = new PlanClock({ now: () => now });
  now = 1000;
  expect([clock.now(), clock.behindAt(now), clock.isPaused]).toEqual([1000, 0, false]);
  clock.annotate({ kind: 'paused', at: 1000 });
  now = 1700;
  expect([clock.now(), clock.behindAt(now), clock.isPaused]).toEqual([1000, 700, true]);
  clock.annotate({ kind: 'resumed', at: 2000 });
  now = 2500;
  expect([clock.now(), clock.behindAt(now), clock.isPaused]).toEqual([1500, 1000, false]);
  clock.annotate({ kind: 'paused', at: 3000 });
  clock.annotate({ kind: 'resumed', at: 3250 });
  now = 4000;
  expect([clock.now(), clock.timeAt(3100), clock.isPausedAt(3100), clock.isPausedAt(3300)]).toEqual([2750, 2000, true, false]);
});
