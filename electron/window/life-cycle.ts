// The life of the program with a window: it ends once, after an active run was written, and asks before it ends one.
import { app, dialog, powerMonitor, type BrowserWindow, type MessageBoxOptions } from 'electron';
import type { OnrushApp } from '../app/app.ts';
import { logError } from '../system/log.ts';
import { ActiveRuns } from './active-runs.ts';
import { fileArguments } from './file-arguments.ts';
import { reviveWindow } from './revive-window.ts';
import type { StateFile } from './window-state.ts';

interface LifeCycle {
  readonly onrush: OnrushApp;
  readonly window: BrowserWindow;
  readonly state: Pick<StateFile, 'keep'>;
  /** The process that started the program, if it can send messages. */
  readonly parent?: NodeJS.EventEmitter;
}

/** An installer that does not end the program by then has failed. */
const LONGEST_INSTALL_MS = 120_000;

interface ProgramEnd {
  readonly isRunGoingOn: () => boolean;
  /** Ends the app in order, and then calls this instead of ending the program. `giveUp` starts the program again as it is. */
  readonly endFor: (install: (giveUp: () => void) => void) => void;
}

export function followLifeCycle({ onrush, window, state, parent = process }: LifeCycle): ProgramEnd {
  // The window may be hidden to keep the run active; the end of the run is shown to the person.
  const runs = new ActiveRuns(onrush, () => !window.isDestroyed() && !window.isVisible() && window.show());
  let closing: Promise<void> | null = null;
  let isAsking = false;

  const end = (finish: () => void = () => app.exit()): void => {
    // The exit destroys the window without closing it first.
    if (closing === null && !window.isDestroyed()) state.keep(window);
    closing ??= onrush
      .close()
      .catch((error: unknown) => logError('Closing', error))
      .finally(() => {
        runs.close();
        finish();
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
  endUnasked({ window, parent }, end);
  app.on('window-all-closed', () => app.quit());
  comeForward({ onrush, window }, end);
  reviveWindow(window);
  return { isRunGoingOn: () => runs.isGoingOn, endFor: (install) => end(() => letInstall(install)) };
}

function endUnasked({ window, parent }: Required<Pick<LifeCycle, 'window' | 'parent'>>, end: () => void): void {
  // The system waits only a few seconds, so the person is not asked and what was measured is written at once.
  window.on('query-session-end', () => end());
  powerMonitor.on('shutdown', () => {
    // A listener that prevented the end would block the shutdown of the whole computer.
    app.removeAllListeners('before-quit');
    end();
  });
  // A terminal passes Ctrl-C on as a message, because a signal would end the program at once on Windows. The person pressed it on
  // purpose, so nothing is asked.
  parent.on('message', (word) => word === 'quit' && end());
}

/** The installer ends the program itself, so nothing may prevent that any more. */
function letInstall(install: (giveUp: () => void) => void): void {
  app.removeAllListeners('before-quit');
  // On a Mac all windows are closed first, and quitting then would be too early.
  app.removeAllListeners('window-all-closed');
  app.on('window-all-closed', () => undefined);
  const giveUp = (): void => {
    app.relaunch();
    app.exit();
  };
  setTimeout(giveUp, LONGEST_INSTALL_MS).unref();
  install(giveUp);
}

function comeForward({ onrush, window }: Pick<LifeCycle, 'onrush' | 'window'>, end: () => void): void {
  const handle = (files: readonly string[]): void => {
    if (!window.isDestroyed()) {
      for (const path of files) onrush.openFile(path);
      return bringToFront(window);
    }
    // The window is closed, and the program waits for the end of its run: the second start begins afterwards, with its files. An
    // AppImage is mounted at a different path at each start.
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

type QuitReply = 'quit' | 'keep' | 'cancel';

const QUESTION: MessageBoxOptions = {
  type: 'question',
  message: 'A run is going on.',
  detail:
    'Stop and quit ends it; what was measured is kept. Keep running hides the window until the run has ended; starting Onrush again shows it.',
  buttons: ['Stop and quit', 'Keep running', 'Cancel'],
  defaultId: 2,
  cancelId: 2,
  noLink: true,
};
const REPLIES: readonly QuitReply[] = ['quit', 'keep', 'cancel'];

/** Asks a person before an active run is ended. */
async function askAboutRun(window: BrowserWindow): Promise<QuitReply> {
  // On a Mac a question belongs to its window, which may be hidden to keep the run active.
  if (!window.isVisible()) window.show();
  const { response } = await dialog.showMessageBox(window, QUESTION);
  return REPLIES[response] ?? 'cancel';
}
