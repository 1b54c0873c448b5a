import { expect, test } from 'vitest';
import { Histogram, type HistogramData } from '../../shared/histogram.ts';
import { exampleSnapshot } from '../../shared/test-example-run.ts';
import { pack } from '../../shared/wire.ts';
import { snapshotCell } from './cells.ts';

function histogramOf(...times: number[]): HistogramData {
  const histogram = new Histogram();
  for (const time of times) histogram.record(time);
  return histogram.toData();
}

test('the times of cancelled requests are removed from snapshots of older files', () => {
  const old = {
    ...exampleSnapshot({ succeeded: 2, cancelled: 1, service: histogramOf(10, 20, 900), response: histogramOf(11, 21, 901) }),
    cancellations: { service: histogramOf(900), response: histogramOf(901) },
  };
  const read = snapshotCell({ data: pack(old) }, 'data');
  expect(read.service).toMatchObject({ count: 2, min: 10, sum: 30 });
  expect(read.service.max).toBeCloseTo(20, 0);
  expect(read.response).toMatchObject({ count: 2, sum: 32 });
  expect(read).not.toHaveProperty('cancellations');
  const current = exampleSnapshot({ succeeded: 2, cancelled: 1, service: histogramOf(10, 20) });
  expect(snapshotCell({ data: pack(current) }, 'data').service).toEqual(current.service);
});
