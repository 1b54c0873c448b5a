// Deadlines alone, and as a run applies them: checked against the engine's own timestamps.
import { expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { Deadlines } from './deadlines.ts';
import { drip, say, startFullTarget } from '../tests/test-adversary.ts';
import { planFor, runPlan, type Row } from '../tests/test-run.ts';
import { startSocketTarget, type TestTarget } from '../tests/test-target.ts';

function expired(deadlines: Deadlines, now: number): string[] {
  const found: string[] = [];
  deadlines.expire(now, (slot, kind) => found.push(`${slot} ${kind}`));
  return found;
}

test('each slot fires once, with the deadline that came first', () => {
  const deadlines = new Deadlines(3);
  deadlines.setTotal(0, 100);
  deadlines.setPhase(0, 'connect', 50);
  deadlines.setTotal(1, 40);
  deadlines.setPhase(1, 'idle', 90);
  expect(expired(deadlines, 39)).toEqual([]);
  expect(expired(deadlines, 60)).toEqual(['0 connect', '1 total']);
  expect(expired(deadlines, 1000)).toEqual([]);
});

test('a later phase replaces the earlier one', () => {
  const deadlines = new Deadlines(1);
  deadlines.setPhase(0, 'connect', 50);
  deadlines.setPhase(0, 'firstByte', 200);
  expect(expired(deadlines, 100)).toEqual([]);
  expect(expired(deadlines, 200)).toEqual(['0 firstByte']);
});

test('a cleared slot never fires', () => {
  const deadlines = new Deadlines(1);
  deadlines.setTotal(0, 1);
  deadlines.clear(0);
  expect(expired(deadlines, 1e9)).toEqual([]);
});

test('with room for more slots the old ones keep their deadlines', () => {
  const deadlines = new Deadlines(1);
  deadlines.setTotal(0, 50);
  deadlines.setPhase(0, 'idle', 40);
  deadlines.grow(3);
  deadlines.setTotal(2, 45);
  expect(expired(deadlines, 60)).toEqual(['0 idle', '2 total']);
  deadlines.grow(2);
  deadlines.setTotal(2, 70);
  expect(expired(deadlines, 100)).toEqual(['2 total']);
});

const PATIENT = { connect: '5s', firstByte: '5s', idle: '5s', total: '5s' };
const HEAD = 'HTTP/1.1 200 OK\r\n';
const sinceSent = ({ endedAt, sentAt }: Row): number => endedAt - sentAt;

const KINDS: readonly [keyof typeof PATIENT, () => Promise<TestTarget>, (row: Row) => number][] = [
  ['connect', startFullTarget, sinceSent],
  ['firstByte', () => startSocketTarget(say('', 'stay')), sinceSent],
  [
    'idle',
    () => startSocketTarget(say(`${HEAD}content-length: 9\r\n\r\nhalf`, 'stay')),
    ({ endedAt, firstByteAt }) => endedAt - firstByteAt,
  ],
  ['total', () => startSocketTarget(drip(`${HEAD}\r\n`, '.')), sinceSent],
];

// Other work on the computer may delay one of the eight, but not all; none may be early.
test.each(KINDS)('%s fires within 20 ms of the requested 200 ms', async (kind, start, timeOf) => {
  const target = await start();
  const timeouts: PlanInput['timeouts'] = { ...PATIENT, [kind]: '200ms' };
  const { rows } = await runPlan(planFor(target.url, { model: 'iterations', iterations: 8, vus: 2 }, { timeouts }));
  await target.close();
  const times = rows.map(timeOf);
  expect(times).toHaveLength(8);
  expect(Math.min(...times)).toBeGreaterThanOrEqual(200);
  expect(Math.min(...times)).toBeLessThan(220);
});
