import { expect, test } from 'vitest';
import { examplePlan } from '../../../../shared/example-run.ts';
import { queueWords } from './queue-words.ts';

const { load: iterations } = examplePlan();
const { load: open } = examplePlan({ load: { model: 'open', stages: [{ duration: '1s', target: 5 }], maxVus: 2000 } });

test('a long wait is explained, with the share that service time would hide', () => {
  const times = { dueAt: 1000, sentAt: 3130, endedAt: 3640 };
  expect(queueWords(times, open)).toBe(
    'It was due while no virtual user was free; the plan has up to 2,000 VUs. Service time alone would hide 80.7 % of the response time.',
  );
  expect(queueWords(times, iterations)).toBe(
    'All iterations are due at the start; it waited for its turn with 50 VUs. Service time alone would hide 80.7 % of the response time.',
  );
});

test.for([
  ['short', { dueAt: 0, sentAt: 9, endedAt: 10 }],
  ['a small part of the whole', { dueAt: 0, sentAt: 100, endedAt: 1000 }],
] as const)('a wait that is %s needs no words', ([, times]) => {
  expect(queueWords(times, open)).toBeNull();
});
