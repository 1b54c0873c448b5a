// @vitest-environment happy-dom
import { notificationsStore } from '@mantine/notifications';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeEach, expect, test, vi } from 'vitest';
import { fail, succeed, type Result } from '../../shared/errors.ts';
import { examplePlan, exampleRun } from '../../shared/test-example-run.ts';
import { TestBridge } from '../test-bridge.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

const bridge = new TestBridge({});

bridge.install();
const { startRun, startRunOrNotify, question } = await import('./start-run.ts');
const { readRuns } = await import('./host-state.ts');

const TARGET = { host: 'example.com', addresses: [], mostPerSecond: null, mostRequests: null };
let confirmed: (readonly string[])[] = [];

beforeEach(() => {
  confirmed = [];
  location.hash = '#/';
  bridge.replies = {
    'runs.start': (input): Result<{ readonly runId: string }> => {
      confirmed.push([...(input.confirmed ?? [])]);
      if (input.confirmed?.includes('example.com') === true) return succeed({ runId: 'r1' });
      return { ok: false, failure: { code: 'needs_confirmation', message: 'Ask.', confirmation: TARGET as never } };
    },
  };
});

async function reply(isAllowed: boolean): Promise<void> {
  while (question.get() === null) await new Promise((resolve) => setTimeout(resolve));
  question.get()?.reply(isAllowed);
}

test('an allowed start is repeated with the host, and its run is opened', async () => {
  const started = startRun(examplePlan(), null);
  await reply(true);
  expect(await started).toEqual(succeed({ runId: 'r1' }));
  expect(confirmed).toEqual([[], ['example.com']]);
  expect([location.hash, question.get()]).toEqual(['#/runs/r1', null]);
});

test('a start that is not allowed starts nothing and opens nothing', async () => {
  const started = startRun(examplePlan(), null);
  await reply(false);
  expect(await started).toBeNull();
  expect([confirmed.length, location.hash]).toEqual([1, '#/']);
});

test('a second start answers the question of the first with no', async () => {
  const first = startRun(examplePlan(), null);
  while (question.get() === null) await new Promise((resolve) => setTimeout(resolve));
  const asked = question.get();
  const second = startRun(examplePlan(), null);
  while (question.get() === asked) await new Promise((resolve) => setTimeout(resolve));
  expect(await first).toBeNull();
  await reply(true);
  expect((await second)?.ok).toBe(true);
});

test('a refusal is returned with its problems', async () => {
  bridge.replies = { 'runs.start': () => fail('run_active', 'Another run goes on.') };
  expect(await startRun(examplePlan(), null)).toMatchObject({ ok: false, failure: { code: 'run_active' } });
  expect(location.hash).toBe('#/');
});

test('a refused input is returned with its fields', async () => {
  const problems = [{ path: 'tls.ca', message: 'There is no file /ca.pem.' }];
  bridge.replies = { 'runs.start': () => fail('plan_invalid', 'There is no file /ca.pem.', problems) };
  expect(await startRunOrNotify(examplePlan(), null)).toMatchObject({ code: 'plan_invalid', problems });
});

test('the notice that refuses a second run opens the current one with one click', async () => {
  const active = exampleRun({ id: 'active', state: 'running' });
  bridge.replies = { 'runs.list': () => [active], 'runs.start': () => fail('run_active', 'Another run goes on.') };
  await readRuns();
  await startRunOrNotify(examplePlan(), null);
  const notice = notificationsStore.getState().notifications.at(-1)?.message;
  const place = document.createElement('div');
  const root = createRoot(place);
  await act(async () => root.render(notice));
  expect(place.textContent).toBe('Another run goes on.Open that run');
  await act(async () => place.querySelector('button')?.click());
  expect(location.hash).toBe('#/runs/active');
  await act(async () => root.unmount());
});
