// Journeys, their causes and their filters, against the rows they were made of, written a second time on purpose.
import { expect, test } from 'vitest';
import type { FailureCauses, JourneyFigures } from '../../shared/journey-figures.ts';
import { EVERYTHING, type SampleFilter } from '../../shared/sample-query.ts';
import { storeJourneys, type JourneyRow, type StoredJourneys } from './test-stored-journeys.ts';

const RUN_ID = 'run';

async function journeysOf({ samples }: StoredJourneys, changes: Partial<SampleFilter> = {}): Promise<JourneyFigures> {
  return await samples.ask('samples.journeys', { runId: RUN_ID, view: 'test', filter: { ...EVERYTHING, ...changes } });
}

function byIteration(rows: readonly JourneyRow[]): readonly (readonly JourneyRow[])[] {
  return [...Map.groupBy(rows, ({ iteration }) => iteration).values()];
}

test('the funnel counts the rows, and started is the sum of completed, stopped early and cut off', async () => {
  const run = storeJourneys(400);
  const { funnels, steps } = await journeysOf(run);
  const journeys = byIteration(run.rows);
  const last = journeys.map((rows) => rows.at(-1));
  const isStopped = (row: JourneyRow | undefined): boolean =>
    row !== undefined && row.outcome !== 'ok' && row.outcome !== 'cancelled';
  const [funnel] = funnels;
  expect(funnel).toEqual({
    scenario: 0,
    name: 'buy',
    started: journeys.length,
    completed: last.filter((row) => row?.step === 3 && row.outcome === 'ok').length,
    stoppedEarly: last.filter(isStopped).length,
    cutOff: last.filter((row) => row?.outcome === 'cancelled').length,
    notSent: last.reduce((sum, row) => sum + (isStopped(row) ? 3 - (row?.step ?? 3) : 0), 0),
  });
  for (const { index, reached, lost, figures, bins } of steps) {
    expect(reached).toBe(journeys.filter((rows) => rows.some(({ step }) => step === index)).length);
    expect(lost).toBe(index === 3 ? 0 : last.filter((row) => row?.step === index && isStopped(row)).length);
    const completed = (figures?.requests.succeeded ?? 0) + (figures?.requests.failed ?? 0);
    expect(bins.response.reduce((sum, count) => sum + count, 0)).toBe(completed);
  }
});

test('steps that users send once are separate, with their own figures, and change no others', async () => {
  const without = await journeysOf(storeJourneys(60));
  const run = storeJourneys(60, 3);
  const withOnce = await journeysOf(run);
  expect(without.setup).toEqual([]);
  expect(withOnce.setup).toMatchObject([
    { index: 4, part: 'per-vu', scenario: 0, figures: { requests: { total: 3, failed: 1 }, serviceTime: { max: 12 } } },
  ]);
  expect(withOnce.setup[0]?.bins.service.reduce((sum, count) => sum + count, 0)).toBe(3);
  // Earlier requests shifted the numbers of the others.
  expect({ ...withOnce, setup: [], slowest: [] }).toEqual({ ...without, slowest: [] });
  const narrowed = await journeysOf(run, { steps: [1], kind: 'failed' });
  expect(narrowed.setup).toEqual(withOnce.setup);
});

test('the slowest journeys are those of the rows, each with its requests in order', async () => {
  const run = storeJourneys(300);
  const { slowest, withoutPauses } = await journeysOf(run);
  const lengths = byIteration(run.rows).map((rows) => rows.reduce((sum, { dueAt, endedAt }) => sum + endedAt - dueAt, 0));
  const longest = lengths.toSorted((a, b) => b - a);
  expect(slowest.map((one) => one.withoutPauses).toSorted((a, b) => b - a)[0]).toBeCloseTo(longest[0] ?? 0, 2);
  for (const { iteration, requests, withPauses, dueAt } of slowest) {
    const rows = run.rows.filter((row) => row.iteration === iteration);
    expect(requests.map(({ step }) => step)).toEqual(rows.map(({ step }) => step));
    expect(withPauses).toBeCloseTo((rows.at(-1)?.endedAt ?? 0) - dueAt, 2);
  }
  expect(withoutPauses.max).toBeGreaterThan(0);
});

test('with a step chosen, the slowest are of journeys that reached it, and the table stays complete', async () => {
  const run = storeJourneys(200);
  const all = await journeysOf(run);
  const some = await journeysOf(run, { steps: [2], kind: 'failed' });
  expect(some.steps).toEqual(all.steps);
  const failedThere = new Set(
    run.rows.filter(({ step, outcome }) => step === 2 && outcome === 'check_failed').map(({ iteration }) => iteration),
  );
  expect(some.slowest.length).toBeGreaterThan(0);
  for (const { iteration } of some.slowest) expect(failedThere.has(iteration)).toBe(true);
});

test('causes are grouped by step and check, with their most common sentence', async () => {
  const run = storeJourneys(400);
  const found = (await run.samples.ask('samples.causes', { runId: RUN_ID, view: 'test', filter: EVERYTHING })) satisfies Omit<
    FailureCauses,
    'causes'
  >;
  const failed = run.rows.filter(({ outcome }) => outcome !== 'ok' && outcome !== 'cancelled');
  expect(found.failed).toBe(failed.length);
  expect(found.causes.reduce((sum, { count }) => sum + count, 0)).toBe(failed.length);
  const ofHits = found.causes.find(({ check }) => check === '$.hits count > 0');
  expect(ofHits).toMatchObject({ step: 1, count: failed.filter(({ step }) => step === 1).length, saying: ofHits?.count });
});

test('requests are filtered by check, by iteration and by data row', async () => {
  const run = storeJourneys(200);
  const rows = async (changes: Partial<SampleFilter>): Promise<number> => {
    const sort = { by: 'seq', descending: false } as const;
    const filter = { ...EVERYTHING, ...changes };
    return (await run.samples.ask('samples.page', { runId: RUN_ID, view: 'rows', filter, sort, offset: 0, limit: 500 })).total;
  };
  expect(await rows({ check: '$.hits count > 0' })).toBe(
    run.rows.filter(({ step, outcome }) => step === 1 && outcome === 'check_failed').length,
  );
  expect(await rows({ iteration: 7 })).toBe(run.rows.filter(({ iteration }) => iteration === 7).length);
  expect(await rows({ dataRow: { set: 0, row: 3, of: 10 } })).toBe(
    run.rows.filter(({ iteration }) => iteration % 10 === 2).length,
  );
});
