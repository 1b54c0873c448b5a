import { expect, test } from 'vitest';
import { RunSeries } from './run-series.ts';

const DURATION_MS = 10_000;

test.each([90, 125, 155, 160, 165, 195, 245, 400, 4000])(
  'a steady run of %i requests has percentiles in all of its columns or in none',
  (requests) => {
    const series = new RunSeries(DURATION_MS, requests);
    for (let at = 0; at < requests; at += 1) {
      const sentAt = (at * DURATION_MS) / requests;
      series.add({ dueAt: sentAt, sentAt, endedAt: sentAt + 3, isFailed: false });
    }
    const { p50 } = series.toSeries().service_time;
    expect([0, p50.length]).toContain(p50.filter(Number.isNaN).length);
  },
);
