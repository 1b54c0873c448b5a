import { expect, test } from 'vitest';
import { examplePlan } from '../../../../shared/test-example-run.ts';
import { queueWords } from './queue-words.ts';

const { load: iterations } = examplePlan();
const { load: open } = examplePlan({ load: { model: 'open', stages: [{ duration: '1s', target: 5 }], maxVus: 2000 } });

test('a long wait is explained, with the share that service time would hide', () => {
  const times = { dueAt: 1000, sentAt: 3130, endedAt: 3640 };
  expect(queueWords(times, open, [])).toBe(
    'It most likely waited for one of up to 2,000 VUs to be free. Service time alone would hide 80.7 % of the response time.',
  );
  expect(queueWords(times, iterations, [])).toBe(
    'All iterations are due at the start; it waited for its turn with 50 VUs. Service time alone would hide 80.7 % of the response time.',
  );
});

test('if the generator was late as well, it is named as a possible cause', () => {
  const times = { dueAt: 1990, sentAt: 2130, endedAt: 2140 };
  const late = (from: number, to: number) => queueWords(times, open, [{ from, to, verdict: 'suspect' }]);
  expect(late(1000, 2000)).toMatch(/^It waited because the load generator was late, or because all 2,000 VUs were busy\./);
  expect(late(2000, 3000)).toBe(late(1000, 2000));
  expect(late(0, 1000)).toBe(queueWords(times, open, []));
});

test.for([
  ['short', { dueAt: 0, sentAt: 9, endedAt: 10 }],
  ['a small part of the whole', { dueAt: 0, sentAt: 100, endedAt: 1000 }],
] as const)('a wait that is %s is not explained', ([, times]) => {
  expect(queueWords(times, open, [])).toBeNull();
});
