// The plan's clock: it stops during pauses, continues after them, and never goes back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPausedAt, pausedWithin, pausesOf, planTimeAt, runTimeAt, type Annotation } from './annotation.ts';

const TWO: readonly Annotation[] = [
  { at: 100, kind: 'paused' },
  { at: 150, kind: 'resumed' },
  { at: 300, kind: 'paused' },
];

test('pauses are read from the actions of the user, and the last one may still be open', () => {
  expect(pausesOf(TWO, 400)).toEqual([
    { from: 100, to: 150 },
    { from: 300, to: 400 },
  ]);
  expect(pausesOf(TWO, 120)).toEqual([{ from: 100, to: 120 }]);
  expect(pausesOf(TWO, 100)).toEqual([]);
  expect(pausedWithin(TWO, 140, 310)).toBe(20);
});

test.each([
  [50, 50, false],
  [100, 100, true],
  [130, 100, true],
  [150, 100, false],
  [300, 250, true],
  [900, 250, true],
])('at %i ms the plan is at %i ms', (at, planTime, isPaused) => {
  expect(planTimeAt(TWO, at)).toBe(planTime);
  expect(isPausedAt(TWO, at)).toBe(isPaused);
});

test('the end of a plan moves by the pauses before it, not by one that begins with it', () => {
  expect(runTimeAt(TWO, 100, 1000)).toBe(100);
  expect(runTimeAt(TWO, 101, 1000)).toBe(151);
  expect(runTimeAt(TWO, 400, 1000)).toBe(1150);
});

test('with pauses at any time the clock of the plan never jumps or goes back, and can be inverted', () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 9 });
  const check = fc.property(gaps, fc.integer({ min: 0, max: 6000 }), fc.integer({ min: 0, max: 500 }), (lengths, at, more) => {
    let time = 0;
    const annotations = lengths.map((length, index): Annotation => {
      time += length;
      return { at: time, kind: index % 2 === 0 ? 'paused' : 'resumed' };
    });
    const before = planTimeAt(annotations, at);
    const after = planTimeAt(annotations, at + more);
    expect(after - before).toBeGreaterThanOrEqual(0);
    expect(after - before).toBeLessThanOrEqual(more);
    if (!isPausedAt(annotations, at)) expect(runTimeAt(annotations, before, at + 1)).toBeLessThanOrEqual(at);
    expect(planTimeAt(annotations, runTimeAt(annotations, before, 1e9))).toBeCloseTo(before, 9);
  });
  fc.assert(check, { numRuns: 300, seed: 3 });
});
