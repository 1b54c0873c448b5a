// The life of the program with a window: it ends once, after an active run was written, and asks before it ends one.
import { app, powerMonitor, type BrowserWindow } from 'electron';
import type { OnrushApp } from '../app/app.ts';
import { logError } from '../system/log.ts';
import { ActiveRuns } from './active-runs.ts';
import { bringToFront } from './bring-to-front.ts';
import { fileArguments } from './file-arguments.ts';
import { askBeforeEnd } from './quit-question.ts';
import { reviveWindow } from './revive-window.ts';
import type { StateFile } from './window-state.ts';

interface LifeCycle {
  readonly onrush: OnrushApp;
  readonly window: BrowserWindow;
  readonly state: Pick<StateFile, 'keep'>;
  /** Resolves once the page has written what was typed last. */
  readonly letPageWrite: () => Promise<void>;
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

export function followLifeCycle({ onrush, window, state, letPageWrite, parent = process }: LifeCycle): ProgramEnd {
  // The window may be hidden to keep the run active; the end of the run is shown to the person.
  const runs = new ActiveRuns(onrush, () => !window.isDestroyed() && !window.isVisible() && window.show());
  let closing: Promise<void> | null = null;
  let isAsking = false;

  const closeAll = async (): Promise<void> => {
    const written = letPageWrite();
    await onrush.close().catch((error: unknown) => logError('Closing', error));
    await written;
  };
  const end = (finish: () => void = () => app.exit()): void => {
    // The exit destroys the window without closing it first.
    if (closing === null && !window.isDestroyed()) state.keep(window);
    closing ??= closeAll().then(() => {
      runs.close();
      finish();
    });
  };
  const isAtStake = (): boolean => runs.isRunGoingOn || runs.isRecording;
  const ask = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    const reply = await askBeforeEnd(window, runs).finally(() => (isAsking = false));
    if (reply === 'quit') end();
    if (reply === 'keep' && !window.isDestroyed()) hide(window);
  };

  app.on('before-quit', (event) => {
    // A second Quit waits for the same end.
    event.preventDefault();
    if (closing === null && isAtStake() && !window.isDestroyed()) void ask();
    else end();
  });
  window.on('close', (event) => {
    if (closing !== null) return;
    // A page that is being closed can write nothing any more, so the window stays until it has.
    event.preventDefault();
    if (isAtStake()) void ask();
    else end();
  });
  endUnasked({ window, parent, isBusy: () => runs.isRunGoingOn || closing !== null }, end);
  app.on('window-all-closed', () => app.quit());
  comeForward({ onrush, window, isEnding: () => closing !== null }, end);
  reviveWindow(window);
  return { isRunGoingOn: () => runs.isRunGoingOn, endFor: (install) => end(() => letInstall(install)) };
}

interface Unasked extends Required<Pick<LifeCycle, 'window' | 'parent'>> {
  readonly isBusy: () => boolean;
}

/**
 * The system waits only a few seconds, so nobody is asked. A listener that prevents the default makes it wait for the end of the
 * program, which is what writes the run; without that, the program would be ended in the middle.
 */
function endUnasked({ window, parent, isBusy }: Unasked, end: () => void): void {
  // Windows shows a screen about each program that it waits for.
  window.on('query-session-end', (event) => {
    if (isBusy()) event.preventDefault();
    end();
  });
  // Its declared type leaves out the event that its documentation describes.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault();
    end();
  });
  // A terminal passes Ctrl-C on as a message, because a signal would end the program at once on Windows. The person pressed it on
  // purpose, so nothing is asked.
  parent.on('message', (word) => word === 'quit' && end());
  // After its own handler of the first signal, Electron would ask about the run, and the second one would end it at once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) parent.on(signal, () => end());
}

/** On a Mac, a window that is hidden while it fills the screen leaves the screen black. */
function hide(window: BrowserWindow): void {
  if (!window.isFullScreen()) return window.hide();
  window.once('leave-full-screen', () => window.hide());
  window.setFullScreen(false);
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

interface Ending extends Pick<LifeCycle, 'onrush' | 'window'> {
  readonly isEnding: () => boolean;
}

function comeForward({ onrush, window, isEnding }: Ending, end: () => void): void {
  let isRelaunched = false;
  const handle = (files: readonly string[]): void => {
    if (!isEnding() && !window.isDestroyed()) {
      for (const path of files) onrush.openFile(path);
      return bringToFront(window);
    }
    // The program waits for the end of its run: the second start begins afterwards, with its files.
    // Another one after it has nothing to do unless it has files.
    if (!isRelaunched || files.length > 0) relaunchWith(files);
    isRelaunched = true;
    end();
  };
  app.on('second-instance', (_event, args, folder) => handle(fileArguments(args.slice(1), folder)));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    handle([path]);
  });
  app.on('activate', () => handle([]));
}

/** The files that this start was given are open already. An AppImage is mounted at a different path at each start. */
function relaunchWith(files: readonly string[]): void {
  const appImage = process.env['APPIMAGE'];
  const own = process.argv.slice(1).filter((arg) => fileArguments([arg], process.cwd()).length === 0);
  app.relaunch({ args: [...own, ...files], ...(appImage === undefined ? {} : { execPath: appImage }) });
}
