import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleSnapshot } from './test-example-run.ts';
import { Histogram } from './histogram.ts';
import { allocateDots } from './snapshot.ts';
import { pack, unpack } from './wire.ts';

test('typed arrays come back unchanged', () => {
  const arrays = fc.oneof(fc.uint8Array(), fc.uint16Array(), fc.uint32Array(), fc.float32Array(), fc.float64Array());
  // A whole number is packed as an integer, which has no -0.
  const number = fc.double().map((value) => value + 0);
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.oneof(arrays, fc.string(), number, fc.boolean(), fc.constant(null)), {
        noNullPrototype: true,
      }),
      (message) => {
        fc.pre(!Object.hasOwn(message, '__proto__'));
        expect(unpack(pack(message))).toEqual(message);
      },
    ),
  );
});

test('a part of a larger buffer is packed as that part', () => {
  const part = Float64Array.of(1, 2, 3, 4).subarray(1, 3);
  expect(unpack(pack({ part }))).toEqual({ part: Float64Array.of(2, 3) });
});

test('NaN, infinities and undefined fields survive', () => {
  expect(unpack(pack({ a: Number.NaN, b: Number.POSITIVE_INFINITY, c: undefined }))).toEqual({
    a: Number.NaN,
    b: Number.POSITIVE_INFINITY,
  });
});

test('a snapshot survives, read from bytes that lie anywhere', () => {
  const service = new Histogram();
  for (const value of [0.5, 8, 8.1, 900]) service.record(value);
  const dots = allocateDots(2);
  dots.firstByte[1] = Number.NaN;
  const snapshot = exampleSnapshot({ service: service.toData(), dots, outcomes: { ok: 3, timeout: 1 } });
  const bytes = pack(snapshot);
  const moved = new Uint8Array(bytes.length + 3).subarray(3);
  moved.set(bytes);
  expect(unpack(moved)).toEqual(snapshot);
});

test('bytes that are not a message are refused', () => {
  expect(() => unpack(new Uint8Array([0xc1]))).toThrow(/Unrecognized type byte/);
  expect(() => unpack(new Uint8Array(0))).toThrow(RangeError);
});

test('a Node buffer that is a part of a larger one is read as that part', () => {
  const bytes = pack({ values: Float64Array.of(1.5, 2.5) });
  const pool = Buffer.concat([Buffer.from([0, 0, 0]), bytes]);
  expect(unpack(pool.subarray(3))).toEqual({ values: Float64Array.of(1.5, 2.5) });
});
