// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { fail } from '../../shared/errors.ts';
import type { Settings } from '../../shared/settings.ts';
import { exampleRun, summaryOf } from '../../shared/test-example-run.ts';
import { TestBridge } from '../test-bridge.ts';

const SETTINGS: Settings = { theme: 'light', stopWhenRefused: true, workers: null };
const RUNS = [exampleRun({ id: 'b' }), exampleRun({ id: 'a', state: 'completed' })];
const bridge = new TestBridge({});

bridge.install();
const host = await import('./host-state.ts');

beforeEach(async () => {
  bridge.replies = {
    'app.info': () => ({ version: '1', host: 'browser', dataFolder: '/', command: 'onrush', defaultWorkers: 1, problem: null }),
    'settings.get': () => SETTINGS,
    'runs.list': () => RUNS,
    'plans.list': () => [],
    'demo.state': () => ({ phase: 'idle', asyncRunId: null, blockingRunId: null, failure: null }),
  };
  await host.readAll();
});

test('the state of the host is read completely', () => {
  expect(host.currentHost()).toMatchObject({ settings: SETTINGS, runs: RUNS, steadyRuns: RUNS, plans: [], failure: null });
});

test('a history that cannot be opened is reported, and nothing is requested from it', async () => {
  const problem = { code: 'store_damaged', message: 'The history is damaged.' } as const;
  bridge.replies = {
    'app.info': () => ({ version: '1', host: 'browser', dataFolder: '/', command: 'onrush', defaultWorkers: 1, problem }),
  };
  bridge.calls.length = 0;
  await host.readAll();
  expect(host.currentHost().failure).toEqual(problem);
  expect(bridge.calls.map(({ name }) => name)).toEqual(['app.info']);
});

test('figures of a run that goes on leave the steady list as it is', () => {
  const before = host.currentHost();
  host.setHostEvent({
    type: 'run',
    event: { type: 'snapshot', runId: 'b', snapshot: {} as never, summary: summaryOf(7), verdicts: [] },
  });
  const now = host.currentHost();
  expect(now.steadyRuns).toBe(before.steadyRuns);
  expect(now.runs?.[0]?.summary.requests.total).toBe(7);
  host.setHostEvent({ type: 'run', event: { type: 'state', runId: 'b', state: 'stopping' } });
  expect(host.currentHost().steadyRuns).toBe(host.currentHost().runs);
});

test('settings apply at once, and are restored if the host refuses them', async () => {
  bridge.replies = { 'settings.set': () => fail('internal', 'The disk is full.') };
  const saving = host.saveSettings({ ...SETTINGS, theme: 'dark' });
  expect(host.currentHost().settings?.theme).toBe('dark');
  await saving;
  expect(host.currentHost().settings?.theme).toBe('light');
});

test('a deleted run disappears at once, and returns if the host refuses', async () => {
  bridge.replies = { ...bridge.replies, 'runs.delete': () => fail('run_active', 'It goes on.') };
  const deleting = host.deleteRun('b');
  expect(host.currentHost().runs?.map(({ id }) => id)).toEqual(['a']);
  expect((await deleting).ok).toBe(false);
  expect(host.currentHost().runs?.map(({ id }) => id)).toEqual(['b', 'a']);
});
