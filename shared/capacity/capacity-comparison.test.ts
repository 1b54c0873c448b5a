import { expect, test } from 'vitest';
import { compareCapacities } from './capacity-comparison.ts';
import type { ComparedCapacity } from './capacity-file.ts';

function capacity(holds: number | null, fails: number | null, part: Partial<ComparedCapacity> = {}): ComparedCapacity {
  const bound = (rate: number | null): ComparedCapacity['holds'] => (rate === null ? null : { rate, seconds: 180 });
  const asked = { unit: 'requests' as const, objectives: ['p(99) < 50ms'], maxFailed: 0.001, arrivals: 'poisson' as const };
  const when = { name: 'Capacity of a shop', startedAt: '2026-01-01T00:00:00Z', isFound: true };
  return { ...when, ...asked, holds: bound(holds), fails: bound(fails), ...part };
}

test.each([
  ['apart above', capacity(860, 930), capacity(1000, 1100), 'higher', 'The capacity is higher, by at least 7.53 %'],
  ['apart below', capacity(860, 930), capacity(700, 780), 'lower', 'The capacity is lower, by at least 9.30 %'],
  ['more than twice as high', capacity(17, 30), capacity(311, 844), 'higher', 'The capacity is higher, by at least 937 %'],
  ['a tenth', capacity(311, 844), capacity(17, 30), 'lower', 'The capacity is lower, by at least 90.4 %'],
  ['overlapping', capacity(860, 930), capacity(900, 980), 'alike', 'No difference that the bounds can show'],
  ['limited by this computer', capacity(860, null), capacity(2000, null), 'alike', 'No difference'],
  ['with no rate that holds', capacity(860, 930), capacity(null, 5), 'unknown', 'No verdict: the second'],
  ['of other objectives', capacity(860, 930), capacity(860, 930, { objectives: ['p95 < 1s'] }), 'unknown', 'No verdict'],
  ['of journeys and requests', capacity(860, 930), capacity(860, 930, { unit: 'journeys' }), 'unknown', 'No verdict'],
])('two capacities %s', (_, before, after, verdict, words) => {
  expect(compareCapacities(before, after)).toMatchObject({ verdict, words: expect.stringContaining(words) });
});
