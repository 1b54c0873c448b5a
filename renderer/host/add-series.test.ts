// @vitest-environment happy-dom
// A file with series is sent to the host like every file, and the run is read again afterwards.
import { expect, test, vi } from 'vitest';
import { exampleRun } from '../../shared/test-example-run.ts';
import { TestBridge } from '../test-bridge.ts';

test('the run that is shown has the series that were added to it', async () => {
  const series = [{ name: 'CPU', at: [0, 1], values: [20, 100], isPercent: true }];
  let row = exampleRun({ id: 'a' });
  const bridge = new TestBridge({
    'series.add': () => {
      row = { ...row, series };
      return ['Added “CPU” with 2 points.'];
    },
    'runs.open': () => ({ row, snapshots: [] }),
  });
  bridge.install();
  bridge.paths.set('cpu.csv', '/home/ada/cpu.csv');
  const { addSeries } = await import('./add-series.ts');
  const { followRun } = await import('./followed-runs.ts');
  const shown: unknown[] = [];
  const stop = followRun('a', ({ run }) => shown.push(run.row?.series));
  await vi.waitFor(() => expect(shown).toHaveLength(1), 30_000);
  await addSeries('a', new File(['time,name,value'], 'cpu.csv'));
  await vi.waitFor(() => expect(shown.at(-1)).toEqual(series), 30_000);
  expect(bridge.calls.find(({ name }) => name === 'series.add')?.input).toEqual({ runId: 'a', upload: '/home/ada/cpu.csv' });
  stop();
});
