// Finds the installed browsers in which a recording can be made, by their files. The one that a person most likely uses comes
// first.
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

export interface InstalledBrowser {
  /** The name that its maker gives it. */
  readonly name: string;
  readonly path: string;
}

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly isProgram: (path: string) => boolean;
}

/** They all belong to one family and speak the same protocol. */
const BROWSERS = [
  {
    name: 'Google Chrome',
    linux: ['google-chrome-stable', 'google-chrome', '/opt/google/chrome/chrome'],
    mac: 'Google Chrome',
    windows: String.raw`Google\Chrome\Application\chrome.exe`,
  },
  {
    name: 'Microsoft Edge',
    linux: ['microsoft-edge-stable', 'microsoft-edge', '/opt/microsoft/msedge/msedge'],
    mac: 'Microsoft Edge',
    windows: String.raw`Microsoft\Edge\Application\msedge.exe`,
  },
  {
    name: 'Chromium',
    linux: ['chromium', 'chromium-browser', '/snap/bin/chromium'],
    mac: 'Chromium',
    windows: String.raw`Chromium\Application\chrome.exe`,
  },
  {
    name: 'Brave',
    linux: ['brave-browser-stable', 'brave-browser', 'brave', '/opt/brave.com/brave/brave', '/snap/bin/brave'],
    mac: 'Brave Browser',
    windows: String.raw`BraveSoftware\Brave-Browser\Application\brave.exe`,
  },
] as const;

/** The path in ONRUSH_BROWSER comes first. */
export function installedBrowsers(surroundings: Surroundings = thisComputer()): readonly InstalledBrowser[] {
  const { env, isProgram } = surroundings;
  const named = env['ONRUSH_BROWSER'] ?? '';
  const found = BROWSERS.flatMap((browser): InstalledBrowser[] => {
    const path = placesOf(browser, surroundings).find(isProgram);
    return path === undefined ? [] : [{ name: browser.name, path }];
  });
  return named === '' ? found : [{ name: posix.basename(named), path: named }, ...found];
}

function placesOf(browser: (typeof BROWSERS)[number], { platform, env, home }: Surroundings): readonly string[] {
  if (platform === 'darwin')
    return ['/Applications', posix.join(home, 'Applications')].map((folder) =>
      posix.join(folder, `${browser.mac}.app`, 'Contents', 'MacOS', browser.mac),
    );
  if (platform === 'win32')
    return ['ProgramFiles', 'ProgramW6432', 'ProgramFiles(x86)', 'LOCALAPPDATA']
      .flatMap((name) => env[name] ?? [])
      .map((folder) => win32.join(folder, browser.windows));
  // An empty entry of PATH means the current folder, where no browser is installed.
  const folders = (env['PATH'] ?? '').split(':').filter(Boolean);
  return browser.linux.flatMap((name) => (name.startsWith('/') ? [name] : folders.map((folder) => posix.join(folder, name))));
}

function thisComputer(): Surroundings {
  return { platform: process.platform, env: process.env, home: homedir(), isProgram };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
