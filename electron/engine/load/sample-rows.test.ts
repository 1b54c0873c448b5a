// Rows come out of their cells as they went in, each in its own column.
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { COLUMN_NAMES, toMicrosecond } from '../../../shared/sample.ts';
import { SampleRows } from './sample-rows.ts';

const time = fc.oneof(fc.constant(Number.NaN), fc.double({ min: 0, max: 1e8, noNaN: true }));
const duration = fc.oneof(fc.constant(Number.NaN), fc.double({ min: 0, max: 1e5, noNaN: true }));
const bytes = fc.integer({ min: 0, max: 2 ** 40 });

const row = fc.record({
  iteration: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  vu: fc.nat(65_535),
  step: fc.nat(65_535),
  outcome: fc.nat(255),
  status: fc.nat(65_535),
  error: fc.nat(65_535),
  reused: fc.nat(3),
  protocol: fc.nat(1),
  remote: fc.nat(65_535),
  sentAs: fc.nat(65_535),
  bytesIn: bytes,
  bytesOut: fc.oneof(fc.constant(Number.NaN), bytes),
  dueAt: time,
  sentAt: time,
  firstByteAt: time,
  endedAt: time,
  blocked: duration,
  dns: duration,
  connecting: duration,
  tlsHandshaking: duration,
  sending: duration,
});

type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

function write(rows: SampleRows, at: number, one: Row): void {
  const { iteration, vu, step, dueAt, outcome, error, reused, remote, sentAs, ...exchange } = one;
  const place = { iteration, vu, step, dueAt, sentAs: null };
  const request = { ...exchange, reused: false, resumed: null, remoteAddress: '' };
  rows.write(at, place, request, { outcome, error, reused, remote, sentAs });
}

test('every cell is in its column, to the microsecond where it is a time', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (given) => {
      const rows = new SampleRows(32);
      given.forEach((one, at) => write(rows, at, one));
      const columns = rows.columns(given.length);
      for (const name of COLUMN_NAMES) {
        const isTime = ['dueAt', 'sentAt', 'firstByteAt', 'endedAt'].includes(name);
        const isDuration = columns[name] instanceof Float32Array;
        const expected = given.map((one) => (isTime || isDuration ? toMicrosecond(one[name]) : one[name]));
        expect([...columns[name]]).toEqual(isDuration ? expected.map(Math.fround) : expected);
      }
    }),
  );
});

test('an amended row has its new outcome and error, and a later batch nothing of an earlier one', () => {
  const rows = new SampleRows(4);
  const [one] = fc.sample(row, { numRuns: 1, seed: 7 });
  if (one === undefined) throw new Error('there is no row');
  for (const at of [0, 1, 2]) write(rows, at, { ...one, outcome: 0, error: 0 });
  rows.amend(1, 9, 4);
  expect([0, 1, 2].map((at) => rows.outcomeOf(at))).toEqual([0, 9, 0]);
  const { outcome, error } = rows.columns(3);
  expect([[...outcome], [...error]]).toEqual([
    [0, 9, 0],
    [0, 4, 0],
  ]);
  write(rows, 0, { ...one, outcome: 3, error: 1 });
  expect([...rows.columns(1).outcome]).toEqual([3]);
  expect(outcome).toHaveLength(3);
});
