import { expect, test } from 'vitest';
import { exampleSnapshot } from '../../shared/test-example-run.ts';
import { OUTCOME_CODE } from '../../shared/outcome.ts';
import { allocateDots } from '../../shared/snapshot.ts';
import { barWords } from './task-bars.tsx';
import { taskRowsOf } from './task-rows.ts';

test('the requests of all snapshots become rows in the order of their iterations', () => {
  const first = allocateDots(1);
  first.iteration[0] = 1;
  first.endedAt[0] = 900;
  first.service[0] = 400;
  first.response[0] = 900;
  first.firstByte[0] = 100;
  const second = allocateDots(1);
  second.endedAt[0] = 1200;
  second.service[0] = 1200;
  second.response[0] = 1200;
  second.firstByte[0] = Number.NaN;
  second.outcome[0] = OUTCOME_CODE.timeout;
  expect(taskRowsOf([exampleSnapshot({ dots: first }), exampleSnapshot({ dots: second })])).toEqual([
    { dueAt: 0, sentAt: 0, firstByteAt: null, endedAt: 1200, outcome: 'timeout' },
    { dueAt: 0, sentAt: 500, firstByteAt: 600, endedAt: 900, outcome: 'ok' },
  ]);
});

test('a bar describes its parts', () => {
  const task = { dueAt: 0, sentAt: 500, firstByteAt: 1600, endedAt: 1610, outcome: 'ok' } as const;
  expect(barWords(7, task)).toBe('Task 7: 1.61 s. Waited 500 ms for a VU and 1.10 s for the server.');
  expect(barWords(7, { ...task, firstByteAt: null, outcome: 'timeout' })).toContain('got no response');
});
