// Says quietly that a newer version exists: once a start where the settings say so, and where somebody asks.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, shell, type BrowserWindow } from 'electron';
import { VERSION } from '../system/version.ts';
import { logError } from '../system/log.ts';
import { newerVersion } from './newer-version.ts';

/** `settings`: as the host has them. @returns the sentence of the menu, null where there is nothing to say, or nobody may be asked. */
export async function quietNotice(settings: unknown, feed = releasesFeed()): Promise<string | null> {
  if (feed === null || Object(settings).looksForNewer !== true) return null;
  try {
    const newer = await newerVersion(feed, VERSION);
    return newer === null ? null : `Version ${newer.version} Is Available`;
  } catch {
    // Without a network there is nothing to say.
    return null;
  }
}

/** Where somebody asked. */
export async function lookForNewer(window: BrowserWindow, feed = releasesFeed()): Promise<void> {
  const said = await describe(feed);
  const buttons = said.url === null ? ['Close'] : ['Close', 'Open Its Page'];
  const options = { type: 'info' as const, message: said.message, detail: said.detail, buttons, defaultId: 0, cancelId: 0 };
  const { response } = await dialog.showMessageBox(window, options);
  if (response === 1 && said.url !== null) await shell.openExternal(said.url);
}

/** As the package says; null in a checkout, and where it says none. */
export function releasesFeed(folder = app.getAppPath()): string | null {
  try {
    const manifest: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const feed = manifest['releases'];
    return typeof feed === 'string' && feed.startsWith('https://') ? feed : null;
  } catch {
    return null;
  }
}

interface Said {
  readonly message: string;
  readonly detail: string;
  readonly url: string | null;
}

async function describe(feed: string | null): Promise<Said> {
  const detail = `This is version ${VERSION}.`;
  if (feed === null) return { message: 'This build does not know where newer versions are published.', detail, url: null };
  try {
    const newer = await newerVersion(feed, VERSION);
    if (newer === null) return { message: 'There is no newer version.', detail, url: null };
    return { message: `Version ${newer.version} is available.`, detail, url: newer.url };
  } catch (error) {
    logError('Looking for a newer version', error);
    return { message: 'Onrush could not check whether there is a newer version.', detail: 'Is there a network?', url: null };
  }
}
