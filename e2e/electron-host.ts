// Starts Electron's program on the built app. Its save dialog belongs to the system, so its answer is given here.
import type { PlaywrightWorkerArgs } from '@playwright/test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Host } from './host.ts';

const ROOT = join(import.meta.dirname, '..');

export async function startInElectron({ _electron }: PlaywrightWorkerArgs['playwright'], dataFolder: string): Promise<Host> {
  const executablePath = process.env['ONRUSH_ELECTRON'];
  // Without a path Playwright would ask the package, and that starts a download.
  if (executablePath === undefined) throw new Error("ONRUSH_ELECTRON does not name Electron's program.");
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = await _electron.launch({
    executablePath,
    args: [...sandbox, ROOT],
    env: { ...environment(), ONRUSH_DATA_DIR: dataFolder },
  });
  // Whoever ends a test means it.
  await electron.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
  });
  const page = await electron.firstWindow();
  return {
    page,
    async save(press, path) {
      await electron.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, path);
      await press();
      await expect.poll(() => existsSync(path)).toBe(true);
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
