// What a person who looks elsewhere sees of a run.
import { beforeEach, expect, test, vi } from 'vitest';
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
  followRunsOutside({ listen }, window as never, (id) => opened.push(id));
});

function run(changes: { readonly capacityId?: string } = {}): void {
  const row = exampleRun({ id: 'r1', name: 'Shop', plan, ...changes });
  tell({ type: 'run', event: { type: 'started', row } });
  const snapshot = exampleSnapshot({ index: 9 });
  tell({ type: 'run', event: { type: 'snapshot', runId: 'r1', snapshot, summary: row.summary, verdicts: [] } });
  tell({ type: 'run', event: { type: 'ended', row: { ...row, state: 'completed' } } });
}

test('its progress is in the dock or taskbar as long as it goes on', () => {
  run();
  expect(electron.calls).toEqual(['progress 2', 'progress 0.25', 'progress -1']);
});

test('at its end there is a notice and a badge, unless its window is in front', () => {
  window.blur();
  run();
  run();
  expect(electron.calls).toEqual(expect.arrayContaining(['badge 1', 'badge 2', 'flash true']));
  expect(electron.notices.map(({ options }) => options)).toMatchObject([{ title: '“Shop” completed' }, {}]);
  electron.notices[0]?.emit('click');
  expect(opened).toEqual(['r1']);
  window.focus();
  expect(electron.calls.slice(-2)).toEqual(['badge 0', 'flash false']);
});

test('the trials of a search are not announced one by one', () => {
  window.blur();
  run({ capacityId: 's' });
  expect(electron.notices).toEqual([]);
});
