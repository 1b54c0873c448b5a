import { expect, test } from 'vitest';
import { examplePlan } from './test-example-run.ts';
import { stepsOf, type PlanInput } from './plan/plan.ts';
import { describeLoad, describeLoadAndLaw, planFacts, sentBytesWords } from './words.ts';
import { plural } from './format.ts';

test.each<[PlanInput['load'], string]>([
  [{ model: 'iterations', iterations: 1000, vus: 50 }, '1,000 iterations, 50 VUs'],
  [{ model: 'iterations', iterations: 1, vus: 1 }, '1 iteration, 1 VU'],
  [{ model: 'closed', stages: [{ duration: '10m', target: 50 }] }, 'closed, 50 VUs, 10 min'],
  [{ model: 'closed', startTarget: 0, stages: [{ duration: '30s', target: 1 }] }, 'closed, 0 to 1 VU, 30 s'],
  [
    {
      model: 'closed',
      stages: [
        { duration: '30s', target: 10 },
        { duration: '1m', target: 80 },
        { duration: '30s', target: 0 },
      ],
    },
    'closed, 0 to 80 VUs, 2 min',
  ],
  [{ model: 'open', stages: [{ duration: '5m', target: 200 }] }, 'open, 200/s, 5 min'],
  [{ model: 'open', startTarget: 100, stages: [{ duration: '5m', target: 6000 }] }, 'open, 100 to 6,000/s, 5 min'],
  [{ model: 'open', stages: [{ duration: '1s', target: 0.5 }] }, 'open, 0.50/s, 1 s'],
  [
    { model: 'open', arrivals: 'poisson', stages: [{ duration: '1m', target: 50 }] },
    'open, 50/s, 1 min, Poisson arrivals (seed 1)',
  ],
  [
    { model: 'open', arrivals: 'poisson', seed: 7, stages: [{ duration: '1m', target: 50 }] },
    'open, 50/s, 1 min, Poisson arrivals (seed 7)',
  ],
])('a load is described in words: %j', (load, words) => {
  expect(describeLoad(examplePlan({ load }).load)).toBe(words);
});

test('the arrivals of every open load are named next to percentiles', () => {
  const open = (arrivals: 'even' | 'poisson'): PlanInput['load'] => ({
    model: 'open',
    arrivals,
    stages: [{ duration: '1m', target: 50 }],
  });
  const plan = examplePlan({
    load: open('even'),
    scenarios: [
      { name: 'a', load: open('poisson'), steps: [{ url: 'http://a/' }] },
      { name: 'b', steps: [{ url: 'http://b/' }] },
    ],
  });
  expect([describeLoadAndLaw(plan.load), ...planFacts(plan)]).toEqual([
    'open, 50/s, 1 min, even arrivals',
    'a: open, 50/s, 1 min, Poisson arrivals (seed 1)',
  ]);
  const closed = examplePlan({ load: { model: 'closed', stages: [{ duration: '1m', target: 5 }] } });
  expect(describeLoadAndLaw(closed.load)).toBe('closed, 5 VUs, 1 min');
});

test('steps are counted through all scenarios', () => {
  const plan = examplePlan({
    scenarios: [
      {
        name: 'a',
        steps: [
          { name: '1', url: 'http://a/' },
          { name: '2', url: 'http://a/' },
        ],
      },
      { name: 'b', steps: [{ name: '3', url: 'http://a/' }] },
    ],
  });
  expect(stepsOf(plan).map(({ name }) => name)).toEqual(['1', '2', '3']);
});

test('it says what is not known about sent bytes', () => {
  expect(sentBytesWords({ bytesOut: 61_000 })).toBe('61 kB');
  expect(sentBytesWords({ bytesOut: 61_000, bytesOutUnknown: 3 })).toBe('61 kB, not known of 3 requests');
  expect(sentBytesWords({ bytesOut: 0, bytesOutUnknown: 1 })).toBe('not known of 1 request');
});

test('a count of one is singular', () => {
  expect([plural(0, 'row'), plural(1, 'row'), plural(2, 'row')]).toEqual(['rows', 'row', 'rows']);
});
