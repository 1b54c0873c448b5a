// @vitest-environment happy-dom
// How often the window renders while a run goes on: four snapshots a second reach only what shows their figures.
import { takeRenders } from './test-renders.ts';
import { MantineProvider } from '@mantine/core';
import { act, Profiler } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { examplePlan, exampleRun, exampleSnapshot, summaryOf } from '../shared/test-example-run.ts';
import type { PlanRow } from '../shared/run.ts';
import { EMPTY_HOST, TestBridge } from './test-bridge.ts';

/** The window of tests can be given a size. */
interface Browser {
  readonly happyDOM: { readonly setViewport: (size: { readonly width: number; readonly height: number }) => void };
}

const RUN = exampleRun({ id: 'r1' });
const PLAN = { id: 'p1', plan: examplePlan(), savedAt: 0 };
const SMALL = planOf(3);
const LARGE = planOf(200);

const bridge = new TestBridge({
  ...EMPTY_HOST,
  'runs.list': () => [RUN, exampleRun({ id: 'r0', state: 'completed' })],
  'plans.list': () => [PLAN, SMALL, LARGE],
  'runs.open': ({ id }) => ({ row: exampleRun({ id, state: id === 'r1' ? 'running' : 'completed' }), snapshots: [] }),
});
let root: Root | null = null;
let commits = 0;

beforeAll(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  // This document has no fonts to wait for.
  Object.defineProperty(document, 'fonts', { value: new EventTarget() });
  bridge.install();
  const { followHost } = await import('./host/follow-host.ts');
  followHost();
  // All screens are loaded before the first is timed.
  await import('./app.tsx');
});

beforeEach(() => {
  commits = 0;
});

afterEach(async () => {
  await act(async () => root?.unmount());
  root = null;
});

async function show(fragment: string): Promise<void> {
  location.hash = fragment;
  const { App } = await import('./app.tsx');
  const container = document.createElement('div');
  document.body.replaceChildren(container);
  const shown = createRoot(container);
  root = shown;
  await act(async () =>
    shown.render(
      <MantineProvider>
        <Profiler id="app" onRender={() => (commits += 1)}>
          <App />
        </Profiler>
      </MantineProvider>,
    ),
  );
  await quiet();
}

/** Waits until nothing has been rendered for 200 ms: by then a screen has done what it does after it opens. */
async function quiet(): Promise<void> {
  for (let before = -1; before !== commits;) {
    before = commits;
    await act(async () => new Promise((resolve) => setTimeout(resolve, 200)));
  }
}

async function commitsOfSnapshots(count: number): Promise<number> {
  const before = commits;
  for (let index = 0; index < count; index += 1) {
    const summary = summaryOf(100 + index);
    await act(async () =>
      bridge.emitRun({ type: 'snapshot', runId: 'r1', snapshot: exampleSnapshot({ index }), summary, verdicts: [] }),
    );
  }
  return commits - before;
}

test('the host has one listener', () => {
  expect(bridge.listeners).toBe(1);
});

const STEADY = ['#/plans/p1', '#/plans/new', '#/settings', '#/help', '#/', '#/demo', '#/runs/r0'];
const NEWER = ['#/find-capacity', '#/capacity/c1', '#/import', '#/record', '#/compare', '#/try/p1'];

test.each([...STEADY, ...NEWER])('twenty snapshots of a run that goes on do not render %s', async (fragment) => {
  await show(fragment);
  expect(document.querySelector('main')?.textContent).not.toBe('');
  expect(await commitsOfSnapshots(20)).toBe(0);
});

test('a newer version is shown below Help, and its dialog opens from there', async () => {
  await show('#/help');
  const update = (): HTMLButtonElement | null => document.querySelector('nav button');
  expect(update()).toBeNull();
  const newer = { version: '1.2.3', state: 'downloading', share: 0.419 } as const;
  await act(async () => bridge.emit({ type: 'newer', newer }));
  expect(update()?.getAttribute('aria-label')).toBe('Version 1.2.3 is being downloaded: 41 %.');
  await act(async () => update()?.click());
  expect(bridge.calls.at(-1)).toEqual({ name: 'app.newerVersion', input: {} });
  await act(async () => bridge.emit({ type: 'newer', newer: null }));
  expect(update()).toBeNull();
});

test('on the screen of the run they render the figures, but no texts of the user and no buttons', async () => {
  await show('#/runs/r1');
  await commitsOfSnapshots(2);
  await quiet();
  takeRenders();
  const snapshot = exampleSnapshot({ index: 7 });
  bridge.emitRun({ type: 'snapshot', runId: 'r1', snapshot, summary: summaryOf(300), verdicts: [] });
  const rendered: string[] = [];
  await vi.waitFor(async () => {
    await quiet();
    rendered.push(...takeRenders());
    expect(rendered).toEqual(expect.arrayContaining(['Tiles', 'ChartStack', 'SidePanel', 'LiveSteps']));
  }, 30_000);
  const written = ['RunName', 'RunStar', 'RunNumber', 'RunTags', 'RunNotes', 'Target', 'Events'];
  const pressed = ['PauseButton', 'StopButton', 'ChangeLoad', 'Toolbar'];
  expect([...written, ...pressed].filter((name) => rendered.includes(name))).toEqual([]);
});

test('they render the list of runs, which shows their figures', async () => {
  await show('#/runs');
  expect(await commitsOfSnapshots(20)).toBe(20);
});

test('a key in a plan of 200 steps renders the editor and its step once, and neither the dock nor the rows of its outline', async () => {
  const few = await rendersOfKey(SMALL.id);
  const many = await rendersOfKey(LARGE.id);
  const parts = many.filter((name) => ['PlanEditor', 'StepPanel', 'LoadDock'].includes(name));
  expect(parts.toSorted()).toEqual(['PlanEditor', 'StepPanel']);
  expect(many).toContain('Outline');
  expect(many).not.toContain('OutlineRow');
  // A step in the middle has a step after it: a few more buttons.
  expect(many.length - few.length).toBeLessThan(10);
});

/** The components that one key in the URL of a plan's first step renders, until the plan is checked and nothing renders any more. */
async function rendersOfKey(planId: string): Promise<string[]> {
  (window as unknown as Browser).happyDOM.setViewport({ width: 1440, height: 900 });
  await show(`#/plans/${planId}`);
  await type('a');
  await quiet();
  takeRenders();
  await type('b');
  await quiet();
  return takeRenders();
}

async function type(key: string): Promise<void> {
  const url = document.querySelector<HTMLInputElement>('input[aria-label="URL"]');
  await act(async () => {
    // With the prototype's own setter, because React overrides that of the element.
    if (url !== null) Reflect.set(HTMLInputElement.prototype, 'value', `${url.value}${key}`, url);
    url?.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

function planOf(count: number): PlanRow {
  const steps = Array.from({ length: count }, (_, at) => ({ name: `step ${at}`, url: `http://127.0.0.1:9/${at}` }));
  return { id: `p-${count}`, plan: examplePlan({ scenarios: [{ name: 'all', steps }] }), savedAt: 0 };
}
