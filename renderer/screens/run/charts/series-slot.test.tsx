// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeAll, expect, test, vi } from 'vitest';
import type { OutsideSeries } from '../../../../shared/outside-series.ts';
import { exampleRun } from '../../../../shared/test-example-run.ts';
import { beginLiveRun, openLiveRun } from '../../../live-run/live-run.ts';
import { viewOf } from '../../../live-run/live-run-view.ts';
import { SeriesSlot } from './series-slot.tsx';

beforeAll(() => void vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true));

const CPU: OutsideSeries = { name: 'CPU of the database', at: [0, 1000, 7000], values: [40, 100, 100], isPercent: true };
const POOL: OutsideSeries = { name: 'Connections', at: [0, 1000], values: [3, 9], isPercent: false };

function shown(series: readonly OutsideSeries[]): HTMLElement {
  const place = document.createElement('div');
  const view = viewOf(openLiveRun(beginLiveRun('r'), { row: exampleRun(), snapshots: [] }), 'All', 'response_time');
  const palette = (): string => '#000';
  act(() => createRoot(place).render(<SeriesSlot {...{ series, view, palette }} width={600} height={44} />));
  return place;
}

test('a series from outside is named, with its sentence, and read aloud', () => {
  const place = shown([CPU]);
  expect(place.querySelector('h2')?.textContent).toBe('CPU of the database');
  expect(place.textContent).toContain('CPU of the database was at 100 % from 0:01.');
  expect(place.querySelector('[aria-label]')?.getAttribute('aria-label')).toMatch(
    /^CPU of the database over time, 40 % to 100 %\./,
  );
});

function buttonsOf(place: HTMLElement): readonly HTMLButtonElement[] {
  return [...place.querySelectorAll<HTMLButtonElement>('button')];
}

test('the first of several series is shown, others are added by name, and each shows its scale', () => {
  const place = shown([CPU, POOL]);
  const pressed = (): readonly string[] =>
    buttonsOf(place).map((button) => `${button.textContent}${button.getAttribute('aria-pressed') === 'true' ? '' : ' (hidden)'}`);
  expect(pressed()).toEqual(['CPU of the database0 % to 100 %', 'Connections (hidden)']);
  act(() => buttonsOf(place)[1]?.click());
  expect(pressed()).toEqual(['CPU of the database0 % to 100 %', 'Connections0 to 10']);
  expect(place.querySelector('canvas')?.getAttribute('aria-label')).toMatch(/40 % to 100 %.*Connections over time, 3 to 9/);
  act(() => buttonsOf(place)[0]?.click());
  expect(pressed()).toEqual(['CPU of the database (hidden)', 'Connections0 to 10']);
  expect(place.textContent).toContain('from outside');
  // The last one stays.
  act(() => buttonsOf(place)[1]?.click());
  expect(pressed()).toHaveLength(2);
  expect(pressed().filter((words) => !words.endsWith('(hidden)'))).toHaveLength(1);
});

test('at most four series are drawn at once', () => {
  const place = shown(Array.from({ length: 6 }, (_, at) => ({ ...POOL, name: `pool ${at}` })));
  for (const at of [1, 2, 3, 4]) act(() => buttonsOf(place)[at]?.click());
  expect(buttonsOf(place).map((button) => button.getAttribute('aria-pressed'))).toEqual([
    'false',
    'true',
    'true',
    'true',
    'true',
    'false',
  ]);
});
