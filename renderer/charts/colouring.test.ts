import { expect, test } from 'vitest';
import { examplePlan } from '../../shared/test-example-run.ts';
import { allocateDots } from '../../shared/snapshot.ts';
import { colourGroupsOf, groupingOf, stepToken, tokenOf } from './colouring.ts';

const generators = ['pod-1', 'pod-2', 'pod-3'];

test('with colours by load generator, a dot has the colour of its generator in every step', () => {
  const { names, groupOf } = colourGroupsOf({ plan: examplePlan(), generators }, 'generator');
  const dots = { ...allocateDots(3), sender: Uint16Array.of(2, 0, 1), step: Uint16Array.of(5, 5, 5) };
  expect(names).toEqual(generators);
  expect([0, 1, 2].map((row) => tokenOf(dots, row, { colouring: 'generator', groupOf }, 'p95'))).toEqual(
    [2, 0, 1].map(stepToken),
  );
});

test('charts are split by the groups of requests, and not by how requests ended', () => {
  expect((['step', 'scenario', 'generator'] as const).map(groupingOf)).toEqual(['step', 'scenario', 'generator']);
  expect([groupingOf('outcome'), groupingOf('status class')]).toEqual([null, null]);
});
