// Electron's entry: one instance, one window, one app; ends only after a run that goes on has been written.
import { join } from 'node:path';
import { app, dialog, Menu, protocol, session, shell, type MenuItemConstructorOptions } from 'electron';
import { createApp } from './app/app.ts';
import { logError, openLog } from './system/log.ts';
import { handleUncaught, INTERNAL_ERROR } from './system/uncaught.ts';
import { dataFolder } from './system/data-folder.ts';
import { connectWindow } from './window/ipc.ts';
import { followLifeCycle } from './window/life-cycle.ts';
import { openImport } from './window/open-dialog.ts';
import { PAGE_SCHEME } from './window/page-origin.ts';
import { servePages } from './window/pages.ts';
import { saveExport } from './window/save-dialog.ts';
import { VERSION } from './system/version.ts';
import { systemCipher } from './window/system-cipher.ts';
import { openWindow } from './window/window.ts';

app.setName('Onrush');
// Shortcuts of the installer carry it, so that pins and notices are the same program's.
if (process.platform === 'win32') app.setAppUserModelId('app.onrush.desktop');
openLog(dataFolder());
// The page's own storage lies beside the history, and "one instance" means one for each data folder.
app.setPath('userData', dataFolder());
protocol.registerSchemesAsPrivileged([
  { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

if (app.requestSingleInstanceLock()) app.whenReady().then(start).catch(giveUp);
else app.quit();

function start(): void {
  const onrush = createApp({
    dataFolder: dataFolder(),
    version: VERSION,
    host: 'electron',
    cipher: systemCipher,
    // A window is started from nowhere in particular.
    planFolder: app.getPath('home'),
    deliverExport: saveExport,
    receiveImport: openImport,
    openFolder: async (path) => {
      const problem = await shell.openPath(path);
      if (problem !== '') throw new Error(problem);
    },
  });
  handleUncaught({
    where: 'The main process',
    exitCode: 1,
    end: async () => {
      await onrush.close(INTERNAL_ERROR);
      dialog.showErrorBox('Internal error in Onrush', INTERNAL_ERROR);
    },
  });
  servePages(session.defaultSession, join(import.meta.dirname, 'renderer'));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu(process.platform, () => void onrush.call('app.showLog', {}))));
  const window = openWindow(join(import.meta.dirname, 'preload.cjs'));
  connectWindow(onrush, window);
  followLifeCycle({ onrush, window });
}

/** Copy and paste on a Mac work only through a menu. */
function menu(platform: NodeJS.Platform, showLog: () => void): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      { role: 'reload' },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      { role: 'toggleDevTools' },
    ],
  };
  const help: MenuItemConstructorOptions = { role: 'help', submenu: [{ label: 'Show log', click: showLog }] };
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    view,
    { role: 'windowMenu' },
    help,
  ];
}

function giveUp(error: unknown): void {
  logError('The start', error);
  dialog.showErrorBox('Onrush could not start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
