// The life of the window's program, against a double of Electron: ends, questions, updates, sleep.
import { beforeEach, expect, test, vi } from 'vitest';
import type { CapacityRow } from '../../shared/capacity/capacity-search.ts';
import * as electron from './test-electron.ts';
import type { Life } from './test-life.ts';

vi.mock('electron', () => import('./test-electron.ts'));
const { startLife } = await import('./test-life.ts');

let life: Life;
beforeEach(() => (life = startLife()));

test('every Quit waits for the same end, even if it is repeated', async () => {
  electron.app.quit();
  electron.app.quit();
  life.window.close();
  electron.app.quit();
  expect([life.closes, electron.app.exitCode]).toEqual([1, null]);
  life.finishClosing();
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(0), 30_000);
});

test.each([
  ['Quit', () => electron.app.quit()],
  ['Ctrl-C', () => life.parent.emit('message', 'quit')],
  ['the end of a session', () => life.window.emit('query-session-end', new electron.PreventableEvent())],
])('%s keeps the place of the window, which is destroyed without being closed', async (_what, act) => {
  let closed = 0;
  life.window.on('close', () => (closed += 1));
  act();
  life.finishClosing();
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(0), 30_000);
  expect([life.window.isDestroyed(), closed, life.kept]).toEqual([true, 0, 1]);
});

test('a question about a run is not asked while the window is hidden', async () => {
  life.begin();
  life.window.hide();
  electron.replies.push({ response: 2 });
  electron.app.quit();
  await vi.waitFor(() => expect(electron.dialogs).toHaveLength(1), 30_000);
  expect(life.window.isVisible()).toBe(true);
});

test('an update ends the app first, and then nothing delays its installer', async () => {
  const install = vi.fn<(giveUp: () => void) => void>(() => {
    // As on a Mac: its windows are closed, and what was installed ends the program.
    life.window.close();
    expect([life.window.isDestroyed(), electron.app.isQuitting]).toEqual([true, false]);
    electron.app.quit();
  });
  life.endFor(install);
  expect([life.closes, install.mock.calls.length]).toEqual([1, 0]);
  life.finishClosing();
  await vi.waitFor(() => expect(install).toHaveBeenCalledOnce(), 30_000);
  expect([life.kept, electron.app.exitCode]).toEqual([1, 0]);
});

test.each(['fails', 'does nothing'])('an update that %s restarts the present program', async (how) => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    const asked = new Promise<void>((resolve) => {
      life.endFor((giveUp) => {
        if (how === 'fails') giveUp();
        resolve();
      });
    });
    life.finishClosing();
    await asked;
    vi.advanceTimersByTime(how === 'fails' ? 0 : 120_000);
    expect(electron.calls).toEqual(['relaunch', 'exit']);
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  ['Quit', () => electron.app.quit()],
  ['closing the window', () => life.window.close()],
])('%s lets the page write what was typed last, while its window is there', async (_what, act) => {
  const written = Promise.withResolvers<void>();
  life.letPageWrite = () => written.promise;
  act();
  life.finishClosing();
  await new Promise((resolve) => setImmediate(resolve));
  expect([life.window.isDestroyed(), electron.app.exitCode]).toEqual([false, null]);
  written.resolve();
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(0), 30_000);
});

test('closing the window ends the program in order', async () => {
  life.window.close();
  expect(life.closes).toBe(1);
  life.finishClosing();
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(0), 30_000);
});

test.each([
  ['closing the window', () => life.window.close()],
  ['Quit', () => electron.app.quit()],
])('%s asks while a run goes on; Cancel leaves everything as it is', async (_what, act) => {
  life.begin();
  electron.replies.push({ response: 2 });
  act();
  await vi.waitFor(() => expect(electron.dialogs).toHaveLength(1), 30_000);
  expect(electron.dialogs[0]).toMatchObject({ buttons: ['Stop and quit', 'Keep running', 'Cancel'], cancelId: 2 });
  expect([life.closes, life.window.isDestroyed(), life.window.isVisible()]).toEqual([0, false, true]);
});

test('Stop and quit ends the run first', async () => {
  life.begin();
  electron.replies.push({ response: 0 });
  life.window.close();
  await vi.waitFor(() => expect(life.closes).toBe(1), 30_000);
  expect(electron.app.exitCode).toBeNull();
  life.finishClosing();
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(0), 30_000);
});

test('Keep running hides the window, a second start shows it, and so does the end of the run', async () => {
  life.begin();
  electron.replies.push({ response: 1 });
  electron.app.quit();
  await vi.waitFor(() => expect(life.window.isVisible()).toBe(false), 30_000);
  electron.app.emit('second-instance', {}, ['onrush'], '/');
  expect(life.window.isVisible()).toBe(true);
  life.window.hide();
  life.finish();
  expect([life.window.isVisible(), life.closes]).toEqual([true, 0]);
});

test('there are never two questions at once', async () => {
  life.begin();
  electron.replies.push({ response: 2 });
  electron.app.quit();
  electron.app.quit();
  life.window.close();
  await vi.waitFor(() => expect(electron.dialogs).toHaveLength(1), 30_000);
});

test('the computer stays awake during a run', () => {
  life.begin('a');
  life.begin('b');
  expect(electron.calls).toEqual(['block prevent-app-suspension']);
  life.finish('a');
  expect(electron.powerSaveBlocker.active.size).toBe(1);
  life.finish('b');
  expect(electron.powerSaveBlocker.active.size).toBe(0);
  life.begin('c');
  expect(electron.powerSaveBlocker.active.size).toBe(1);
});

test('a sleep during a run is written into its notes, after the existing text', () => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 1, 10, 0, 0) });
  try {
    electron.powerMonitor.emit('suspend');
    electron.powerMonitor.emit('resume');
    expect(life.given).toEqual([]);
    life.begin();
    electron.powerMonitor.emit('suspend');
    vi.setSystemTime(Date.UTC(2026, 2, 1, 10, 20, 0));
    electron.powerMonitor.emit('resume');
  } finally {
    vi.useRealTimers();
  }
  const notes = 'Mine.\nThis computer slept for 1,200 s from 10:00:00 UTC while the run went on: nothing was sent then.';
  expect(life.given).toMatchObject([{ name: 'runs.describe', input: { id: 'r1', notes } }]);
});

test('a search also counts as running between two trials', async () => {
  const search = (endedAt: number | null): void =>
    life.tell({ type: 'capacity', event: { type: 'changed', row: { id: 's', endedAt } as CapacityRow } });
  search(null);
  life.begin();
  life.finish();
  expect(electron.powerSaveBlocker.active.size).toBe(1);
  electron.replies.push({ response: 2 });
  life.window.close();
  await vi.waitFor(() => expect(electron.dialogs).toHaveLength(1), 30_000);
  expect(life.closes).toBe(0);
  search(1);
  expect(electron.powerSaveBlocker.active.size).toBe(0);
});

test('the question is asked in front, also of a window that is minimised', async () => {
  life.begin();
  life.window.minimize();
  electron.replies.push({ response: 2 });
  electron.app.quit();
  await vi.waitFor(() => expect(electron.dialogs).toHaveLength(1), 30_000);
  expect([life.window.isMinimized(), electron.calls.slice(-2)]).toEqual([false, ['restore', 'focus']]);
});

test('a window that fills the screen leaves it before it is hidden', async () => {
  life.begin();
  life.window.setFullScreen(true);
  electron.replies.push({ response: 1 });
  life.window.close();
  await vi.waitFor(() => expect(life.window.isVisible()).toBe(false), 30_000);
  expect(life.window.isFullScreen()).toBe(false);
});

test('the program ends once, with one event that says so', async () => {
  const codes: unknown[] = [];
  electron.app.on('quit', (_event, code) => codes.push(code));
  electron.app.on('will-quit', () => codes.push('will-quit'));
  for (let press = 0; press < 5; press += 1) electron.app.quit();
  life.finishClosing();
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(0), 30_000);
  electron.app.quit();
  expect(codes).toEqual([0]);
});

function record(requests: number | null): void {
  const state = {
    phase: 'recording',
    browser: 'Chromium',
    url: 'http://127.0.0.1/',
    startedAt: 0,
    requests: requests ?? 0,
    steps: [],
    earlierSteps: 0,
    isFull: false,
  } as const;
  life.tell({ type: 'recording', state: requests === null ? null : state });
}

test('a recording is not discarded without a question, which says so', async () => {
  record(12);
  electron.replies.push({ response: 1 }, { response: 0 });
  electron.app.quit();
  await vi.waitFor(() => expect(electron.replies).toHaveLength(1), 30_000);
  await new Promise((resolve) => setImmediate(resolve));
  expect([life.closes, electron.dialogs]).toMatchObject([
    0,
    [{ message: 'A recording is going on.', buttons: ['Discard and quit', 'Cancel'], defaultId: 1, cancelId: 1 }],
  ]);
  life.window.close();
  await vi.waitFor(() => expect(life.closes).toBe(1), 30_000);
});

test('beside a run it is named too; without requests, or once it is over, there is nothing to ask about', async () => {
  record(12);
  life.begin();
  electron.replies.push({ response: 2 });
  electron.app.quit();
  await vi.waitFor(() => expect(electron.dialogs).toHaveLength(1), 30_000);
  expect(electron.dialogs[0]).toMatchObject({
    message: 'A run is going on.',
    detail: expect.stringMatching(/A recording is going on too\. .*discarded\.$/),
    buttons: ['Stop and quit', 'Keep running', 'Cancel'],
  });
  await new Promise((resolve) => setImmediate(resolve));
  life.finish();
  record(0);
  record(null);
  life.window.close();
  expect([life.closes, electron.dialogs.length]).toEqual([1, 1]);
});
