// @vitest-environment happy-dom
// A long history opens as fast as a short one.
import { MantineProvider } from '@mantine/core';
import { act, Profiler } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { exampleRun } from '../../../shared/test-example-run.ts';
import { EMPTY_HOST, TestBridge } from '../../test-bridge.ts';

const RUNS = Array.from({ length: 300 }, (_, at) =>
  exampleRun({ id: `r${at}`, state: 'completed', startedAt: Date.UTC(2026, 8, 1) + at }),
);

test('the rows that a window shows are painted first, and the others of the page after them', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const bridge = new TestBridge({ ...EMPTY_HOST, 'runs.list': () => RUNS });
  bridge.install();
  const { followHost } = await import('../../host/follow-host.ts');
  const { currentHost } = await import('../../host/host-state.ts');
  const { HistoryScreen } = await import('./history-screen.tsx');
  followHost();
  await vi.waitFor(() => expect(currentHost().runs).toHaveLength(300), 30_000);
  const container = document.createElement('div');
  document.body.replaceChildren(container);
  const root = createRoot(container);
  const shown: number[] = [];
  const note = (): void => void shown.push(container.querySelectorAll('tbody a[href*="#/runs/r"]').length);
  await act(async () =>
    root.render(
      <MantineProvider>
        <Profiler id="history" onRender={note}>
          <HistoryScreen />
        </Profiler>
      </MantineProvider>,
    ),
  );
  expect([shown[0], shown.at(-1)]).toEqual([40, 200]);
  await act(async () => root.unmount());
});
