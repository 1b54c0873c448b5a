// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { OUTCOME_CODE } from '../../../../shared/outcome.ts';
import { allocateDots } from '../../../../shared/snapshot.ts';
import { exampleRun, exampleSnapshot } from '../../../../shared/test-example-run.ts';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import { spotsOf, type Spot } from '../../../charts/dots.ts';
import { xOf, type Plot } from '../../../charts/plot.ts';
import { beginLiveRun, openLiveRun } from '../../../live-run/live-run.ts';
import { viewOf } from '../../../live-run/live-run-view.ts';
import { pressShortcut, useShortcutKeys } from '../../../shortcuts/use-shortcuts.ts';
import { useCursor, type CursorState } from './use-cursor.ts';

/** Four columns of 250 ms: when each request ended, how long it took, how it ended. */
const REQUESTS = [
  { endedAt: 100, took: 20, outcome: 0 },
  { endedAt: 300, took: 90, outcome: OUTCOME_CODE.http_5xx },
  { endedAt: 400, took: 40, outcome: 0 },
  { endedAt: 700, took: 10, outcome: OUTCOME_CODE.reset },
  { endedAt: 900, took: 50, outcome: 0 },
];
const TOP = 30;
const PLOT: Plot = {
  left: 50,
  top: 0,
  width: 400,
  height: 100,
  domain: { from: 0, to: 1000 },
  axis: { scale: 'linear', from: 0, to: 100, ticks: [], minorTicks: [], format: String },
};

const snapshots = [0, 1, 2, 3].map((index) => {
  const within = REQUESTS.filter(({ endedAt }) => Math.floor(endedAt / 250) === index);
  const dots = allocateDots(within.length);
  within.forEach(({ endedAt, took, outcome }, row) => {
    dots.endedAt[row] = endedAt;
    dots.service[row] = took;
    dots.response[row] = took;
    dots.outcome[row] = outcome;
    dots.iteration[row] = REQUESTS.findIndex((one) => one.endedAt === endedAt);
  });
  return exampleSnapshot({ index, startAt: index * 250, endAt: (index + 1) * 250, succeeded: within.length, dots });
});
const run = openLiveRun(beginLiveRun('r'), { row: exampleRun(), snapshots });
const view = viewOf(run, PLOT.domain, 'service_time');
const spots = spotsOf(PLOT, view.columns, { placement: 'ended', measure: 'service_time', showsAll: true });

let root: Root | null = null;
const shown: CursorState[] = [];
const opened: number[] = [];
const zoomed: TimeDomain[] = [];

beforeAll(() => void vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true));

afterEach(async () => {
  await act(async () => root?.unmount());
  shown.length = 0;
  opened.length = 0;
  zoomed.length = 0;
});

function Charts() {
  useShortcutKeys();
  const cursor = useCursor({
    view,
    plot: PLOT,
    top: TOP,
    spots,
    onZoom: (window) => zoomed.push(window),
    onWhole: () => undefined,
    onOpen: (spot) => opened.push(endOf(spot) ?? Number.NaN),
  });
  shown.push(cursor);
  return <div id="charts" {...cursor.pointer} />;
}

async function show(): Promise<void> {
  const container = document.createElement('div');
  document.body.replaceChildren(container);
  root = createRoot(container);
  await act(async () => root?.render(<Charts />));
}

function now(): CursorState {
  const cursor = shown.at(-1);
  if (cursor === undefined) throw new Error('Nothing was rendered.');
  return cursor;
}

function endOf(spot: Spot | null): number | undefined {
  return spot?.dots.endedAt[spot.row];
}

async function press(...ids: Parameters<typeof pressShortcut>[0][]): Promise<void> {
  for (const id of ids) await act(async () => pressShortcut(id));
}

/** At a moment of the run, this number of px below the top of the main chart. */
async function point(type: string, at: number, below = 0): Promise<void> {
  const place = { clientX: xOf(PLOT, at), clientY: TOP + below, bubbles: true, pointerId: 1, button: 0 };
  // React recognises that the pointer left by where it went.
  const heard = type === 'pointerleave' ? 'pointerout' : type;
  await act(async () => document.querySelector('#charts')?.dispatchEvent(new PointerEvent(heard, place)));
}

test('keys move it a column at a time, from the last one, and never beyond an end', async () => {
  await show();
  expect(now().column).toBeNull();
  await press('cursor.left');
  expect(now().column).toBe(3);
  await press('cursor.left', 'cursor.left');
  expect(now().column).toBe(1);
  await press('cursor.leapLeft');
  expect(now().column).toBe(0);
  await press('cursor.left');
  expect(now().column).toBe(0);
  await press('cursor.leapRight', 'cursor.right');
  expect(now().column).toBe(3);
  await press('cursor.leave');
  expect(now().column).toBeNull();
});

test('keys reach the failures before and after it, and there is none after the last', async () => {
  await show();
  await press('cursor.failureAfter');
  expect([endOf(now().spot), now().column]).toEqual([300, 1]);
  await press('cursor.failureAfter');
  expect([endOf(now().spot), now().column]).toEqual([700, 2]);
  await press('cursor.failureAfter');
  expect(endOf(now().spot)).toBe(700);
  await press('cursor.failureBefore');
  expect(endOf(now().spot)).toBe(300);
  await press('cursor.leave');
  await press('cursor.failureBefore');
  expect(endOf(now().spot)).toBe(700);
});

test('Enter opens the request under it, or the slowest of its column', async () => {
  await show();
  await press('cursor.open');
  expect(opened).toEqual([]);
  await act(async () => now().standAt(1));
  await press('cursor.open');
  await press('cursor.failureAfter', 'cursor.failureAfter');
  await press('cursor.open');
  expect(opened).toEqual([300, 700]);
});

test('the pointer finds the request that is near, the column below it, and nothing beside the plot', async () => {
  await show();
  await point('pointermove', 403, 62);
  expect([endOf(now().spot), now().column]).toEqual([400, 1]);
  await point('pointermove', 403, 20);
  expect([now().spot, now().column]).toEqual([null, 1]);
  await point('pointermove', -20);
  expect([now().spot, now().column]).toEqual([null, null]);
  await point('pointermove', 800);
  await point('pointerleave', 800);
  expect(now().column).toBeNull();
});

test('a click opens the request there; a drag is a window with round ends and opens nothing', async () => {
  await show();
  await point('pointerdown', 900, 48);
  await point('pointerup', 905, 49);
  expect([opened, zoomed]).toEqual([[900], []]);
  await point('pointerdown', 703);
  await point('pointermove', 452);
  expect(now().drag).toEqual({ left: xOf(PLOT, 452), right: xOf(PLOT, 703) });
  await point('pointermove', 202);
  await point('pointerup', 202);
  expect(now().drag).toBeNull();
  expect([opened, zoomed]).toEqual([[900], [{ from: 200, to: 700 }]]);
});

test('Escape cancels a drag', async () => {
  await show();
  await point('pointerdown', 200);
  await point('pointermove', 600);
  await press('cursor.leave');
  await point('pointerup', 600);
  expect([now().drag, zoomed]).toEqual([null, []]);
});
