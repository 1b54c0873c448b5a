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

test('of several, one is chosen by its name', () => {
  const place = shown([CPU, POOL]);
  const tabs = [...place.querySelectorAll<HTMLButtonElement>('[role=tab]')];
  expect(tabs.map(({ textContent }) => textContent)).toEqual(['CPU of the database', 'Connections']);
  act(() => tabs[1]?.click());
  expect(place.textContent).toContain('from outside');
  expect(place.innerHTML).toContain('Connections over time, 3 to 9.');
});
