// Starts Electron's program with the built app. Its save dialog belongs to the system, so a test gives its reply here.
import type { PlaywrightWorkerArgs } from '@playwright/test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Host } from './host.ts';

const ROOT = join(import.meta.dirname, '..');
const VIEWPORT = { width: 1280, height: 800 };

export async function startInElectron({ _electron }: PlaywrightWorkerArgs['playwright'], dataFolder: string): Promise<Host> {
  const executablePath = process.env['ONRUSH_ELECTRON'];
  // Without a path Playwright would ask the package, which starts a download.
  if (executablePath === undefined) throw new Error("ONRUSH_ELECTRON does not name Electron's program.");
  // A packaged program is started as it is; Electron itself is started with the built app.
  const isPackaged = process.env['ONRUSH_PACKAGED'] === '1';
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = await _electron.launch({
    executablePath,
    locale: 'en-US',
    timezoneId: 'UTC',
    args: [...sandbox, ...(isPackaged ? [] : [ROOT])],
    env: { ...environment(), ONRUSH_DATA_DIR: dataFolder },
  });
  // A test ends the app on purpose, so the question is answered with yes.
  await electron.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
  });
  const page = await electron.firstWindow();
  // The viewport and the language in `use` do not apply to a window of Electron.
  await electron.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, VIEWPORT);
  return {
    page,
    async save(press, path) {
      await electron.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, path);
      await press();
      await expect.poll(() => existsSync(path)).toBe(true);
    },
    async choose(press, path) {
      await electron.evaluate(({ dialog }, filePath) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
      }, path);
      await press();
    },
    close: () => electron.close(),
    async kill() {
      const ended = electron.waitForEvent('close');
      electron.process().kill('SIGKILL');
      await ended;
    },
  };
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
