import { expect, test } from 'vitest';
import { HIGHEST_MS, levelOf, LOWEST_MS, ROWS, sampleRun } from './sample-run.ts';

test('the picture is the same every time', () => {
  expect(sampleRun()).toEqual(sampleRun());
});

test('every request falls into a cell, and the stall has no response', () => {
  const { columns } = sampleRun();
  const responses = columns.map((column) => column.reduce((sum, count) => sum + count, 0));
  expect(new Set(responses)).toEqual(new Set([0, Math.max(...responses)]));
  expect(columns.every((column) => column.length === ROWS)).toBe(true);
});

test('levels are logarithmic between the ends of the axis', () => {
  expect(levelOf(LOWEST_MS)).toBe(0);
  expect(levelOf(HIGHEST_MS)).toBe(1);
  expect(levelOf(Math.sqrt(LOWEST_MS * HIGHEST_MS))).toBeCloseTo(0.5);
});

test('slow requests and failures are inside the picture', () => {
  const { slowest, errorResponses, withoutResponse } = sampleRun();
  for (const { latency } of [...slowest, ...errorResponses, ...withoutResponse]) {
    expect(levelOf(latency)).toBeGreaterThan(0);
    expect(levelOf(latency)).toBeLessThan(1);
  }
});
