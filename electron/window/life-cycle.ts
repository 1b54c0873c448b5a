// The life of the program with a window: it ends once, after a run that goes on was written, and asks before it ends one. Keeps the
// computer awake while a run goes on, and says so in the run's notes where the computer slept all the same.
import { app, powerMonitor, powerSaveBlocker, type BrowserWindow } from 'electron';
import type { HostEvent } from '../../shared/rpc.ts';
import type { RunRow } from '../../shared/run.ts';
import type { OnrushApp } from '../app/app.ts';
import { logError } from '../system/log.ts';
import { askAboutRun } from './quit-question.ts';
import { reviveWindow } from './revive-window.ts';

interface LifeCycle {
  readonly onrush: OnrushApp;
  readonly window: BrowserWindow;
  /** What started the program, if it has something to say. */
  readonly parent?: NodeJS.EventEmitter;
}

export function followLifeCycle({ onrush, window, parent = process }: LifeCycle): void {
  const runs = new ActiveRuns(onrush, () => {
    // Somebody hid it to keep the run; its end is worth a look.
    if (!window.isDestroyed() && !window.isVisible()) window.show();
  });
  let closing: Promise<void> | null = null;
  let isAsking = false;

  const end = (): void => {
    closing ??= onrush
      .close()
      .catch((error: unknown) => logError('Closing', error))
      .finally(() => {
        runs.close();
        app.exit();
      });
  };
  const ask = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    const reply = await askAboutRun(window).finally(() => (isAsking = false));
    if (reply === 'quit') end();
    if (reply === 'keep' && !window.isDestroyed()) window.hide();
  };

  app.on('before-quit', (event) => {
    // A second Quit waits for the same end.
    event.preventDefault();
    if (closing === null && runs.isGoingOn && !window.isDestroyed()) void ask();
    else end();
  });
  window.on('close', (event) => {
    if (closing !== null || !runs.isGoingOn) return;
    event.preventDefault();
    void ask();
  });
  // The system waits a few seconds and asks nobody: what was measured is written at once.
  window.on('query-session-end', end);
  powerMonitor.on('shutdown', () => {
    // Whoever prevented it would hold up the whole computer.
    app.removeAllListeners('before-quit');
    end();
  });
  // Whoever started it from a terminal passes Ctrl-C on so; a signal would end it at once on Windows. It is meant, so nobody is asked.
  parent.on('message', (word) => word === 'quit' && end());
  app.on('window-all-closed', () => app.quit());
  comeForward(window, end);
  reviveWindow(window);
}

function comeForward(window: BrowserWindow, end: () => void): void {
  const handle = (): void => {
    if (!window.isDestroyed()) return bringToFront(window);
    // The window is gone, and the end of its run is awaited: the second start begins again after it.
    app.relaunch();
    end();
  };
  app.on('second-instance', handle);
  app.on('activate', handle);
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  if (!window.isVisible()) window.show();
  window.focus();
}

/** Those that go on, whoever started them here. */
class ActiveRuns {
  readonly #onrush: OnrushApp;
  readonly #rows = new Map<string, RunRow>();
  readonly #handleEnd: () => void;
  readonly #stop: () => void;
  #blocker: number | null = null;
  #sleptAt: number | null = null;

  constructor(onrush: OnrushApp, handleEnd: () => void) {
    this.#onrush = onrush;
    this.#handleEnd = handleEnd;
    this.#stop = onrush.listen((event) => this.#follow(event));
    powerMonitor.on('suspend', () => (this.#sleptAt = Date.now()));
    powerMonitor.on('resume', () => this.#noteSleep());
  }

  get isGoingOn(): boolean {
    return this.#rows.size > 0;
  }

  close(): void {
    this.#stop();
    this.#rows.clear();
    this.#block();
  }

  #follow(event: HostEvent): void {
    if (event.type !== 'run') return;
    const { event: change } = event;
    if (change.type === 'started') this.#rows.set(change.row.id, change.row);
    const row = change.type === 'described' ? this.#rows.get(change.runId) : undefined;
    if (change.type === 'described' && row !== undefined) this.#rows.set(row.id, { ...row, ...change.description });
    if (change.type === 'ended' && this.#rows.delete(change.row.id)) this.#handleEnd();
    this.#block();
  }

  /** A covered window's timers are gathered and slowed on some systems, and a laptop goes to sleep: the load would not be the plan's. */
  #block(): void {
    if (this.isGoingOn) this.#blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (this.#blocker !== null) {
      powerSaveBlocker.stop(this.#blocker);
      this.#blocker = null;
    }
  }

  #noteSleep(): void {
    const sleptAt = this.#sleptAt;
    this.#sleptAt = null;
    if (sleptAt === null) return;
    const seconds = Math.max(1, Math.round((Date.now() - sleptAt) / 1000));
    const from = new Date(sleptAt).toISOString().slice(11, 19);
    const sentence = `This computer slept for ${seconds.toLocaleString('en')} s from ${from} UTC while the run went on: nothing was sent then.`;
    for (const { id, name, notes, tags, starred } of this.#rows.values()) {
      const words = notes === '' ? sentence : `${notes}\n${sentence}`;
      void this.#onrush.call('runs.describe', { id, name, notes: words, tags, starred });
    }
  }
}
