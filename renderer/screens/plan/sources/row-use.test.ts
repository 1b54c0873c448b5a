// How often the rows of a data file are taken, in a sentence.
import { expect, test } from 'vitest';
import { parsePlan } from '../../../../shared/plan/plan-parse.ts';
import type { Plan, PlanInput } from '../../../../shared/plan/plan.ts';
import { rowUse } from './row-use.ts';

function planOf(load: PlanInput['load'], rest: object = {}): Plan {
  const parsed = parsePlan({ version: 2, load, scenarios: [{ steps: [{ url: 'http://a.test/' }] }], ...rest });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

const OPEN = planOf({ model: 'open', startTarget: 10, stages: [{ duration: '1m', target: 10 }], maxVus: 50 });
const CLOSED = planOf({ model: 'closed', stages: [{ duration: '1m', target: 9 }] });
const EACH = { pick: 'each', onEnd: 'repeat' } as const;

test.each([
  [EACH, OPEN, 2000, '600 journeys take a row each, so no row is taken twice.'],
  [
    EACH,
    OPEN,
    250,
    '600 journeys take a row each, so a row serves 2 or 3 of them. With “stop the run” it would end after about 25 s.',
  ],
  [
    { ...EACH, onEnd: 'stop' } as const,
    OPEN,
    300,
    '600 journeys take a row each, so the run ends after about 30 s, when the rows are used up.',
  ],
  [EACH, planOf({ model: 'iterations', iterations: 6, vus: 1 }), 3, '6 journeys take a row each, so a row serves 2 of them.'],
  [EACH, CLOSED, 3, ''],
  [{ ...EACH, pick: 'per-vu' } as const, CLOSED, 4, '4 rows for up to 9 users: give 5 more, or let users share.'],
  [{ ...EACH, pick: 'per-vu' } as const, CLOSED, 9, 'Each of at most 9 users has a row of its own.'],
  [{ ...EACH, pick: 'random' } as const, OPEN, 3, ''],
])('the use of rows is described: %o, %#, %d rows', (set, plan, rows, sentence) => {
  expect(rowUse(set, plan, rows)).toBe(sentence);
});
