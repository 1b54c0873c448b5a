// @vitest-environment happy-dom
// How often a screen that follows a run is rendered, in a time that passes only as the test lets it.
import { act, useLayoutEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { fail } from '../../../../shared/errors.ts';
import { SNAPSHOT_MS } from '../../../../shared/snapshot.ts';
import { exampleRun, exampleSnapshot, summaryOf } from '../../../../shared/test-example-run.ts';
import { TestBridge } from '../../../test-bridge.ts';
import type { FollowedRun } from '../../../host/followed-runs.ts';

const bridge = new TestBridge({});
bridge.install();
const { useLiveRun } = await import('./use-live-run.ts');
const { followHost } = await import('../../../host/follow-host.ts');
followHost();

const SECONDS = 10;

/** The time that the timers have counted, and the time that rendering took in addition, in ms. */
let waited = 0;
let rendering = 0;
let costMs = 0;
let root: Root | null = null;
const shown: FollowedRun[] = [];

beforeAll(() => void vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true));

beforeEach(() => {
  [waited, rendering, costMs] = [0, 0, 0];
  shown.length = 0;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'] });
  vi.spyOn(performance, 'now').mockImplementation(() => waited + rendering);
  bridge.replies = { 'runs.open': () => ({ row: exampleRun(), snapshots: [] }) };
});

afterEach(async () => {
  await act(async () => root?.unmount());
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function Screen() {
  return <Picture followed={useLiveRun('r')} />;
}

/** A canvas is drawn in an effect, as here. */
function Picture({ followed }: { readonly followed: FollowedRun }) {
  useLayoutEffect(() => {
    shown.push(followed);
    rendering += costMs;
  }, [followed]);
  return null;
}

async function open(): Promise<void> {
  const opened = createRoot(document.createElement('div'));
  root = opened;
  await act(async () => opened.render(<Screen />));
}

async function waitUntil(at: number): Promise<void> {
  while (waited + rendering < at) {
    waited += 1;
    await act(async () => vi.advanceTimersByTime(1));
  }
}

/** Four snapshots per second, one after another. @returns how often the screen was rendered in that time. */
async function rendersOf(seconds: number): Promise<number> {
  const before = shown.length;
  const from = waited + rendering;
  for (let index = 0; index < (seconds * 1000) / SNAPSHOT_MS; index += 1) {
    await waitUntil(from + (index + 1) * SNAPSHOT_MS);
    const at = { index, startAt: index * SNAPSHOT_MS, endAt: (index + 1) * SNAPSHOT_MS };
    const summary = summaryOf(index + 1);
    await act(async () => bridge.emitRun({ type: 'snapshot', runId: 'r', snapshot: exampleSnapshot(at), summary, verdicts: [] }));
  }
  return shown.length - before;
}

test('every snapshot is shown if that costs little', async () => {
  await open();
  const renders = await rendersOf(SECONDS);
  expect(renders).toBeGreaterThanOrEqual(4 * SECONDS - 2);
  expect(renders).toBeLessThanOrEqual(4 * SECONDS + 1);
});

test('if an update costs more than 50 ms, the screen is rendered twice a second and shows the latest data', async () => {
  costMs = 80;
  await open();
  // Until the cost is known, each snapshot is shown.
  await rendersOf(2);
  const renders = await rendersOf(SECONDS);
  expect(renders).toBeLessThanOrEqual(2 * SECONDS + 1);
  expect(renders).toBeGreaterThanOrEqual(2 * SECONDS - 3);
  await waitUntil(waited + rendering + 1000);
  expect(shown.at(-1)?.run.row?.summary.requests.total).toBe((SECONDS * 1000) / SNAPSHOT_MS);
});

test('if motion is unwanted, it is rendered once a second', async () => {
  vi.spyOn(globalThis, 'matchMedia').mockReturnValue({ matches: true } as MediaQueryList);
  await open();
  const renders = await rendersOf(SECONDS);
  expect(renders).toBeLessThanOrEqual(SECONDS + 1);
  expect(renders).toBeGreaterThanOrEqual(SECONDS - 2);
});

test('a run that cannot be read says so at once, and nothing is rendered after the screen is closed', async () => {
  bridge.replies = { 'runs.open': () => fail('not_found', 'This run is no longer stored.') };
  await open();
  expect(shown.at(-1)?.failure?.message).toBe('This run is no longer stored.');
  await act(async () => root?.unmount());
  const before = shown.length;
  await rendersOf(1);
  expect(shown.length).toBe(before);
});
