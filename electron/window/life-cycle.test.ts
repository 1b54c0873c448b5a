// The life of the window's program, against a double of Electron: ends, questions, sleep, crashes of the page, second starts.
import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import type { CapacityRow } from '../../shared/capacity/capacity-search.ts';
import type { HostEvent } from '../../shared/rpc.ts';
import { exampleRun } from '../../shared/test-example-run.ts';
import type { OnrushApp } from '../app/app.ts';
import * as electron from './test-electron.ts';

vi.mock('electron', () => import('./test-electron.ts'));
const { followLifeCycle } = await import('./life-cycle.ts');

let tell: (event: HostEvent) => void;
let finishClosing: () => void;
let closes: number;
let parent: EventEmitter;
let given: { readonly name: string; readonly input: unknown }[];
let opened: string[];
let window: electron.BrowserWindow;
/** How often the place of the window was stored. */
let kept: number;
let life: ReturnType<typeof followLifeCycle>;

beforeEach(() => {
  electron.startAnew();
  parent = new EventEmitter();
  closes = 0;
  given = [];
  opened = [];
  const onrush: OnrushApp = {
    call(name, input) {
      given.push({ name, input });
      return Promise.resolve({ ok: true, value: null });
    },
    listen(handle) {
      tell = handle;
      return () => undefined;
    },
    openFile: (path) => void opened.push(path),
    collectFile: () => null,
    close() {
      closes += 1;
      return new Promise((resolve) => (finishClosing = resolve));
    },
  };
  window = new electron.BrowserWindow();
  kept = 0;
  life = followLifeCycle({ onrush, window: window as never, state: { keep: () => (kept += 1) }, parent });
});

const begin = (id = 'r1'): void => tell({ type: 'run', event: { type: 'started', row: exampleRun({ id, notes: 'Mine.' }) } });
const finish = (id = 'r1'): void => tell({ type: 'run', event: { type: 'ended', row: exampleRun({ id, state: 'completed' }) } });

test('every Quit waits for the same end, however often it is pressed', async () => {
  electron.app.quit();
  electron.app.quit();
  window.close();
  electron.app.quit();
  expect([closes, electron.app.exitCode]).toEqual([1, null]);
  finishClosing();
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(0), 30_000);
});

test.each([
  ['Quit', () => electron.app.quit()],
  ['Ctrl-C', () => parent.emit('message', 'quit')],
  ['the end of a session', () => window.emit('query-session-end', {})],
])('%s keeps the place of the window, which is destroyed without being closed', async (_what, act) => {
  let closed = 0;
  window.on('close', () => (closed += 1));
  act();
  finishClosing();
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(0), 30_000);
  expect([window.isDestroyed(), closed, kept]).toEqual([true, 0, 1]);
});

test('a question about a run is not asked beside a window that nobody sees', async () => {
  begin();
  window.hide();
  electron.replies.push({ response: 2 });
  electron.app.quit();
  await vi.waitFor(() => expect(electron.dialogs).toHaveLength(1), 30_000);
  expect(window.isVisible()).toBe(true);
});

test('an update ends the app first, and then nothing holds up its installer', async () => {
  const install = vi.fn<(giveUp: () => void) => void>(() => {
    // As on a Mac: its windows are closed, and what was installed ends the program.
    window.close();
    expect([window.isDestroyed(), electron.app.isQuitting]).toEqual([true, false]);
    electron.app.quit();
  });
  life.endFor(install);
  expect([closes, install.mock.calls.length]).toEqual([1, 0]);
  finishClosing();
  await vi.waitFor(() => expect(install).toHaveBeenCalledOnce(), 30_000);
  expect([kept, electron.app.exitCode]).toEqual([1, 0]);
});

test.each(['fails', 'does nothing'])('an update that %s starts the program again as it is', async (how) => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    const asked = new Promise<void>((resolve) => {
      life.endFor((giveUp) => {
        if (how === 'fails') giveUp();
        resolve();
      });
    });
    finishClosing();
    await asked;
    vi.advanceTimersByTime(how === 'fails' ? 0 : 120_000);
    expect(electron.calls).toEqual(['relaunch', 'exit']);
  } finally {
    vi.useRealTimers();
  }
});

test('closing the window ends the program in order', async () => {
  window.close();
  expect(closes).toBe(1);
  finishClosing();
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(0), 30_000);
});

test.each([
  ['closing the window', () => window.close()],
  ['Quit', () => electron.app.quit()],
])('%s asks while a run goes on; Cancel leaves everything as it is', async (_what, act) => {
  begin();
  electron.replies.push({ response: 2 });
  act();
  await vi.waitFor(() => expect(electron.dialogs).toHaveLength(1), 30_000);
  expect(electron.dialogs[0]).toMatchObject({ buttons: ['Stop and quit', 'Keep running', 'Cancel'], cancelId: 2 });
  expect([closes, window.isDestroyed(), window.isVisible()]).toEqual([0, false, true]);
});

test('Stop and quit ends the run first', async () => {
  begin();
  electron.replies.push({ response: 0 });
  window.close();
  await vi.waitFor(() => expect(closes).toBe(1), 30_000);
  expect(electron.app.exitCode).toBeNull();
  finishClosing();
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(0), 30_000);
});

test('Keep running hides the window, a second start shows it, and so does the end of the run', async () => {
  begin();
  electron.replies.push({ response: 1 });
  electron.app.quit();
  await vi.waitFor(() => expect(window.isVisible()).toBe(false), 30_000);
  electron.app.emit('second-instance', {}, ['onrush'], '/');
  expect(window.isVisible()).toBe(true);
  window.hide();
  finish();
  expect([window.isVisible(), closes]).toEqual([true, 0]);
});

test('Ctrl-C in the terminal ends the run and the program without a question', async () => {
  begin();
  parent.emit('message', 'quit');
  expect([closes, electron.dialogs]).toEqual([1, []]);
  finishClosing();
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(0), 30_000);
});

test('nobody is asked twice at once', async () => {
  begin();
  electron.replies.push({ response: 2 });
  electron.app.quit();
  electron.app.quit();
  window.close();
  await vi.waitFor(() => expect(electron.dialogs).toHaveLength(1), 30_000);
});

test('the computer stays awake for as long as a run goes on', () => {
  begin('a');
  begin('b');
  expect(electron.calls).toEqual(['block prevent-app-suspension']);
  finish('a');
  expect(electron.powerSaveBlocker.active.size).toBe(1);
  finish('b');
  expect(electron.powerSaveBlocker.active.size).toBe(0);
  begin('c');
  expect(electron.powerSaveBlocker.active.size).toBe(1);
});

test('a sleep during a run is written into its notes, behind what somebody wrote', () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 1, 10, 0, 0) });
  try {
    electron.powerMonitor.emit('suspend');
    electron.powerMonitor.emit('resume');
    expect(given).toEqual([]);
    begin();
    electron.powerMonitor.emit('suspend');
    vi.setSystemTime(Date.UTC(2026, 2, 1, 10, 20, 0));
    electron.powerMonitor.emit('resume');
  } finally {
    vi.useRealTimers();
  }
  const notes = 'Mine.\nThis computer slept for 1,200 s from 10:00:00 UTC while the run went on: nothing was sent then.';
  expect(given).toMatchObject([{ name: 'runs.describe', input: { id: 'r1', notes } }]);
});

test('a second start after the window was closed begins again once the end is written', () => {
  window.close();
  electron.app.emit('second-instance', {}, ['onrush'], '/');
  expect([electron.calls, closes]).toEqual([['relaunch'], 1]);
});

test('an AppImage begins again as the file that it is, not at the place where it was unpacked', () => {
  vi.stubEnv('APPIMAGE', '/home/ada/Onrush.AppImage');
  try {
    window.close();
    electron.app.emit('activate');
    expect(electron.calls).toEqual(['relaunch /home/ada/Onrush.AppImage']);
  } finally {
    vi.unstubAllEnvs();
  }
});

test('a second start brings a minimised window forward', () => {
  window.minimize();
  electron.app.emit('second-instance', {}, ['onrush'], '/');
  expect(electron.calls).toEqual(['restore', 'focus']);
});

test('a second start and a double click hand their files over, and no folders or options', () => {
  const plan = import.meta.filename;
  electron.app.emit(
    'second-instance',
    {},
    ['onrush', '--flag', import.meta.dirname, 'life-cycle.test.ts', 'gone.onrush'],
    import.meta.dirname,
  );
  const event = { preventDefault: vi.fn<() => void>() };
  electron.app.emit('open-file', event, '/home/ada/shop.onrush');
  expect([opened, event.preventDefault.mock.calls.length]).toEqual([[plan, '/home/ada/shop.onrush'], 1]);
});

test('between two trials of a search it is going on too', async () => {
  const search = (endedAt: number | null): void =>
    tell({ type: 'capacity', event: { type: 'changed', row: { id: 's', endedAt } as CapacityRow } });
  search(null);
  begin();
  finish();
  expect(electron.powerSaveBlocker.active.size).toBe(1);
  electron.replies.push({ response: 2 });
  window.close();
  await vi.waitFor(() => expect(electron.dialogs).toHaveLength(1), 30_000);
  expect(closes).toBe(0);
  search(1);
  expect(electron.powerSaveBlocker.active.size).toBe(0);
});

test('the end of a session is not asked about, and not prevented', () => {
  begin();
  window.emit('query-session-end', {});
  expect([closes, electron.dialogs]).toEqual([1, []]);
});

test('a shutdown of the computer is not held up', () => {
  begin();
  electron.powerMonitor.emit('shutdown');
  electron.app.quit();
  expect([closes, electron.dialogs, electron.calls.includes('exit')]).toEqual([1, [], true]);
});

test('a page that crashed is loaded again, and after several crashes only when somebody says so', async () => {
  const crash = (reason: string): boolean => window.webContents.emit('render-process-gone', {}, { reason, exitCode: 5 });
  crash('clean-exit');
  expect(electron.calls).toEqual([]);
  for (const reason of ['crashed', 'oom', 'killed']) crash(reason);
  expect(electron.calls).toEqual(['reload', 'reload', 'reload']);
  electron.replies.push({ response: 1 });
  crash('crashed');
  await vi.waitFor(() => expect(electron.calls).toHaveLength(4), 30_000);
  expect([electron.dialogs.length, closes]).toEqual([1, 0]);
});

test('errors of the preload script and ends of other processes go to the log', () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  window.webContents.emit('preload-error', {}, '/preload.cjs', new Error('it broke'));
  electron.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'clean-exit', exitCode: 0 });
  electron.app.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 9 });
  const lines = printed.mock.calls.map(([line]) => String(line).split('\n', 1)[0]);
  expect(lines).toEqual(['The preload script: Error: it broke', 'A process of the window: Error: GPU ended: crashed, code 9']);
  printed.mockRestore();
});

test('a page that hangs is reloaded when somebody says so', async () => {
  electron.replies.push({ response: 0 }, { response: 1 });
  window.emit('unresponsive');
  await vi.waitFor(() => expect(electron.replies).toHaveLength(1), 30_000);
  expect(electron.calls).toEqual([]);
  await new Promise((resolve) => setImmediate(resolve));
  window.emit('unresponsive');
  await vi.waitFor(() => expect(electron.calls).toEqual(['reload']), 30_000);
});
