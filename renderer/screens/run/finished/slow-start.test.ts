import { expect, test } from 'vitest';
import { Histogram } from '../../../../shared/histogram.ts';
import type { PlanInput } from '../../../../shared/plan/plan.ts';
import { examplePlan, exampleRun, exampleSnapshot } from '../../../../shared/test-example-run.ts';
import { beginLiveRun, openLiveRun, type LiveRun } from '../../../live-run/live-run.ts';
import { slowStartOf } from './slow-start.ts';

const CLOSED: PlanInput['load'] = { model: 'closed', stages: [{ duration: '10s', target: 5 }] };

interface Example {
  /** Service times of each column of 250 ms, in ms: slow in the first of them, quick in the rest. */
  readonly slow: number;
  readonly columns?: number;
  readonly plan?: Partial<PlanInput>;
}

function runOf({ slow, columns = 40, plan = {} }: Example): LiveRun {
  const snapshots = Array.from({ length: columns }, (_, index) => {
    const times = new Histogram();
    for (let at = 0; at < 50; at += 1) times.record(index === 0 ? slow : 5);
    const data = times.toData();
    return exampleSnapshot({
      index,
      startAt: index * 250,
      endAt: (index + 1) * 250,
      succeeded: 50,
      service: data,
      response: data,
    });
  });
  const row = exampleRun({ plan: examplePlan({ load: CLOSED, ...plan }), state: 'completed' });
  return openLiveRun(beginLiveRun('r'), { row, snapshots });
}

test('it says if the p99 comes from the first moments, and gives the p99 of the rest', () => {
  const start = slowStartOf(runOf({ slow: 40 }), 'service_time');
  expect(start?.until).toBe(1000);
  expect(start?.p99).toBeCloseTo(5, 1);
});

test.each<[string, Example]>([
  ['the start is hardly slower', { slow: 6 }],
  ['too few requests follow', { slow: 40, columns: 20 }],
  ['a warm-up is left out already', { slow: 40, plan: { warmup: '1s' } }],
])('there is no such sentence if %s', (_, example) => {
  expect(slowStartOf(runOf(example), 'service_time')).toBeNull();
});

test('the wait of iterations that are all due at the start is not a slow start', () => {
  const plan = { load: { model: 'iterations', iterations: 2000, vus: 5 } } as const;
  expect(slowStartOf(runOf({ slow: 40, plan }), 'response_time')).toBeNull();
  expect(slowStartOf(runOf({ slow: 40, plan }), 'service_time')).not.toBeNull();
});
