// Assembles the program with a window: the app, its window, its menu, and its responses to the system.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog, Menu, session, shell, type BrowserWindow } from 'electron';
import { createApp, type OnrushApp } from '../app/app.ts';
import { announceHost } from '../app/open-hosts.ts';
import { dataFolder } from '../system/data-folder.ts';
import { logError } from '../system/log.ts';
import { handleUncaught, INTERNAL_ERROR } from '../system/uncaught.ts';
import { VERSION } from '../system/version.ts';
import { showAbout } from './about.ts';
import { bringToFront } from './bring-to-front.ts';
import { hiddenWindow } from './check-in-window.ts';
import { packagedCommand } from './command-line.ts';
import { followUpdates } from './follow-updates.ts';
import { connectWindow, tellPage } from './ipc.ts';
import { lastWordsOf } from './last-words.ts';
import { followLifeCycle } from './life-cycle.ts';
import { menuTemplate } from './menu.ts';
import { askForFile, openImport } from './open-dialog.ts';
import { servePages } from './pages.ts';
import { followRunsOutside } from './run-notices.ts';
import { saveExport } from './save-dialog.ts';
import { systemCipher } from './system-cipher.ts';
import { applyTheme } from './theme.ts';
import type { Updates } from './updates.ts';
import { StateFile } from './window-state.ts';
import { openWindow } from './window.ts';

/**
 * `folder`: the folder of the built files. `takeFiles`: returns the files to open, once this function itself listens for further
 * ones.
 */
export async function startWindow(folder: string, takeFiles: () => readonly string[]): Promise<void> {
  const state = new StateFile(dataFolder());
  const onrush = openApp(state, folder);
  handleUncaught({
    where: 'The main process',
    exitCode: 1,
    end: async () => {
      await onrush.close(INTERNAL_ERROR);
      dialog.showErrorBox('Internal error in Onrush', INTERNAL_ERROR);
    },
  });
  const settings = await valueOf(onrush, 'settings.get');
  applyTheme(settings);
  servePages(session.defaultSession, join(folder, 'renderer'), onrush.collectFile);
  const window = openWindow(folder, state);
  const lastWords = lastWordsOf(window);
  const renewMenu = menuOf(onrush, window, { state, updates: () => updates });
  connectWindow(onrush, window, {
    'settings.set': applyTheme,
    'plans.save': renewMenu,
    'plans.delete': renewMenu,
    'plans.restore': renewMenu,
    'demo.shop': renewMenu,
    // A page that is loaded again does not know it yet.
    'app.info': () => tellPage(window, { type: 'newer', newer: updates.newer }),
    'app.newerVersion': () => updates.show(window),
    'drafts.written': lastWords.handleWritten,
  });
  const leave = announceHost(dataFolder(), { kind: 'window', url: null });
  window.once('closed', leave);
  const life = followLifeCycle({ onrush, window, state, letPageWrite: lastWords.ask });
  const updates = followUpdates({ onrush, window, renewMenu: () => void renewMenu(), ...life });
  for (const path of takeFiles()) onrush.openFile(path);
  followRunsOutside(onrush, window, (fragment) => {
    bringToFront(window);
    tellPage(window, { type: 'menu', action: { kind: 'go', fragment } });
  });
  await renewMenu();
  void updates.lookQuietly(settings);
}

function openApp(state: StateFile, folder: string): OnrushApp {
  const onrush = createApp({
    dataFolder: dataFolder(),
    version: VERSION,
    host: 'electron',
    ...(app.isPackaged ? { command: packagedCommand(process, process.resourcesPath) } : {}),
    cipher: systemCipher,
    // A window is not started from a particular folder.
    planFolder: app.getPath('home'),
    deliverExport: (file) => saveExport(file, state),
    receiveImport: (dropped) => openImport(dropped, state),
    openFolder,
    checkMore: hiddenWindow(folder),
    showFile: (path) => shell.showItemInFolder(path),
    openLink: (url) => shell.openExternal(url),
  });
  return {
    ...onrush,
    openFile(path) {
      app.addRecentDocument(path);
      onrush.openFile(path);
    },
  };
}

/** @returns a function that builds the menu again, because the latest plans and a newer version are in it */
function menuOf(
  onrush: OnrushApp,
  window: BrowserWindow,
  { state, updates }: { readonly state: StateFile; readonly updates: () => Updates },
): () => Promise<void> {
  return async () => {
    const template = menuTemplate({
      platform: process.platform,
      plans: namesOf(await valueOf(onrush, 'plans.list')),
      newer: updates().newer,
      askPage: (action) => tellPage(window, { type: 'menu', action }),
      openFile: () => void askForFile(state).then((path) => path === null || onrush.openFile(path)),
      showLog: () => void onrush.call('app.showLog', {}),
      showCrashes: () => void showCrashes().catch((error: unknown) => logError('Showing the crash files', error)),
      lookForNewer: () => void updates().show(window),
      about: () => void showAbout(window),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };
}

function namesOf(rows: unknown): readonly { readonly id: string; readonly name: string }[] {
  return Array.isArray(rows) ? rows.map(({ id, plan }) => ({ id: String(id), name: String(plan?.name) })) : [];
}

/** Returns null if there is no value; the page says why. */
async function valueOf(onrush: OnrushApp, name: 'settings.get' | 'plans.list'): Promise<unknown> {
  const result = await onrush.call(name, {});
  return result.ok ? result.value : null;
}

async function showCrashes(): Promise<void> {
  const folder = app.getPath('crashDumps');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await openFolder(folder);
}

async function openFolder(path: string): Promise<void> {
  const problem = await shell.openPath(path);
  if (problem !== '') throw new Error(problem);
}
