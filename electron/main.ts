// Electron's entry: one instance, one window, one app; ends only after a run that goes on has been written.
import { join } from 'node:path';
import { app, crashReporter, dialog, protocol } from 'electron';
import { logError, openLog } from './system/log.ts';
import { dataFolder } from './system/data-folder.ts';
import { isCommandLine, runCommandLine } from './window/command-line.ts';
import { fileArguments } from './window/file-arguments.ts';
import { PAGE_SCHEME } from './window/page-origin.ts';
import { checkInWindow, SELF_CHECK } from './window/check-in-window.ts';
import { startWindow } from './window/start-window.ts';

const args = process.argv.slice(app.isPackaged ? 1 : 2);
/** A Mac may ask for a file before anything is ready. */
const early: string[] = [];

if (isCommandLine(args)) app.exit(runCommandLine(args, import.meta.dirname));
else begin();

function begin(): void {
  app.setName('Onrush');
  // Shortcuts of the installer carry it, so that pins and notices are the same program's.
  if (process.platform === 'win32') app.setAppUserModelId('app.onrush.desktop');
  openLog(dataFolder());
  // "One instance" means one for each data folder. What Chromium keeps for itself lies in a folder of its own.
  app.setPath('userData', dataFolder());
  app.setPath('sessionData', join(dataFolder(), 'window'));
  app.setPath('crashDumps', join(dataFolder(), 'logs', 'crashes'));
  crashReporter.start({ uploadToServer: false });
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  const keepEarly = (event: { preventDefault(): void }, path: string): void => {
    event.preventDefault();
    early.push(path);
  };
  app.on('open-file', keepEarly);
  // It has a history of its own, so it may run beside the program.
  if (args.includes(SELF_CHECK))
    void app
      .whenReady()
      .then(() => checkInWindow(import.meta.dirname))
      .catch(giveUp);
  else if (app.requestSingleInstanceLock()) app.whenReady().then(start).catch(giveUp);
  else app.quit();

  async function start(): Promise<void> {
    app.off('open-file', keepEarly);
    await startWindow(import.meta.dirname, [...early, ...fileArguments(args, process.cwd())]);
  }
}

function giveUp(error: unknown): void {
  logError('The start', error);
  dialog.showErrorBox('Onrush could not start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
