import { expect, test } from 'vitest';
import { exampleRun, exampleSnapshot, summaryOf } from '../../shared/test-example-run.ts';
import type { RunEvent, RunRow } from '../../shared/run.ts';
import { afterEvent, NOTHING_READ, type HostState } from './host-events.ts';

function rowOf(id: string, changes: Partial<RunRow> = {}): RunRow {
  return exampleRun({ id, ...changes });
}

function after(runs: readonly RunRow[], ...events: readonly RunEvent[]): HostState {
  return events.reduce<HostState>((state, event) => afterEvent(state, { type: 'run', event }), { ...NOTHING_READ, runs });
}

test('a started run comes first, once', () => {
  const started: RunEvent = { type: 'started', row: rowOf('b') };
  expect(after([rowOf('a')], started, started).runs?.map((run) => run.id)).toEqual(['b', 'a']);
});

test('snapshots and states change the figures of their own run only', () => {
  const snapshot = exampleSnapshot();
  const { runs } = after(
    [rowOf('b'), rowOf('a')],
    { type: 'snapshot', runId: 'a', snapshot, summary: summaryOf(7), verdicts: [] },
    { type: 'state', runId: 'a', state: 'stopping' },
  );
  expect(runs?.map((run) => [run.state, run.summary.requests.total])).toEqual([
    ['running', 0],
    ['stopping', 7],
  ]);
});

test('what people write on a run changes only that run', () => {
  const description = { name: 'Before the fix', notes: 'on staging', tags: ['nightly'], starred: true };
  const { runs } = after([rowOf('b'), rowOf('a')], { type: 'described', runId: 'a', description, number: 2 });
  expect(runs).toEqual([rowOf('b'), rowOf('a', { ...description, number: 2 })]);
});

test('the end replaces the row', () => {
  const ended = rowOf('a', { state: 'completed', summary: summaryOf(9) });
  expect(after([rowOf('a')], { type: 'ended', row: ended }).runs).toEqual([ended]);
});

test('a list that was not read yet stays unread', () => {
  expect(afterEvent(NOTHING_READ, { type: 'run', event: { type: 'started', row: rowOf('a') } })).toBe(NOTHING_READ);
});

test('the demo tells its state', () => {
  const state = { phase: 'async', asyncRunId: 'a', blockingRunId: null, failure: null } as const;
  expect(afterEvent(NOTHING_READ, { type: 'demo', state }).demo).toBe(state);
});

test('runs of others take their place in the list by time, and those that are deleted leave it', () => {
  const runs = [rowOf('b', { startedAt: 20 }), rowOf('a', { startedAt: 10 })];
  const changed = [rowOf('c', { startedAt: 15 }), rowOf('a', { startedAt: 10, name: 'renamed' })];
  const now = afterEvent({ ...NOTHING_READ, runs, steadyRuns: runs }, { type: 'runs', changed, removed: ['b'] });
  expect(now.runs?.map(({ id, name }) => [id, name])).toEqual([
    ['c', rowOf('c').name],
    ['a', 'renamed'],
  ]);
  expect(now.steadyRuns).toBe(now.runs);
  expect(afterEvent(NOTHING_READ, { type: 'runs', changed, removed: [] })).toBe(NOTHING_READ);
});

test("the other users of the history are known with the rest of the host's state", () => {
  const info = {
    version: '1',
    host: 'browser',
    dataFolder: '/data',
    command: 'onrush',
    defaultWorkers: 1,
    problem: null,
  } as const;
  const others = [{ kind: 'command line', pid: 7, runName: 'Shop' }] as const;
  expect(afterEvent({ ...NOTHING_READ, info }, { type: 'others', others }).info).toEqual({ ...info, others });
  expect(afterEvent(NOTHING_READ, { type: 'others', others })).toBe(NOTHING_READ);
});

test('a newer version is known before anything else of the host is', () => {
  const newer = { version: '1.2.3', state: 'available', share: 0 } as const;
  expect(afterEvent(NOTHING_READ, { type: 'newer', newer })).toEqual({ ...NOTHING_READ, newer });
});
