// A page that crashed or hangs is loaded again: it reads its state from the app, where the run continues.
import { app, dialog, type BrowserWindow } from 'electron';
import { logError } from '../system/log.ts';

/** The limit prevents an endless loop of a page that crashes again at once. */
const MOST_CRASHES = 3;
const WITHIN_MS = 60_000;

export function reviveWindow(window: BrowserWindow): void {
  const contents = window.webContents;
  let crashes: number[] = [];
  let isAsking = false;
  const askToReload = async (
    message: string,
    buttons: readonly [stay: string, reload: string],
    reload: () => void,
  ): Promise<void> => {
    if (isAsking || window.isDestroyed()) return;
    isAsking = true;
    const options = { type: 'warning' as const, message, buttons: [...buttons], defaultId: 0, cancelId: 0, noLink: true };
    const { response } = await dialog.showMessageBox(window, options).finally(() => (isAsking = false));
    if (response !== 1 || window.isDestroyed()) return;
    crashes = [];
    reload();
  };
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    logError('The page', new Error(`its process ended: ${reason}, code ${exitCode}`));
    const now = Date.now();
    crashes = [...crashes.filter((at) => now - at < WITHIN_MS), now];
    if (crashes.length <= MOST_CRASHES) contents.reload();
    else {
      const message = 'The page of Onrush ended several times. A run that goes on is not affected.';
      void askToReload(message, ['Leave it', 'Reload'], () => contents.reload());
    }
  });
  contents.on('preload-error', (_event, _path, error) => logError('The preload script', error));
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') logError('A process of the window', new Error(`${type} ended: ${reason}, code ${exitCode}`));
  });
  window.on('unresponsive', () => {
    const message = 'The page of Onrush does not respond. A run that goes on is not affected.';
    // A page that hangs cannot be left for another one, so its process is ended, and then the page is loaded again as after a crash.
    void askToReload(message, ['Wait', 'Reload'], () => contents.forcefullyCrashRenderer());
  });
}
