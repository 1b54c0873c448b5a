// The life of the program with a window: it ends once, after a run that goes on was written, and asks before it ends one.
import { app, powerMonitor, type BrowserWindow } from 'electron';
import type { OnrushApp } from '../app/app.ts';
import { logError } from '../system/log.ts';
import { ActiveRuns } from './active-runs.ts';
import { fileArguments } from './file-arguments.ts';
import { askAboutRun } from './quit-question.ts';
import { reviveWindow } from './revive-window.ts';
import type { StateFile } from './window-state.ts';

interface LifeCycle {
  readonly onrush: OnrushApp;
  readonly window: BrowserWindow;
  readonly state: Pick<StateFile, 'keep'>;
  /** What started the program, if it has something to say. */
  readonly parent?: NodeJS.EventEmitter;
}

export function followLifeCycle({ onrush, window, state, parent = process }: LifeCycle): void {
  // Somebody may have hidden it to keep the run; its end is worth a look.
  const runs = new ActiveRuns(onrush, () => !window.isDestroyed() && !window.isVisible() && window.show());
  let closing: Promise<void> | null = null;
  let isAsking = false;

  const end = (): void => {
    // The exit destroys the window, which is no close.
    if (closing === null && !window.isDestroyed()) state.keep(window);
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
  comeForward({ onrush, window }, end);
  reviveWindow(window);
}

function comeForward({ onrush, window }: Pick<LifeCycle, 'onrush' | 'window'>, end: () => void): void {
  const handle = (files: readonly string[]): void => {
    if (!window.isDestroyed()) {
      for (const path of files) onrush.openFile(path);
      return bringToFront(window);
    }
    // The window is gone, and the end of its run is awaited: the second start begins again after it, with its files.
    // An AppImage is another place at each start.
    const appImage = process.env['APPIMAGE'];
    app.relaunch({
      args: [...process.argv.slice(1).filter((arg) => !files.includes(arg)), ...files],
      ...(appImage === undefined ? {} : { execPath: appImage }),
    });
    end();
  };
  app.on('second-instance', (_event, args, folder) => handle(fileArguments(args.slice(1), folder)));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    handle([path]);
  });
  app.on('activate', () => handle([]));
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  if (!window.isVisible()) window.show();
  window.focus();
}
