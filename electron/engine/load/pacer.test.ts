// When a pacer checks again. A clock that advances between two readings, as on a busy computer, hides no change of the load from it.
import { expect, test } from 'vitest';
import { ms } from '../../../shared/units.ts';
import { scheduleOfRun } from '../../../shared/plan/load-change.ts';
import type { LoadProfile } from '../../../shared/plan/plan.ts';
import type { Annotation } from '../../../shared/annotation.ts';
import type { Timers } from '../time/timers.ts';
import { arrivalsOf } from './arrivals.ts';
import { Pacer } from './pacer.ts';
import { PlanClock } from './plan-clock.ts';
import { allocateSharedLoad, SharedLoad } from './shared-load.ts';
import { Users } from './users.ts';
import type { VirtualUser } from './virtual-user.ts';

const load: Extract<LoadProfile, { model: 'iterations' }> = { model: 'iterations', iterations: 1000, vus: 2 };
const CHANGE: Annotation = { kind: 'level', at: ms(100), level: 9, unit: 'vus', maxVus: null };

test.each(Array.from({ length: 40 }, (_, at) => 90 + at / 2))('a change that falls into a look is followed (%d ms)', (start) => {
  let now = 0;
  let step = 0;
  const clock = { now: () => (now += step) };
  const waiting: (readonly [at: number, work: () => void])[] = [];
  const after: Timers['after'] = (milliseconds, work) => {
    waiting.splice(0, Infinity, [now + milliseconds, work]);
    return () => waiting.splice(0);
  };
  const timers: Timers = {
    after,
    precisely: after,
    repeat: () => undefined,
    soon: (work) => work(),
    end: () => undefined,
  };
  const share = { worker: 0, workers: 1 };
  const shared = new SharedLoad(allocateSharedLoad(1), share);
  const planClock = new PlanClock(clock);
  const started = new Set<number>();
  // Only the rank of a user is used here.
  const users = new Users(share, (rank) => Object.assign(Object.create(null), { rank, isBusy: true }) as VirtualUser);
  users.bound(2);
  const arrivals = arrivalsOf({ load, gracefulStop: ms(1000) }, shared);
  const pacer = new Pacer(
    { arrivals, users, shared, clock, planClock, timers },
    { paced: () => undefined, startUser: ({ rank }) => started.add(rank), handleExhausted: () => undefined },
  );
  pacer.look();
  expect(started.size).toBe(2);
  planClock.annotate(CHANGE);
  pacer.follow(scheduleOfRun(load, planClock.annotations));
  now = start;
  step = 1;
  pacer.look();
  for (let next = waiting.shift(); next !== undefined && now < 500; next = waiting.shift()) {
    now = Math.max(now, next[0]);
    next[1]();
  }
  expect(started.size).toBe(9);
});
