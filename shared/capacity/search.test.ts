// Whole searches at targets with known behaviour, in simulated time. Two hundred of each were run when the rules were chosen: see
// the decision record. A few of them, with fixed seeds, are checked here.
import { describe, expect, test } from 'vitest';
import { boundsOf } from './search-bounds.ts';
import { nextStep } from './search.ts';
import { searchedMs } from './capacity-search.ts';
import { capacitySettingsSchema } from './capacity-settings.ts';
import { capacitySentences } from './capacity-words.ts';
import { changeOf } from './target-change.ts';
import { searchedRow } from './test-example-search.ts';
import type { Trial } from './trial.ts';
import { exponential, randomFrom, searchAt, TARGETS } from './test-targets.ts';

const OBJECTIVES = ['p(99) <= 50ms'];

describe('the bounds include the known capacity of the target', () => {
  test.each([
    ['M/M/1', 908, 'thorough', 3, 1.8],
    ['M/H2/1', 451, 'quick', 14, 1.8],
    ['D/M/1', 950, 'quick', 5, 1.8],
    // Its limit is sharp: a rate far above the undecided ones is tried as well, so that the upper bound is close.
    ['M/D/4', 953, 'thorough', 6, 1.12],
  ] as const)('%s, %i/s', (name, best, precision, seed, widest) => {
    const random = randomFrom(seed);
    const { settings, trials, end } = searchAt(
      TARGETS[name],
      { objectives: OBJECTIVES, precision, arrivals: name === 'D/M/1' ? 'even' : 'poisson' },
      random,
    );
    const { confirmedLow, confirmedHigh } = boundsOf(settings, trials);
    expect(end).toBe('found');
    expect(confirmedLow?.request.rate).toBeLessThan(best * 1.005);
    expect(confirmedLow?.request.rate).toBeGreaterThan(best * 0.5);
    expect(confirmedHigh?.request.rate).toBeGreaterThan(best * 0.995);
    expect(confirmedHigh?.request.rate).toBeLessThan(best * widest);
    expect(changeOf(trials)).toBeNull();
  });
});

test('a target that pauses for 1 s in 60 holds no rate at p99, and none is claimed', () => {
  const { settings, trials } = searchAt(TARGETS.freezes, { objectives: OBJECTIVES, precision: 'quick' }, randomFrom(7));
  expect(boundsOf(settings, trials).confirmedLow).toBeNull();
});

test('pauses once a minute do not count as a change of the target, even if the short trials met none of them', () => {
  const settings = { objectives: ['p(95) <= 50ms'], budgetMs: 600_000 };
  const { trials } = searchAt(TARGETS.freezes, settings, randomFrom(1000));
  const rateOf = (verdict: string): number[] => trials.flatMap((one) => (one.verdict === verdict ? [one.request.rate] : []));
  expect(Math.max(...rateOf('holds'))).toBeGreaterThanOrEqual(Math.min(...rateOf('fails')));
  expect(changeOf(trials)).toBeNull();
});

test('a target that becomes slower or warms up is reported as changed', () => {
  const drops = searchAt(TARGETS.drops, { objectives: OBJECTIVES }, randomFrom(8));
  expect(changeOf(drops.trials)?.kind).toBe('slower');
  const warming = searchAt(TARGETS['warms up'], { objectives: OBJECTIVES, precision: 'quick' }, randomFrom(9));
  expect(changeOf(warming.trials)?.kind).toBe('faster');
});

test('a slow target, whose queue takes long to rise and fall, does not fail for that', () => {
  // p99 <= 500 ms up to 50 - ln(100) / 0.5 = 40.8/s.
  const slow = { ...TARGETS['M/M/1'], work: exponential(0.02) };
  const found = [1, 2, 3, 4, 5, 6].map((seed) => {
    const { settings, trials } = searchAt(slow, { objectives: ['p(99) <= 500ms'], precision: 'quick' }, randomFrom(seed));
    return boundsOf(settings, trials).confirmedHigh?.request.rate ?? Infinity;
  });
  expect(Math.min(...found)).toBeGreaterThan(40.7);
});

describe('what ends a search', () => {
  test('the highest allowed rate holds, so the answer is "at least"', () => {
    const { trials, settings, end } = searchAt(
      TARGETS['M/M/1'],
      { objectives: OBJECTIVES, precision: 'quick' },
      randomFrom(1),
      300,
    );
    expect(end).toBe('limited');
    expect(boundsOf(settings, trials).confirmedLow?.request.rate).toBe(300);
    expect(Math.max(...trials.map(({ request }) => request.rate))).toBe(300);
  });

  test('nothing fails, though the computer that sends is busy from time to time: the target is not the limit', () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const search = searchAt(TARGETS['never fails'], { objectives: OBJECTIVES, precision: 'quick' }, randomFrom(seed), 1000);
      expect([search.end, search.elapsedS < 300]).toEqual(['limited', true]);
      expect(capacitySentences(searchedRow(search, { ceiling: 1500, maxRate: 1000 }))[0]).toMatch(
        /Limited by this computer: it cannot send more and still be trusted, and no rate up to 1,000\/s failed: the target was not the limit\.$/,
      );
    }
  });

  test('nothing fails, and the highest rate stays undecided: the target is not the limit either', () => {
    const settings = capacitySettingsSchema.parse({ objectives: OBJECTIVES, precision: 'quick' });
    const { trials } = searchAt(TARGETS['M/M/1'], { objectives: OBJECTIVES, precision: 'quick' }, randomFrom(1), 300);
    const at = trials.findIndex(({ request }) => request.purpose === 'confirm holds');
    const [held] = trials.slice(at);
    if (held === undefined) throw new Error('A search confirms');
    const open = { ...held, verdict: 'undecided' as const };
    const lower = { ...held, request: { ...held.request, rate: 255 } };
    const repeats = trials.filter(({ request }) => request.purpose === 'repeat');
    const known = [...trials.slice(0, at), open, lower, ...repeats];
    expect(nextStep(settings, known, { maxRate: 300, elapsedMs: 0 })).toEqual({ kind: 'end', end: 'limited' });
    const words = capacitySentences(searchedRow({ settings, trials: known, end: 'time', elapsedS: 0 })).join(' ');
    expect(words).toContain('No rate up to 300/s failed: the target was not the limit.');
  });

  test('it fails at the lowest rate', () => {
    const slow = { ...TARGETS['M/M/1'], work: exponential(0.4) };
    const { end, trials, elapsedS } = searchAt(slow, { objectives: OBJECTIVES, precision: 'quick' }, randomFrom(2));
    expect(end).toBe('never');
    expect(trials.at(-1)?.request.rate).toBe(1);
    expect(elapsedS).toBeLessThan(90);
  });

  test('it stops when the time is up, and confirms what it can before', () => {
    const budgetMs = 150_000;
    const { end, elapsedS } = searchAt(TARGETS['M/M/1'], { objectives: OBJECTIVES, precision: 'quick', budgetMs }, randomFrom(3));
    expect(end).toBe('time');
    expect(elapsedS).toBeLessThanOrEqual(150);
  });
});

describe('this computer is too busy', () => {
  const settings = capacitySettingsSchema.parse({ objectives: OBJECTIVES, precision: 'quick' });
  const world = { maxRate: null, elapsedMs: 0 };
  const { trials } = searchAt(TARGETS['M/M/1'], { objectives: OBJECTIVES, precision: 'quick' }, randomFrom(4));
  const [first] = trials;
  if (first === undefined) throw new Error('A search has a first trial');
  const untrusted = (trial: Trial, times: number): Trial[] =>
    Array.from({ length: times }, () => ({ ...trial, verdict: 'untrusted' as const }));

  test('a trial is repeated three times, and then the search ends without a result', () => {
    for (const times of [1, 2, 3])
      expect(nextStep(settings, untrusted(first, times), world)).toMatchObject({ request: { rate: 5, number: times + 1 } });
    expect(nextStep(settings, untrusted(first, 4), world)).toEqual({ kind: 'end', end: 'generator' });
  });

  test('at a rate that it has sent before the search ends and keeps its results', () => {
    const at = trials.findIndex(({ request }) => request.purpose === 'confirm holds');
    const confirming = trials[at];
    if (confirming === undefined) throw new Error('A search confirms');
    const known = [...trials.slice(0, at), ...untrusted(confirming, 4)];
    expect(nextStep(settings, known, world)).toEqual({ kind: 'end', end: 'generator' });
    expect(boundsOf(settings, known)).toEqual(boundsOf(settings, trials.slice(0, at)));
    // When the search continues, the rate is tried again.
    const later = { ...world, since: known.length };
    expect(nextStep(settings, known, later)).toMatchObject({ request: { rate: confirming.request.rate } });
  });

  test('above all rates that it has sent the search continues at a lower rate', () => {
    const doubled = trials.slice(0, 4);
    const beyond = { ...first, request: { ...first.request, rate: 3000 }, figures: { ...first.figures, completed: 2000 } };
    const known = [...doubled, ...untrusted(beyond, 2)];
    const most = Math.max(...doubled.map(({ request }) => request.rate));
    const step = nextStep(settings, known, world);
    expect(step).toMatchObject({ request: { purpose: 'double', rate: Math.min(2 * most, 1400) } });
    // A computer that was measured to send far more is busy with something else, so the search ends.
    const long = [...doubled, ...untrusted({ ...beyond, figures: { ...first.figures, completed: 3000 } }, 4)];
    expect(nextStep(settings, long, { ...world, maxRate: 20_000 })).toEqual({ kind: 'end', end: 'generator' });
    expect(nextStep(settings, [...known, ...untrusted(first, 1)], world)).toMatchObject({
      request: { rate: first.request.rate },
    });
  });
});

test('the time between a stop and a continuation does not count as time of the search', () => {
  const resumed = { at: 900_000, afterMs: 100_000, trials: 3 };
  expect(searchedMs({ startedAt: 0, endedAt: null, resumed }, 950_000)).toBe(150_000);
  expect(searchedMs({ startedAt: 1000, endedAt: 51_000 }, 950_000)).toBe(50_000);
});

test('a search that ran out of time continues with its results and comes to its end', () => {
  const input = { objectives: OBJECTIVES, precision: 'quick', budgetMs: 120_000 } as const;
  const cut = searchAt(TARGETS['M/M/1'], { ...input, objectives: [...OBJECTIVES] }, randomFrom(3));
  expect(cut.end).toBe('time');
  const whole = searchAt(TARGETS['M/M/1'], { objectives: OBJECTIVES, precision: 'quick' }, randomFrom(4), null, cut);
  expect(whole.end).toBe('found');
  expect(whole.trials.slice(0, cut.trials.length)).toEqual(cut.trials);
  const { confirmedLow, confirmedHigh } = boundsOf(whole.settings, whole.trials);
  expect(confirmedLow?.request.rate).toBeLessThan(908);
  expect(confirmedHigh?.request.rate).toBeGreaterThan(908);
});

test.each([
  ['never fails', 1000, 'limited'],
  ['M/H2/1', null, 'found'],
  ['M/M/1', null, 'found'],
] as const)('a search of %s that had only time to confirm a low rate doubles again and comes to its end', (name, most, end) => {
  const input = { objectives: OBJECTIVES, precision: 'quick' as const };
  for (const seed of [2, 3, 6, 8]) {
    const random = randomFrom(seed * 77);
    const cut = searchAt(TARGETS[name], { ...input, budgetMs: 90_000 }, random, most);
    expect(cut.end).toBe('time');
    const budgetMs = cut.elapsedS * 1000 + 480_000;
    expect(searchAt(TARGETS[name], { ...input, budgetMs }, random, most, cut).end).toBe(end);
  }
});
