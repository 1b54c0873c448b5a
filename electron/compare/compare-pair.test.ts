// How often the verdicts are wrong, counted over simulated pairs of runs whose truth is known.
import { describe, expect, test } from 'vitest';
import type { FigureName, Headline, PairComparison } from '../../shared/comparison.ts';
import { comparePair } from './compare-pair.ts';
import { seededChance, simulate, type SimulatedLoad } from './test-load.ts';

const PAIRS = 60;
const RESAMPLES = 250;

interface Named extends Omit<SimulatedLoad, 'slowness'> {
  readonly name: string;
}

const LOADS: readonly Named[] = [
  { name: 'independent requests', model: 'open', requests: 1000, driftMs: 0, failing: 0.03 },
  { name: 'a server that drifts within a span', model: 'open', requests: 1000, driftMs: 300, failing: 0.03 },
  { name: 'virtual users that wait for their responses', model: 'closed', requests: 1500, driftMs: 50 },
  { name: 'requests that were all due at once', model: 'iterations', requests: 1500, driftMs: 50 },
  { name: 'a hundred requests', model: 'open', requests: 100, driftMs: 0 },
  { name: 'twenty requests', model: 'open', requests: 20, driftMs: 0 },
];

describe.each(LOADS)('$name', (load) => {
  const alike = pairs({ ...load, slowness: 1 });

  test('from two runs of one server, each figure differs in at most 8 % of the pairs', () => {
    for (const [name, count] of differing(alike)) expect.soft(count / PAIRS, name).toBeLessThanOrEqual(0.08);
  });

  test('from two runs of one server, the headline finds a difference in at most 7 % of the pairs', () => {
    expect(alike.filter(({ headline }) => headline.verdict !== 'none').length / PAIRS).toBeLessThanOrEqual(0.07);
  });
});

describe.each(LOADS.slice(0, 4))('$name', (load) => {
  test('a server that is 10 % slower is found slower in at least 90 % of the pairs, and never faster', () => {
    const verdicts = pairs({ ...load, failing: 0, slowness: 1.1 }).map(({ headline }) => headline.verdict);
    expect(share(verdicts, 'slower')).toBeGreaterThanOrEqual(0.9);
    expect(share(verdicts, 'faster')).toBe(0);
  });
});

// Three consecutive spans are correlated, so a run has at most seven independent observations of the server.
test('from a server that drifts for a seventh of the run, the headline still finds a difference in at most 8 % of the pairs', () => {
  const alike = pairs({ model: 'open', requests: 1000, driftMs: 3000, slowness: 1 });
  expect(alike.filter(({ headline }) => headline.verdict !== 'none').length / PAIRS).toBeLessThanOrEqual(0.08);
  for (const [name, count] of differing(alike)) expect.soft(count / PAIRS, name).toBeLessThanOrEqual(0.15);
});

test('the interval holds the true difference in at least 92 % of the pairs', () => {
  const holding = pairs({ model: 'open', requests: 1000, driftMs: 300, slowness: 1.1 }).filter((pair) => {
    // The mean of exp(normal) is exp(variance / 2).
    const truth = 0.1 * 20 * Math.exp((0.05 ** 2 + 0.2 ** 2) / 2);
    const interval = figure(pair, 'service_time.mean').interval;
    return interval !== null && interval.from <= truth && truth <= interval.to;
  });
  expect(holding.length / PAIRS).toBeGreaterThanOrEqual(0.92);
});

test('runs that fail more often are reported for that and not for their speed', () => {
  const chance = seededChance(3);
  const load = { model: 'open', requests: 2000, driftMs: 0, slowness: 0.8 } as const;
  const before = simulate({ ...load, slowness: 1, failing: 0.01 }, chance);
  const { headline } = comparePair(before, simulate({ ...load, failing: 0.1 }, chance), { resamples: RESAMPLES });
  expect(headline.verdict).toBe('fails_more');
  expect(headline.figures[0]).toBe('error_rate');
});

test('a percentile with fewer than ten requests beyond it is not a ground for a verdict', () => {
  const chance = seededChance(4);
  const load = { model: 'open', requests: 500, driftMs: 0 } as const;
  const pair = comparePair(simulate({ ...load, slowness: 1 }, chance), simulate({ ...load, slowness: 3 }, chance));
  expect(figure(pair, 'response_time.p99')).toMatchObject({ verdict: 'few', interval: null });
  expect(figure(pair, 'response_time.p95').verdict).toBe('more');
  expect(figure(pair, 'duration').verdict).toBe('single');
});

test('a certain difference that is too small to matter is called so', () => {
  const chance = seededChance(5);
  const load = { model: 'open', requests: 60_000, driftMs: 0 } as const;
  const pair = comparePair(simulate({ ...load, slowness: 1 }, chance), simulate({ ...load, slowness: 1.01 }, chance), {
    resamples: RESAMPLES,
  });
  expect(figure(pair, 'service_time.mean').interval?.from).toBeGreaterThan(0);
  expect(figure(pair, 'service_time.mean').verdict).toBe('small');
  expect(pair.headline.verdict).toBe('small');
});

test('the same two runs give the same comparison again', () => {
  const chance = seededChance(6);
  const load = { model: 'closed', requests: 400, driftMs: 0, slowness: 1 } as const;
  const [a, b] = [simulate(load, chance), simulate(load, chance)];
  expect(comparePair(a, b)).toEqual(comparePair(a, b));
});

function pairs(load: SimulatedLoad): PairComparison[] {
  const chance = seededChance(11);
  return Array.from({ length: PAIRS }, () =>
    comparePair(simulate({ ...load, slowness: 1 }, chance), simulate(load, chance), { resamples: RESAMPLES }),
  );
}

function differing(all: readonly PairComparison[]): Map<FigureName, number> {
  const counts = new Map<FigureName, number>();
  for (const { figures } of all) {
    for (const { name, verdict } of figures) {
      if (verdict === 'less' || verdict === 'more') counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  return counts;
}

function share(verdicts: readonly Headline['verdict'][], verdict: Headline['verdict']): number {
  return verdicts.filter((one) => one === verdict).length / verdicts.length;
}

function figure({ figures }: PairComparison, name: FigureName) {
  const found = figures.find((one) => one.name === name);
  if (found === undefined) throw new Error(`No figure ${name}`);
  return found;
}
