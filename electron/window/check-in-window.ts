// The self-check of what only a window has: a hidden window draws the page and opens a run of 1,200 columns through the bridge.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, session } from 'electron';
import type { CheckedPart } from '../../shared/self-check.ts';
import { checkApp } from '../app/app.ts';
import { checkPart, expectThat } from '../app/self-check/check-part.ts';
import type { CheckedApp } from '../app/self-check/self-check.ts';
import { VERSION } from '../system/version.ts';
import { connectWindow } from './ipc.ts';
import { PAGE_URL } from './page-origin.ts';
import { servePages } from './pages.ts';
import { preferences } from './window.ts';

export const SELF_CHECK = '--self-check';

/** Prints one JSON object and ends the program: with 0 if everything passed. `folder`: the folder of the built files. */
export async function checkInWindow(folder: string): Promise<void> {
  servePages(session.defaultSession, join(folder, 'renderer'), () => null);
  const check = await checkApp({ version: VERSION, host: 'electron', checkMore: hiddenWindow(folder) });
  process.stdout.write(`${JSON.stringify(check, null, 2)}\n`, () => app.exit(check.passed ? 0 : 1));
}

/** For what Chromium stores: the folder of the open program would be damaged by a second one. It is removed at the end. */
export function folderOfCheck(): string {
  const folder = mkdtempSync(join(app.getPath('temp'), 'onrush-check-window-'));
  app.on('quit', () => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Windows keeps files that are still open; they are in the folder for temporary files.
    }
  });
  return folder;
}

/** Checks an app that has a long run with this id. */
export function hiddenWindow(folder: string): (checked: CheckedApp, longRun: string) => Promise<readonly CheckedPart[]> {
  return async (checked, longRun) => {
    const window = new BrowserWindow({ show: false, width: 1280, height: 800, webPreferences: preferences(folder) });
    try {
      connectWindow(checked, window);
      return [
        await checkPart('window', async () => {
          await window.loadURL(PAGE_URL);
          const isDrawn: unknown = await window.webContents.executeJavaScript(DRAWN);
          expectThat(isDrawn === true, 'The page was loaded, but nothing was drawn in it.');
          return { words: 'A hidden window loads the page and draws it.' };
        }),
        await checkPart('bridge', async () => {
          const openMs: unknown = await window.webContents.executeJavaScript(opening(longRun));
          expectThat(typeof openMs === 'number', 'The run did not come across the bridge.');
          return { words: 'The page gets a run of 1,200 columns.', figures: { openMs: Math.round(Number(openMs)) } };
        }),
      ];
    } finally {
      destroyAndStay(window);
    }
  };
}

/** Electron quits with its last window if nobody listens for that, and more is checked and printed after this one. */
function destroyAndStay(window: BrowserWindow): void {
  const stay = (): void => undefined;
  app.on('window-all-closed', stay);
  window.once('closed', () => setImmediate(() => app.off('window-all-closed', stay)));
  window.destroy();
}

/** Waits for the first screen, for at most 10 s. */
const DRAWN = `new Promise((resolve) => {
  const until = performance.now() + 10_000;
  const look = () => document.querySelector('#main h1') !== null || performance.now() > until
    ? resolve(performance.now() <= until) : setTimeout(look, 20);
  look();
})`;

function opening(id: string): string {
  return `(async () => {
    const startedAt = performance.now();
    const bytes = await window.onrush.call('runs.open', { id: ${JSON.stringify(id)} });
    return bytes instanceof Uint8Array && bytes.length > 10_000 ? performance.now() - startedAt : null;
  })()`;
}
