import { expect, test } from 'vitest';
import type { HealthVerdict } from './health.ts';
import { exampleHealth, exampleSnapshot } from './test-example-run.ts';
import type { Snapshot } from './snapshot.ts';
import { healthCells, spoiledSpans } from './spoiled.ts';

/** The snapshot with which a second ends. */
function second(at: number, verdict: HealthVerdict): Snapshot {
  return exampleSnapshot({ startAt: at * 1000 + 750, endAt: at * 1000 + 1000, health: exampleHealth({ second: at, verdict }) });
}

test('neighbouring seconds with the same verdict form one stretch', () => {
  const columns = [second(0, 'trusted'), second(1, 'strained'), second(2, 'strained'), second(3, 'suspect'), exampleSnapshot()];
  expect(spoiledSpans(columns)).toEqual([
    { from: 1000, to: 3000, verdict: 'strained' },
    { from: 3000, to: 4000, verdict: 'suspect' },
  ]);
});

test('a wide column is hatched whole', () => {
  const wide = exampleSnapshot({ startAt: 4000, endAt: 8000, health: exampleHealth({ second: 5, verdict: 'strained' }) });
  expect(spoiledSpans([wide])).toEqual([{ from: 4000, to: 8000, verdict: 'strained' }]);
});

test('an incomplete last second ends with its column', () => {
  const last = exampleSnapshot({ startAt: 1500, endAt: 1750, health: exampleHealth({ second: 1, verdict: 'strained' }) });
  expect(spoiledSpans([last])).toEqual([{ from: 1000, to: 1750, verdict: 'strained' }]);
});

test('a cell shows the worst of its seconds, and nothing if nothing was measured', () => {
  const columns = [second(0, 'trusted'), second(1, 'suspect'), second(2, 'strained'), second(3, 'trusted')];
  expect(healthCells(columns, 8000, 4)).toEqual(['suspect', 'strained', null, null]);
  expect(healthCells(columns, 8000, 8)).toEqual(['trusted', 'suspect', 'strained', 'trusted', null, null, null, null]);
  expect(healthCells([second(0, 'strained')], 1000, 3)).toEqual(['strained', 'strained', 'strained']);
});
