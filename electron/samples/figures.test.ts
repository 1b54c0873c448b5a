import { expect, test } from 'vitest';
import { EVERYTHING, type SampleFigures, type SampleFilter } from '../../shared/sample-query.ts';
import { PERCENTILES } from '../../shared/time-stats.ts';
import { parseCsv } from '../export/csv/test-parse-csv.ts';
import { csvText } from '../export/csv/test-csv.ts';
import { ADDRESSES, RUN_ID, storedRuns, type StoredTestRun } from './test-stored-run.ts';
import { storedBatches } from '../store/test-stored-rows.ts';

const storeRun = storedRuns();

const REQUESTS = 6000;

async function figuresOf({ samples }: StoredTestRun, changes: Partial<SampleFilter> = {}): Promise<SampleFigures> {
  return await samples.ask('samples.figures', { runId: RUN_ID, view: 'test', filter: { ...EVERYTHING, ...changes } });
}

/** Rows of the exported file, by the names of their columns. */
function csvRows({ plan, store }: StoredTestRun): Record<string, string>[] {
  const run = { id: RUN_ID, startedAt: 1_790_000_000_000, plan };
  const [header = [], ...rows] = parseCsv(csvText(run, storedBatches(store, RUN_ID)));
  return rows.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at] ?? ''])));
}

/** Nearest rank, written a second time on purpose. */
function percentileOf(values: readonly number[], percent: number): number {
  const ascending = values.toSorted((a, b) => a - b);
  return ascending[Math.ceil((ascending.length * percent) / 100) - 1] ?? Number.NaN;
}

test('the figures of all requests are those of the summary: counts exactly, percentiles within 0.4 %', async () => {
  const run = storeRun(REQUESTS);
  const figures = await figuresOf(run);
  const { summary } = run;
  expect(figures.requests).toEqual(summary.requests);
  expect(figures.requests.total).toBe(REQUESTS - summary.warmupRequests);
  expect(figures).toMatchObject({
    throughput: summary.throughput,
    bytesIn: summary.bytesIn,
    bytesOut: summary.bytesOut,
    outcomes: summary.outcomes,
    statusCodes: summary.statusCodes,
    failures: summary.failures,
    window: { by: 'ended', from: 0, to: summary.durationMs },
    measuredMs: summary.durationMs - 1000,
  });
  for (const measure of ['serviceTime', 'responseTime'] as const) {
    const [exact, near] = [figures[measure], summary[measure]];
    expect([exact.min, exact.max]).toEqual([near.min, near.max]);
    expect(exact.mean).toBeCloseTo(near.mean, 9);
    for (const percent of PERCENTILES) {
      const key = `p${percent}` as const;
      expect(Math.abs(exact[key] - near[key])).toBeLessThanOrEqual(exact[key] * 0.004);
    }
  }
});

test('the times of each kind are those of the summary', async () => {
  const run = storeRun(REQUESTS);
  const { summary } = run;
  const succeeded = await figuresOf(run, { kind: 'succeeded' });
  const failed = await figuresOf(run, { kind: 'failed' });
  expect(succeeded.requests.total).toBe(summary.requests.succeeded);
  expect(failed.requests.total).toBe(summary.requests.failed);
  expect(succeeded.responseTime.max).toBe(summary.succeededTimes?.responseTime.max);
  expect(failed.serviceTime.max).toBe(summary.failedTimes?.serviceTime.max);
  expect((await figuresOf(run, { kind: 'cancelled' })).requests).toEqual({
    total: summary.requests.cancelled,
    succeeded: 0,
    failed: 0,
    cancelled: summary.requests.cancelled,
  });
});

test.for(['ended', 'due'] as const)("a window's percentiles are those of the exported rows of that window, by %s", async (by) => {
  const run = storeRun(REQUESTS);
  const [from, to] = [2345, 6789];
  const rows = csvRows(run).filter((row) => {
    const at = Number(row['due_ms']) + (by === 'ended' ? Number(row['response_time_ms']) : 0);
    return at >= from && at < to && row['warmup'] === 'false';
  });
  const figures = await figuresOf(run, { window: { by, from, to } });
  expect(rows.length).toBeGreaterThan(1000);
  expect(figures.requests.total).toBe(rows.length);
  expect(figures.measuredMs).toBe(to - from);
  for (const percent of PERCENTILES) {
    const key = `p${percent}` as const;
    for (const [measure, column] of [
      ['serviceTime', 'service_time_ms'],
      ['responseTime', 'response_time_ms'],
      ['queueDelay', 'queue_delay_ms'],
    ] as const) {
      const values = rows.filter((row) => row['outcome'] !== 'cancelled').map((row) => Number(row[column]));
      expect(figures[measure][key]).toBeCloseTo(percentileOf(values, percent), 6);
    }
  }
});

test('steps, scenarios and addresses add up to the whole, and are what a filter on them gives', async () => {
  const run = storeRun(REQUESTS);
  const whole = await figuresOf(run);
  const total = (groups: SampleFigures['steps']): number => groups.reduce((sum, { requests }) => sum + requests.total, 0);
  expect(whole.steps.map(({ name }) => name)).toEqual(['GET /', 'GET /cart', 'GET /admin']);
  expect(whole.scenarios.map(({ name }) => name)).toEqual(['shop', 'admin']);
  expect(whole.remotes.map(({ name }) => name)).toEqual(ADDRESSES);
  expect(total(whole.steps)).toBe(whole.requests.total);
  expect(total(whole.scenarios)).toBe(whole.requests.total);
  // Refused requests reached no address.
  expect(total(whole.remotes)).toBe(whole.requests.total - (whole.outcomes.connect_refused ?? 0));
  const cart = await figuresOf(run, { steps: [1] });
  expect(whole.steps[1]).toEqual({
    index: 1,
    name: 'GET /cart',
    requests: cart.requests,
    throughput: cart.throughput,
    serviceTime: cart.serviceTime,
    responseTime: cart.responseTime,
    spectrum: cart.spectrum,
    times: cart.times,
  });
  expect(cart.steps).toEqual([whole.steps[1]]);
});

test('filters choose the right requests', async () => {
  const run = storeRun(REQUESTS);
  const rows = csvRows(run).filter((row) => row['warmup'] === 'false');
  const count = (holds: (row: Record<string, string>) => boolean): number => rows.filter(holds).length;
  const chosen = async (changes: Partial<SampleFilter>): Promise<number> => (await figuresOf(run, changes)).requests.total;
  expect(await chosen({ statuses: [503] })).toBe(count((row) => row['responseCode'] === '503'));
  expect(await chosen({ outcomes: ['ok', 'http_5xx'] })).toBe(count((row) => ['ok', 'http_5xx'].includes(row['outcome'] ?? '')));
  expect(await chosen({ vu: 7 })).toBe(count((row) => row['vu'] === '7'));
  expect(await chosen({ remotes: [ADDRESSES[1] ?? ''] })).toBe(count((row) => row['remote_address'] === ADDRESSES[1]));
  expect(await chosen({ duration: { measure: 'response_time', atLeast: 40, atMost: null } })).toBe(
    count((row) => Number(row['response_time_ms']) >= 40),
  );
  expect(await chosen({ text: ' econnREFUSED ' })).toBe(count((row) => row['error_code'] === 'ECONNREFUSED'));
  expect(await chosen({ text: '/cart' })).toBe(count((row) => row['label'] === 'GET /cart'));
  expect(await chosen({ text: '503' })).toBe(count((row) => row['responseCode'] === '503'));
  expect(await chosen({ text: 'nothing says this' })).toBe(0);
  const [failure] = run.summary.failures;
  if (failure === undefined) throw new Error('Some requests fail');
  const { outcome, code, message } = failure;
  expect(await chosen({ failure: { outcome, code, message } })).toBe(failure.count);
  expect(await chosen({ warmup: 'include' })).toBe(REQUESTS);
});

test('requests in flight during excluded stretches are not counted, and neither is the time of those stretches', async () => {
  const run = storeRun(REQUESTS);
  const except = [
    { from: 2000, to: 3000 },
    { from: 6000, to: 7000 },
  ];
  const [whole, rest] = [await figuresOf(run), await figuresOf(run, { except })];
  const isKept = ({ sentAt = 0, endedAt = 0 }): boolean =>
    sentAt >= 1000 && except.every(({ from, to }) => sentAt >= to || endedAt < from);
  expect(rest.requests.total).toBe(run.rows.filter(isKept).length);
  expect(rest.measuredMs).toBe(whole.measuredMs - 2000);
  expect(rest.throughput / whole.throughput).toBeGreaterThan(0.9);
});

test('the spectrum ascends and passes through the percentiles', async () => {
  const { spectrum, responseTime } = await figuresOf(storeRun(REQUESTS));
  expect(spectrum.map(({ response }) => response)).toEqual(spectrum.map(({ response }) => response).toSorted((a, b) => a - b));
  expect(spectrum.find(({ quantile }) => quantile === 0.5)?.response).toBe(responseTime.p50);
  expect(spectrum.find(({ quantile }) => quantile === 0.75)?.response).toBe(responseTime.p75);
});

test('a window without requests has no figures and is not an error', async () => {
  const figures = await figuresOf(storeRun(200), { window: { by: 'ended', from: 20_000, to: 30_000 } });
  expect(figures).toMatchObject({ requests: { total: 0 }, throughput: 0, measuredMs: 0, spectrum: [], steps: [], remotes: [] });
});

test('the steps of the summary are those of the rows', async () => {
  const run = storeRun(REQUESTS);
  const { steps, throughput, requests } = run.summary;
  const figures = await figuresOf(run);
  expect(steps.map(({ index, name, scenario }) => [index, scenario, name])).toEqual([
    [0, 'shop', 'GET /'],
    [1, 'shop', 'GET /cart'],
    [2, 'admin', 'GET /admin'],
  ]);
  expect(steps.map((step) => step.requests)).toEqual(figures.steps.map((step) => step.requests));
  expect(steps.reduce((sum, step) => sum + step.requests.total, 0)).toBe(requests.total);
  expect(steps.reduce((sum, step) => sum + step.throughput, 0)).toBeCloseTo(throughput, 6);
  steps.forEach((step, at) => {
    const exact = figures.steps[at]?.serviceTime;
    expect([step.serviceTime.min, step.serviceTime.max]).toEqual([exact?.min, exact?.max]);
    expect(Math.abs(step.serviceTime.p95 / (exact?.p95 ?? 0) - 1)).toBeLessThan(0.0042);
  });
});
