import { expect, test } from 'vitest';
import { EVERYTHING, type Grouping, type GroupSeries, type SampleFilter } from '../../shared/sample-query.ts';
import { isCompleted, OUTCOME_CODE } from '../../shared/outcome.ts';
import { RUN_ID, storedRuns, type StoredTestRun } from './test-stored-run.ts';

const storeRun = storedRuns();

const COLUMNS = 40;

async function groupsOf({ samples }: StoredTestRun, of: Grouping, filter: Partial<SampleFilter> = {}): Promise<GroupSeries[]> {
  const input = {
    runId: RUN_ID,
    view: 'zoom',
    filter: { ...EVERYTHING, warmup: 'include' as const, ...filter },
    by: 'ended' as const,
  };
  return [...(await samples.ask('samples.groups', { ...input, columns: COLUMNS, of }))];
}

const sum = (group: GroupSeries | undefined, name: 'succeeded' | 'failed'): number =>
  group?.columns.reduce((total, column) => total + column[name], 0) ?? 0;

test('each step has the requests that completed in it, column by column, and those that were in flight at its ends', async () => {
  const run = storeRun(2000);
  const groups = await groupsOf(run, 'step');
  expect(groups.map(({ index }) => index)).toEqual([0, 1, 2]);
  for (const { index, columns } of groups) {
    const own = run.rows.filter(({ step }) => step === index);
    for (const { startAt, endAt, succeeded, failed, inFlight, service } of columns) {
      const isStraggler = (sentAt: number): boolean => sentAt < run.plan.warmup && endAt > run.plan.warmup;
      const within = own.filter(
        ({ endedAt = 0, sentAt = 0, outcome = 0 }) =>
          endedAt >= startAt && endedAt < endAt && isCompleted(outcome) && !isStraggler(sentAt),
      );
      expect(succeeded).toBe(within.filter(({ outcome = 0 }) => outcome === OUTCOME_CODE.ok).length);
      expect([succeeded + failed, service.count]).toEqual([within.length, within.length]);
      expect(inFlight).toBe(own.filter(({ sentAt = 0, endedAt = 0 }) => sentAt < endAt && endedAt > endAt).length);
    }
  }
});

test('a scenario includes all of its steps, and a window does not change the number in flight in it', async () => {
  const run = storeRun(2000);
  const [steps, scenarios] = [await groupsOf(run, 'step'), await groupsOf(run, 'scenario')];
  expect(sum(scenarios[0], 'succeeded')).toBe(sum(steps[0], 'succeeded') + sum(steps[1], 'succeeded'));
  expect(sum(scenarios[1], 'failed')).toBe(sum(steps[2], 'failed'));
  const [whole] = steps;
  const [part] = await groupsOf(run, 'step', { window: { by: 'ended', from: 2000, to: 4000 } });
  const width = (part?.columns[0]?.endAt ?? 0) - (part?.columns[0]?.startAt ?? 0);
  const ends = new Map(whole?.columns.map(({ endAt, inFlight }) => [endAt, inFlight]));
  const shared = part?.columns.filter(({ endAt }) => ends.has(endAt)) ?? [];
  expect([width > 0, shared.length > 3]).toEqual([true, true]);
  expect(shared.map(({ inFlight }) => inFlight)).toEqual(shared.map(({ endAt }) => ends.get(endAt)));
});

test('a filter applies to the groups', async () => {
  const run = storeRun(1000);
  const groups = await groupsOf(run, 'step', { kind: 'failed' });
  expect(groups.map((group) => sum(group, 'succeeded'))).toEqual(groups.map(() => 0));
  expect(await groupsOf(run, 'step', { steps: [1] })).toHaveLength(1);
});
