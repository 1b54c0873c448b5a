import { expect, test } from 'vitest';
import { exampleSnapshot } from '../../shared/test-example-run.ts';
import { PHASES, type Phase } from '../../shared/phase.ts';
import { phaseLayers } from './live-run-phases.ts';

function columnOf(phases: Partial<Record<Phase, readonly [count: number, sum: number]>>) {
  return exampleSnapshot({
    phaseCounts: Float64Array.from(PHASES, (phase) => phases[phase]?.[0] ?? 0),
    phaseSums: Float64Array.from(PHASES, (phase) => phases[phase]?.[1] ?? 0),
  });
}

test('the layers of a column add up to the mean time of its requests', () => {
  const column = columnOf({ blocked: [10, 5], connecting: [2, 20], sending: [10, 5], waiting: [10, 100], receiving: [9, 20] });
  const layers = phaseLayers([column, columnOf({})]);
  expect(layers.map(({ phase }) => phase)).toEqual(['blocked', 'connecting', 'sending', 'waiting', 'receiving']);
  expect(layers.map(({ tops }) => tops[0])).toEqual([0.5, 2.5, 3, 13, 15]);
  expect(layers.map(({ tops }) => tops[1])).toEqual([null, null, null, null, null]);
});

test('without requests there is no layer', () => {
  expect(phaseLayers([])).toEqual([]);
  expect(phaseLayers([columnOf({})])).toEqual([]);
});
