import { expect, test } from 'vitest';
import { isFailure, OUTCOMES } from '../../shared/outcome.ts';
import { OUTCOME_CODE } from '../../shared/outcome.ts';
import { EVERYTHING, SAMPLE_SORTS, type SampleArguments, type SamplePage } from '../../shared/sample-query.ts';
import { ALL_DOTS_UP_TO } from '../../shared/snapshot.ts';
import { REFUSED, RUN_ID, storedRuns, type StoredTestRun } from './test-stored-run.ts';

const storeRun = storedRuns();

type PageInput = SampleArguments<'samples.page'>;

async function pageOf({ samples }: StoredTestRun, changes: Partial<PageInput> = {}): Promise<SamplePage> {
  const sort = { by: 'seq', descending: false } as const;
  return await samples.ask('samples.page', {
    runId: RUN_ID,
    view: 'table',
    filter: { ...EVERYTHING, warmup: 'include' },
    sort,
    offset: 0,
    limit: 500,
    ...changes,
  });
}

test('pages hold every request once, in stored order', async () => {
  const run = storeRun(1300);
  const pages = [await pageOf(run), await pageOf(run, { offset: 500 }), await pageOf(run, { offset: 1000 })];
  expect(pages.map(({ rows }) => rows.seq.length)).toEqual([500, 500, 300]);
  expect(pages.flatMap(({ rows }) => [...rows.seq])).toEqual(Array.from({ length: 1300 }, (_, at) => at + 1));
  expect(pages.flatMap(({ rows }) => [...rows.dueAt])).toEqual(run.rows.map(({ dueAt }) => dueAt));
  expect(pages[0]).toMatchObject({ total: 1300, of: 1300, offset: 0 });
});

test.for(SAMPLE_SORTS)('rows sorted by %s ascend, and descend in the opposite order', async (by) => {
  const run = storeRun(400);
  const { rows } = await pageOf(run, { sort: { by, descending: false } });
  const key = {
    seq: rows.seq,
    due: rows.dueAt,
    step: rows.step,
    outcome: Float64Array.from(rows.outcome, (code, at) => code * 1000 + (rows.status[at] ?? 0)),
    queue_delay: rows.queueDelay,
    service_time: rows.service,
    response_time: rows.response,
    bytes: rows.bytesIn,
    vu: rows.vu,
  }[by];
  expect([...key]).toEqual([...key].toSorted((a, b) => a - b));
  const reverse = await pageOf(run, { sort: { by, descending: true } });
  expect([...reverse.rows.seq]).toEqual([...rows.seq].toReversed());
  const middle = await pageOf(run, { sort: { by, descending: true }, offset: 100, limit: 50 });
  expect([...middle.rows.seq]).toEqual([...rows.seq].toReversed().slice(100, 150));
});

test('a request has its position among the chosen ones, and its neighbours', async () => {
  const run = storeRun(400);
  const filter = { ...EVERYTHING, warmup: 'include' } as const;
  for (const descending of [false, true]) {
    const sort = { by: 'response_time', descending } as const;
    const { rows, longestResponse } = await pageOf(run, { sort });
    expect(longestResponse).toBe(Math.max(...rows.response));
    const place = (index: number) =>
      run.samples.ask('samples.place', { runId: RUN_ID, view: 'test', filter, sort, seq: rows.seq[index] ?? 0 });
    expect(await place(7)).toEqual({ index: 7, previous: rows.seq[6], next: rows.seq[8] });
    expect(await place(0)).toEqual({ index: 0, previous: null, next: rows.seq[1] });
    expect(await place(399)).toEqual({ index: 399, previous: rows.seq[398], next: null });
  }
  const failedOnly = { runId: RUN_ID, view: 'test', filter: { ...filter, kind: 'failed' }, seq: 1 } as const;
  const ofOther = await run.samples.ask('samples.place', { ...failedOnly, sort: { by: 'seq', descending: false } });
  expect(ofOther).toEqual({ index: null, previous: null, next: null });
});

test('a filtered page says how many of all requests it chose', async () => {
  const run = storeRun(1000);
  const page = await pageOf(run, { filter: { ...EVERYTHING, kind: 'failed' } });
  expect(page).toMatchObject({ total: run.summary.requests.failed, of: run.summary.requests.total });
  expect([...page.rows.outcome].every((code) => isFailure(OUTCOMES[code] ?? 'ok'))).toBe(true);
});

test('a request has all of its stored data, and its example if one was captured', async () => {
  const run = storeRun(1000);
  const index = run.rows.findIndex(({ outcome = 0, dueAt = 0 }) => outcome === 0 && dueAt > 2000);
  const row = run.rows[index] ?? {};
  const request = await run.samples.ask('samples.request', { runId: RUN_ID, seq: index + 1 });
  expect(request).toMatchObject({
    seq: index + 1,
    iteration: row.iteration,
    vu: (row.vu ?? 0) + 1,
    dueAt: row.dueAt,
    endedAt: row.endedAt,
    firstByteAt: row.firstByteAt,
    outcome: 'ok',
    status: 200,
    error: null,
    protocol: 'HTTP/1.1',
    isWarmup: false,
    example: null,
  });
  const { phases } = request;
  const sum = Object.values(phases).reduce<number>((total, length) => total + (length ?? 0), 0);
  expect(sum).toBeCloseTo((row.endedAt ?? 0) - (row.sentAt ?? 0), 3);
  expect(phases.dns).toBeNull();
  const refused = run.rows.findIndex(({ error }) => error === 1);
  const failed = await run.samples.ask('samples.request', { runId: RUN_ID, seq: refused + 1 });
  expect(failed).toMatchObject({ error: REFUSED, remote: null, firstByteAt: null, example: { ...REFUSED, answer: null } });
});

test('a missing request or run is reported', async () => {
  const { samples } = storeRun(10);
  await expect(samples.ask('samples.request', { runId: RUN_ID, seq: 11 })).rejects.toMatchObject({
    failure: { code: 'not_found' },
  });
  await expect(samples.ask('samples.request', { runId: 'other', seq: 1 })).rejects.toMatchObject({
    failure: { code: 'not_found' },
  });
});

test('a newer query of the same view replaces an older one, and other views continue', async () => {
  const { samples } = storeRun(5000);
  const ask = (view: string) => samples.ask('samples.figures', { runId: RUN_ID, view, filter: EVERYTHING });
  const settled = await Promise.allSettled([ask('zoom'), ask('other'), ask('zoom')]);
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(settled[0]).toMatchObject({ reason: { failure: { code: 'superseded' } } });
});

test.for(['ended', 'due'] as const)(
  'the series counts every request of the window once, in aligned columns, by %s',
  async (by) => {
    const { samples, rows } = storeRun(8000);
    const window = { by, from: 2010, to: 4470 };
    const series = await samples.ask('samples.series', {
      runId: RUN_ID,
      view: 'zoom',
      filter: { ...EVERYTHING, window },
      by,
      columns: 100,
    });
    const moment = (row: (typeof rows)[number]): number => (by === 'ended' ? row.endedAt : row.dueAt) ?? 0;
    const within = rows.filter((row) => moment(row) >= window.from && moment(row) < window.to);
    expect(series.length).toBeLessThanOrEqual(100);
    for (const { startAt, endAt, index, service, succeeded, failed, cancelled } of series) {
      expect([startAt, endAt]).toEqual([index * 25, (index + 1) * 25]);
      const inColumn = within.filter((row) => moment(row) >= startAt && moment(row) < endAt);
      expect(succeeded + failed + cancelled).toBe(inColumn.length);
      // The times of the cancelled ones are in no chart.
      expect(service.count).toBe(inColumn.filter(({ outcome }) => outcome !== OUTCOME_CODE.cancelled).length);
    }
    // There are so few that each is a dot, and each dot names its request.
    expect(within.length).toBeLessThan(ALL_DOTS_UP_TO);
    const seqs = series.flatMap(({ dots }) => [...dots.seq]).toSorted((a, b) => a - b);
    expect(seqs).toEqual(within.map((row) => rows.indexOf(row) + 1).toSorted((a, b) => a - b));
  },
);

test("the slowest of too many requests are kept as dots, equal to those of the run's snapshots", async () => {
  const { samples, rows, store } = storeRun(8000);
  const filter = { ...EVERYTHING, warmup: 'include' } as const;
  const series = await samples.ask('samples.series', { runId: RUN_ID, view: 'zoom', filter, by: 'ended', columns: 40 });
  const stored = store.open(RUN_ID)?.snapshots ?? [];
  expect(series.map(({ service }) => service)).toEqual(stored.map(({ service }) => service));
  expect(series.map(({ failed }) => failed)).toEqual(stored.map(({ failed }) => failed));
  expect(series.map(({ inFlight, level, isWarmup }) => [inFlight, level, isWarmup])).toEqual(
    stored.map(({ inFlight, level, isWarmup }) => [inFlight, level, isWarmup]),
  );
  expect(series.every(({ dotsAreAll }) => !dotsAreAll)).toBe(true);
  const response = ({ endedAt = 0, dueAt = 0 }: (typeof rows)[number]): number => endedAt - dueAt;
  const slowest = rows.reduce((most, row) => (response(row) > response(most) ? row : most));
  expect(series.flatMap(({ dots }) => [...dots.seq])).toContain(rows.indexOf(slowest) + 1);
});

test("the run's own dots name their requests too", () => {
  const { store, rows } = storeRun(3000);
  const dots = (store.open(RUN_ID)?.snapshots ?? []).flatMap(({ dots }) =>
    [...dots.seq].map((seq, at) => [seq, dots.iteration[at]]),
  );
  expect(dots.length).toBeGreaterThan(1000);
  for (const [seq = 0, iteration] of dots) expect(rows[seq - 1]?.iteration).toBe(iteration);
});
