import { expect, test } from 'vitest';
import { fittingLabels } from './fitting-labels.ts';

test('if two labels would overlap, the right one is written', () => {
  const labels = [
    { text: '0 %', x: 56 },
    { text: '50 %', x: 72 },
    { text: '90 %', x: 110 },
  ];
  expect([...fittingLabels(labels, 200)]).toEqual(['90 %', '50 %']);
});

test('no label is cut off at the end', () => {
  const labels = [
    { text: '0:00.0', x: 56 },
    { text: '0:03.0', x: 184 },
  ];
  expect([...fittingLabels(labels, 200)]).toEqual(['0:00.0']);
  expect([...fittingLabels(labels, 220)]).toEqual(['0:03.0', '0:00.0']);
});
