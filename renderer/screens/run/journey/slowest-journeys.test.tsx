// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { MantineProvider } from '@mantine/core';
import { beforeAll, expect, test, vi } from 'vitest';
import type { SlowJourney } from '../../../../shared/journey-figures.ts';
import { exampleJourney } from '../../../../shared/test-example-run.ts';
import { SlowestJourneys } from './slowest-journeys.tsx';

beforeAll(() => void vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true));

const PLAN = exampleJourney();

/** It starts at once; its second request takes twice as long as its first. */
function journey(iteration: number, took: number): SlowJourney {
  const [first, second] = [took / 3, took];
  return {
    iteration,
    dueAt: 0,
    withPauses: took,
    withoutPauses: took,
    requests: [
      { seq: 2 * iteration, step: 0, dueAt: 0, endedAt: first, outcome: 'ok' },
      { seq: 2 * iteration + 1, step: 1, dueAt: first, endedAt: second, outcome: 'ok' },
    ],
  };
}

test('the bars have a scale, and the name of the longest step stands after the bars it belongs to', async () => {
  vi.stubGlobal('ResizeObserver', NoObserver);
  const place = document.createElement('div');
  const root = createRoot(place);
  const journeys = [journey(0, 600), journey(1, 300)];
  await act(async () =>
    root.render(
      <MantineProvider>
        <SlowestJourneys plan={PLAN} journeys={journeys} onShowRequests={() => undefined} />
      </MantineProvider>,
    ),
  );
  const scale = [...place.querySelectorAll<HTMLElement>('[aria-hidden] span[style]')];
  expect(scale.map(({ textContent, style }) => [textContent, style.left])).toEqual([
    ['0 ms', '0%'],
    ['250 ms', expect.stringMatching(/^33\.3/)],
    ['500 ms', expect.stringMatching(/^66\.6/)],
    ['750 ms', '100%'],
  ]);
  const names = [...place.querySelectorAll('em')];
  expect(names.map(({ textContent, style }) => [textContent, style.left])).toEqual([
    ['Cart 400 ms', '80%'],
    ['Cart 200 ms', '40%'],
  ]);
  await act(async () => root.unmount());
});

/** Nothing is laid out here, so nothing has a width. */
class NoObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
