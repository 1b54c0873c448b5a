// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { MantineProvider } from '@mantine/core';
import { expect, test, vi } from 'vitest';
import { randomFrom, searchAt, TARGETS } from '../../../shared/capacity/test-targets.ts';
import type { CapacityRow } from '../../../shared/capacity/capacity-search.ts';
import { examplePlan } from '../../../shared/test-example-run.ts';
import { EMPTY_HOST, TestBridge } from '../../test-bridge.ts';

function search(): CapacityRow {
  const { settings, trials, end } = searchAt(
    TARGETS['M/M/1'],
    { objectives: ['p(99) <= 50ms'], precision: 'quick' },
    randomFrom(7),
  );
  return {
    id: 'c1',
    kind: 'search',
    name: 'Capacity of the shop',
    planId: null,
    plan: examplePlan({}),
    settings,
    state: 'completed',
    reason: null,
    startedAt: 0,
    endedAt: 1,
    end,
    ceiling: null,
    maxRate: null,
    trials: trials.map((trial) => ({ ...trial, runId: `r${trial.request.number}` })),
  };
}

test('the trials of a search are unfolded by a button of their own, beside the link to the search', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const row = search();
  new TestBridge({ ...EMPTY_HOST, 'capacity.list': () => [row] }).install();
  const { followHost } = await import('../../host/follow-host.ts');
  const { CapacityRows } = await import('./capacity-rows.tsx');
  followHost();
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  const root = createRoot(place);
  await act(async () =>
    root.render(
      <MantineProvider>
        <CapacityRows />
      </MantineProvider>,
    ),
  );
  const fold = await vi.waitFor(() => {
    const button = place.querySelector('button');
    if (button === null) throw new Error('The rows are not there yet.');
    return button;
  });
  const links = (): string[] => [...place.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
  expect([fold.getAttribute('aria-label'), fold.getAttribute('aria-expanded')]).toEqual([
    'Trials of Capacity of the shop',
    'false',
  ]);
  expect(links()).toEqual(['#/capacity/c1']);
  expect(place.querySelector('a button, button a, summary')).toBeNull();
  await act(async () => fold.click());
  expect(fold.getAttribute('aria-expanded')).toBe('true');
  expect(links()).toEqual(['#/capacity/c1', ...row.trials.map(({ runId }) => `#/runs/${runId}`)]);
  await act(async () => root.unmount());
});
