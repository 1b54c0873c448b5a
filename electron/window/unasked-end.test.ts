// Ends that nobody can be asked about, against a double of Electron: of the session, of the computer, by a signal or a terminal.
import { beforeEach, expect, test, vi } from 'vitest';
import * as electron from './test-electron.ts';
import type { Life } from './test-life.ts';

vi.mock('electron', () => import('./test-electron.ts'));
const { startLife } = await import('./test-life.ts');

let life: Life;
beforeEach(() => (life = startLife()));

/** @returns whether the system was asked to wait */
function endSession(): boolean {
  const event = Object.assign(new electron.PreventableEvent(), { reasons: ['shutdown'] });
  life.window.emit('query-session-end', event);
  return event.defaultPrevented;
}

/** @returns whether the system was asked to wait */
function shutDown(): boolean {
  const event = new electron.PreventableEvent();
  electron.powerMonitor.emit('shutdown', event);
  return event.defaultPrevented;
}

test('the end of a Windows session waits until the run is written, without a question', async () => {
  life.begin();
  expect([endSession(), life.closes, electron.dialogs]).toEqual([true, 1, []]);
  // It is asked again while it waits.
  expect([endSession(), life.closes, electron.app.exitCode]).toEqual([true, 1, null]);
  life.finishClosing();
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(0), 30_000);
});

test('it does not wait where nothing is measured', () => {
  expect([endSession(), life.closes]).toEqual([false, 1]);
});

test('a shutdown waits until the run is written, without a question', async () => {
  life.begin();
  expect(shutDown()).toBe(true);
  // A Mac then quits the program as its user does, and Linux sends a signal.
  electron.app.quit();
  life.parent.emit('SIGTERM', 'SIGTERM');
  expect([life.closes, electron.dialogs, electron.app.exitCode]).toEqual([1, [], null]);
  life.finishClosing();
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(0), 30_000);
});

test.each([
  ['Ctrl-C in the terminal that started it', 'message', 'quit'],
  ['Ctrl-C', 'SIGINT', 'SIGINT'],
  ['a polite kill', 'SIGTERM', 'SIGTERM'],
  ['the end of its terminal', 'SIGHUP', 'SIGHUP'],
])('%s ends the run and the program without a question, however often it comes', async (_what, event, word) => {
  life.begin();
  life.parent.emit(event, word);
  life.parent.emit(event, word);
  expect([life.closes, electron.dialogs, electron.app.exitCode]).toEqual([1, [], null]);
  life.finishClosing();
  await vi.waitFor(() => expect(electron.app.exitCode).toBe(0), 30_000);
});

test('another word of the process that started it ends nothing', () => {
  life.parent.emit('message', 'hello');
  expect(life.closes).toBe(0);
});
