// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { fail, succeed, type Result } from '../../shared/errors.ts';
import type { RunDetail, RunEvent } from '../../shared/run.ts';
import { exampleRun, exampleSnapshot, summaryOf } from '../../shared/test-example-run.ts';
import { TestBridge } from '../test-bridge.ts';
import type { FollowedRun } from './followed-runs.ts';

const bridge = new TestBridge({});

bridge.install();
const { followRun } = await import('./followed-runs.ts');
const { followHost } = await import('./follow-host.ts');
followHost();

let detail: Result<RunDetail>;

beforeEach(() => {
  detail = succeed({ row: exampleRun(), snapshots: [exampleSnapshot({ index: 0 })] });
  bridge.replies = { 'runs.open': () => detail };
});

function snapshot(index: number): RunEvent {
  const at = { index, startAt: index * 250, endAt: (index + 1) * 250 };
  return { type: 'snapshot', runId: 'r', snapshot: exampleSnapshot(at), summary: summaryOf(index), verdicts: [] };
}

function follow(): { readonly heard: FollowedRun[]; readonly stop: () => void } {
  const heard: FollowedRun[] = [];
  return { heard, stop: followRun('r', (now) => heard.push(now)) };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

test('a run consists of its past and of the events that came while it was read', async () => {
  const { heard, stop } = follow();
  bridge.emitRun(snapshot(1));
  await settled();
  expect(heard.at(-1)?.run.columns.map(({ index }) => index)).toEqual([0, 1]);
  bridge.emitRun(snapshot(2));
  expect(heard.at(-1)?.run.row?.summary.requests.total).toBe(2);
  stop();
});

test('two screens can follow one run, and one that stops does not end it for the other', async () => {
  const first = follow();
  await settled();
  const second = follow();
  await settled();
  expect(second.heard.at(-1)?.run).toBe(first.heard.at(-1)?.run);
  second.stop();
  const before = second.heard.length;
  bridge.emitRun(snapshot(1));
  expect(first.heard.at(-1)?.run.columns.length).toBe(2);
  expect(second.heard.length).toBe(before);
  first.stop();
});

test('a run that cannot be read says why', async () => {
  detail = fail('not_found', 'There is no such run.');
  const { heard, stop } = follow();
  await settled();
  expect(heard.at(-1)?.failure?.message).toBe('There is no such run.');
  stop();
});

test('a run that nobody follows any more is forgotten', async () => {
  const { heard, stop } = follow();
  stop();
  await settled();
  bridge.emitRun(snapshot(1));
  expect(heard).toEqual([]);
});

test('a run that another program writes is read again while it goes on, and takes later changes by people', async () => {
  const going = exampleRun({ state: 'running' });
  detail = succeed({ row: going, snapshots: [] });
  const { heard, stop } = follow();
  await settled();
  detail = succeed({ row: exampleRun({ state: 'completed' }), snapshots: [exampleSnapshot({ index: 0 })] });
  bridge.emit({ type: 'runs', changed: [going], removed: [] });
  await settled();
  expect(heard.at(-1)?.run.row?.state).toBe('completed');
  expect(heard.at(-1)?.run.columns.length).toBe(1);
  const calls = bridge.calls.length;
  bridge.emit({ type: 'runs', changed: [exampleRun({ state: 'completed', name: 'Renamed' })], removed: [] });
  expect(heard.at(-1)?.run.row?.name).toBe('Renamed');
  expect(heard.at(-1)?.run.columns.length).toBe(1);
  expect(bridge.calls.length).toBe(calls);
  stop();
});
