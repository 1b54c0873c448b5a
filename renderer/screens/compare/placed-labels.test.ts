import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placedLabels, type LabelWish } from './placed-labels.ts';

const BOUNDS = { left: 50, right: 450, top: 8, bottom: 316 };
const place = fc.record({ x: fc.integer({ min: -100, max: 600 }), y: fc.integer({ min: -100, max: 500 }) });
const wish: fc.Arbitrary<LabelWish> = fc.record({
  width: fc.integer({ min: 10, max: 300 }),
  height: fc.constantFrom(16, 30),
  places: fc.array(place, { minLength: 1, maxLength: 6 }),
});

test('up to five labels never overlap, and all are inside the plot', () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 5 }), fc.array(place, { maxLength: 50 }), (wishes, points) => {
      const boxes = placedLabels(wishes, BOUNDS, points).map((at, index) => ({ ...at, ...sizeOf(wishes[index]) }));
      boxes.forEach((a, at) => {
        expect(a.x).toBeGreaterThanOrEqual(BOUNDS.left);
        expect(a.x + a.width).toBeLessThanOrEqual(BOUNDS.right);
        expect(a.y).toBeGreaterThanOrEqual(BOUNDS.top);
        expect(a.y + a.height).toBeLessThanOrEqual(BOUNDS.bottom);
        for (const b of boxes.slice(at + 1)) {
          const isBeside = a.x + a.width <= b.x || b.x + b.width <= a.x;
          const isAbove = a.y + a.height <= b.y || b.y + b.height <= a.y;
          expect(isBeside || isAbove).toBe(true);
        }
      });
    }),
  );
});

test('three labels at one point stand below and above each other, as near as they can', () => {
  const one = { width: 60, height: 16, places: [{ x: 100, y: 100 }] };
  expect(placedLabels([one, one, one], BOUNDS)).toEqual([
    { x: 100, y: 100 },
    { x: 100, y: 116 },
    { x: 100, y: 84 },
  ]);
});

test('a label prefers a place where it hides no curve', () => {
  const choice = {
    width: 60,
    height: 16,
    places: [
      { x: 100, y: 100 },
      { x: 200, y: 100 },
    ],
  };
  expect(placedLabels([choice], BOUNDS, [{ x: 120, y: 110 }])).toEqual([{ x: 200, y: 100 }]);
});

function sizeOf(one: LabelWish | undefined): { readonly width: number; readonly height: number } {
  return { width: one?.width ?? 0, height: one?.height ?? 0 };
}

test('among clear places a label prefers one that is not beside the curve of another', () => {
  const places = [
    { x: 100, y: 100 },
    { x: 200, y: 100 },
  ];
  const [near, far] = [
    { x: 90, y: 95 },
    { x: 400, y: 300 },
  ];
  expect(placedLabels([{ width: 60, height: 16, places, others: [near] }], BOUNDS)).toEqual([places[1]]);
  expect(placedLabels([{ width: 60, height: 16, places, others: [far] }], BOUNDS)).toEqual([places[0]]);
});
