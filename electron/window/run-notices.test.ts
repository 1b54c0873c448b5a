// What a person sees of a run while they work in another program.
import { beforeEach, expect, test, vi } from 'vitest';
import type { CapacityRow } from '../../shared/capacity/capacity-search.ts';
import { exampleSearch } from '../../shared/capacity/test-example-search.ts';
import type { HostEvent } from '../../shared/rpc.ts';
import { exampleRun, examplePlan, exampleSnapshot } from '../../shared/test-example-run.ts';
import * as electron from './test-electron.ts';

vi.mock('electron', () => import('./test-electron.ts'));
const { followRunsOutside } = await import('./run-notices.ts');

let tell: (event: HostEvent) => void;
let window: electron.BrowserWindow;
const opened: string[] = [];
const plan = examplePlan({ load: { model: 'closed', stages: [{ duration: '10s', target: 2 }] } });

beforeEach(() => {
  electron.startAnew();
  opened.length = 0;
  window = new electron.BrowserWindow();
  const listen = (handle: (event: HostEvent) => void) => {
    tell = handle;
    return () => undefined;
  };
  followRunsOutside({ listen }, window as never, (fragment) => opened.push(fragment));
});

function run(changes: { readonly capacityId?: string } = {}): void {
  const row = exampleRun({ id: 'r1', name: 'Shop', plan, ...changes });
  tell({ type: 'run', event: { type: 'started', row } });
  const snapshot = exampleSnapshot({ index: 9 });
  tell({ type: 'run', event: { type: 'snapshot', runId: 'r1', snapshot, summary: row.summary, verdicts: [] } });
  tell({ type: 'run', event: { type: 'ended', row: { ...row, state: 'completed' } } });
}

test('the progress of a run is in the dock or taskbar during the run', () => {
  run();
  expect(electron.calls).toEqual(['progress 2', 'progress 0.25', 'progress -1']);
});

test('the end of a run shows a notice and a badge, unless its window is in front', () => {
  window.blur();
  run();
  run();
  expect(electron.calls).toEqual(expect.arrayContaining(['badge 1', 'badge 2', 'flash true']));
  expect(electron.notices.map(({ options }) => options)).toMatchObject([{ title: '“Shop” completed' }, {}]);
  electron.notices[0]?.emit('click');
  expect(opened).toEqual(['#/runs/r1']);
  window.focus();
  expect(electron.calls.slice(-2)).toEqual(['badge 0', 'flash false']);
});

function search(changes: Partial<CapacityRow>): void {
  tell({ type: 'capacity', event: { type: 'changed', row: exampleSearch({ id: 's 1', name: 'Shop', plan, ...changes }) } });
}

test('a search is announced once at its end, and its trials are neither shown as progress nor announced', () => {
  window.blur();
  search({});
  run({ capacityId: 's 1' });
  search({});
  run({ capacityId: 's 1' });
  expect([electron.calls, electron.notices]).toEqual([['progress 2'], []]);
  search({ state: 'stopped', endedAt: 1 });
  search({ state: 'stopped', endedAt: 1 });
  expect(electron.calls).toEqual(['progress 2', 'progress -1', 'badge 1', 'flash true']);
  const [notice, ...more] = electron.notices;
  expect([notice?.options, more]).toEqual([{ title: '“Shop”: search stopped', body: expect.stringMatching(/\.$/) }, []]);
  notice?.emit('click');
  expect(opened).toEqual(['#/capacity/s%201']);
  run();
  expect(electron.notices).toHaveLength(2);
});

test('a search that was removed is not announced', () => {
  window.blur();
  search({});
  tell({ type: 'capacity', event: { type: 'removed', id: 's 1' } });
  expect([electron.calls, electron.notices]).toEqual([['progress 2', 'progress -1'], []]);
});
