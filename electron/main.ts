// Electron's entry: one instance, one window, one app; ends only after an active run has been written.
import { join } from 'node:path';
import { app, crashReporter, dialog, protocol } from 'electron';
import { logError, openLog } from './system/log.ts';
import { dataFolder } from './system/data-folder.ts';
import { isCommandLine, runCommandLine } from './window/command-line.ts';
import { fileArguments } from './window/file-arguments.ts';
import { PAGE_SCHEME } from './window/page-origin.ts';
import { checkInWindow, folderOfCheck, SELF_CHECK } from './window/check-in-window.ts';
import { startWindow } from './window/start-window.ts';

const args = process.argv.slice(app.isPackaged ? 1 : 2);

if (isCommandLine(args)) app.exit(runCommandLine(args, import.meta.dirname));
else begin();

function begin(): void {
  app.setName('Onrush');
  // The shortcuts of the installer have the same id, so that Windows assigns pinned icons and notifications to this program.
  if (process.platform === 'win32') app.setAppUserModelId('app.onrush.desktop');
  openLog(dataFolder());
  // "One instance" means one for each data folder. What Chromium stores for itself is in a separate folder.
  app.setPath('userData', dataFolder());
  app.setPath('sessionData', args.includes(SELF_CHECK) ? folderOfCheck() : join(dataFolder(), 'window'));
  app.setPath('crashDumps', join(dataFolder(), 'logs', 'crashes'));
  crashReporter.start({ uploadToServer: false });
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  const takeEarly = keepEarly();
  // The self-check has its own history and its own folder of Chromium, so it may run while the program is open.
  if (args.includes(SELF_CHECK))
    void app
      .whenReady()
      .then(() => checkInWindow(import.meta.dirname))
      .catch(giveUp);
  else if (app.requestSingleInstanceLock())
    app
      .whenReady()
      .then(() => startWindow(import.meta.dirname, () => [...takeEarly(), ...fileArguments(args, process.cwd())]))
      .catch(giveUp);
  else app.quit();
}

/**
 * A Mac may ask for a file before the app is ready, and so may a second start. @returns a function that returns those files and
 * stops listening
 */
function keepEarly(): () => readonly string[] {
  const early: string[] = [];
  const keepFile = (event: { preventDefault(): void }, path: string): void => {
    event.preventDefault();
    early.push(path);
  };
  const keepStart = (_event: unknown, given: readonly string[], folder: string): void => {
    early.push(...fileArguments(given.slice(1), folder));
  };
  app.on('open-file', keepFile);
  app.on('second-instance', keepStart);
  return () => {
    app.off('open-file', keepFile);
    app.off('second-instance', keepStart);
    return early;
  };
}

function giveUp(error: unknown): void {
  logError('The start', error);
  dialog.showErrorBox('Onrush could not start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
