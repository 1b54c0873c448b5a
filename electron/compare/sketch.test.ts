import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sketchOfEach, SketchBuilder, weightedPercentile } from './sketch.ts';

const time = fc.double({ min: 0.01, max: 100_000, noNaN: true });
const percent = fc.constantFrom(50, 90, 95, 99, 99.9);
const weighted = fc.array(fc.record({ time, weight: fc.integer({ min: 0, max: 4 }) }), { minLength: 1, maxLength: 60 });

test('a percentile of weighted requests is that of a list in which each is repeated by its weight', () => {
  fc.assert(
    fc.property(weighted, percent, (requests, share) => {
      const sketch = sketchOfEach(requests.map((request) => request.time));
      const weights = Uint32Array.from(requests, (request) => request.weight);
      expect(weightedPercentile(sketch, weights, share)).toBe(nearestRank(repeated(requests), share));
    }),
  );
});

test('times gathered by span keep their percentiles within 0.013 %', () => {
  fc.assert(
    fc.property(weighted, percent, (requests, share) => {
      const builder = new SketchBuilder(3);
      requests.forEach((request, at) => builder.add(at % 3, request.time));
      const weights = Uint32Array.of(1, 2, 0);
      const listed = repeated(requests.map(({ time }, at) => ({ time, weight: weights[at % 3] ?? 0 })));
      const truth = nearestRank(listed, share);
      expect(Math.abs(weightedPercentile(builder.toSketch(), weights, share) / truth - 1)).toBeLessThanOrEqual(0.00013);
    }),
  );
});

test('without requests there is no percentile', () => {
  expect(weightedPercentile(sketchOfEach([]), new Uint32Array(0), 50)).toBeNaN();
});

function repeated(requests: readonly { time: number; weight: number }[]): number[] {
  return requests.flatMap(({ time, weight }) => Array.from({ length: weight }, () => time)).toSorted((a, b) => a - b);
}

function nearestRank(ascending: readonly number[], share: number): number {
  const rank = Math.max(1, Math.ceil((share * ascending.length) / 100 - 1e-9 * ascending.length));
  return ascending[rank - 1] ?? Number.NaN;
}
