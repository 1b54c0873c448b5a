// Says quietly that a newer version exists: once per start if the settings allow it, and when somebody asks.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog, shell, type BrowserWindow } from 'electron';
import { VERSION } from '../system/version.ts';
import { logError } from '../system/log.ts';
import { newerVersion } from './newer-version.ts';

/**
 * `settings`: as the host has them. @returns the sentence for the menu; null if there is no newer version, or if looking it up is
 * not allowed
 */
export async function quietNotice(settings: unknown, feed = releasesFeed()): Promise<string | null> {
  if (feed === null || Object(settings).looksForNewer !== true) return null;
  try {
    const newer = await newerVersion(feed, VERSION);
    return newer === null ? null : `Version ${newer.version} Is Available`;
  } catch {
    // Without a network nothing is shown.
    return null;
  }
}

/** Runs when somebody asks for it. */
export async function lookForNewer(window: BrowserWindow, feed = releasesFeed()): Promise<void> {
  const said = await describe(feed);
  const buttons = said.url === null ? ['Close'] : ['Close', 'Open Its Page'];
  const options = { type: 'info' as const, message: said.message, detail: said.detail, buttons, defaultId: 0, cancelId: 0 };
  const { response } = await dialog.showMessageBox(window, options);
  if (response === 1 && said.url !== null) await shell.openExternal(said.url);
}

/** The address in the package; null in a checkout, and if the package has none. */
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
