import { expect, test } from 'vitest';
import { SlowTimings } from './slow-timings.ts';

/** Adds a batch of requests with these service times, and returns those whose Server-Timing is kept. */
function keptOf(timings: SlowTimings, times: readonly number[], { waited = 0, isCounted = true } = {}): readonly string[] {
  times.forEach((serviceMs, row) => {
    const ended = { serviceMs, responseMs: serviceMs + waited * row, isCounted };
    if (timings.wants(serviceMs, ended.responseMs, isCounted)) timings.add(row, ended, `db;dur=${serviceMs}`);
  });
  return timings.take().map(({ text }) => text.slice('db;dur='.length));
}

const texts = (times: readonly number[]): readonly string[] => times.map(String);

test('the ten slowest of the run are kept even if they end in one batch, and the four slowest of every batch', () => {
  const timings = new SlowTimings();
  const many = Array.from({ length: 40 }, (_, at) => 100 + ((at * 7) % 40));
  expect(keptOf(timings, many)).toHaveLength(10);
  expect(keptOf(timings, [1, 2, 3, 4, 5, 6])).toEqual(texts([3, 4, 5, 6]));
  expect(keptOf(timings, [1, 200, 3, 201, 202, 203, 204, 138])).toEqual(texts([200, 201, 202, 203, 204, 138]));
});

test('the slowest by response time are kept as well, because a run of arrivals lists those', () => {
  const slowestLast = keptOf(new SlowTimings(), [90, 80, 70, 60, ...Array.from({ length: 30 }, (_, at) => 5 + at / 100)], {
    waited: 100,
  });
  expect(slowestLast).toHaveLength(14);
});

test('excluded requests take no place among the slowest of the run', () => {
  const timings = new SlowTimings();
  const ten = Array.from({ length: 10 }, (_, at) => 900 + at);
  expect(keptOf(timings, ten, { isCounted: false })).toEqual(texts([906, 907, 908, 909]));
  expect(
    keptOf(
      timings,
      ten.map((time) => time - 800),
    ),
  ).toHaveLength(10);
});

test('a request without the header leaves no text', () => {
  const timings = new SlowTimings();
  timings.add(0, { serviceMs: 5, responseMs: 5, isCounted: true }, null);
  expect(timings.take()).toEqual([]);
});
