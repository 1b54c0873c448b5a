// Entry of the browser host: prints where the app is, opens the system's browser, and ends cleanly.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import { checkApp } from '../app/app.ts';
import { announceHost } from '../app/open-hosts.ts';
import { VERSION } from '../system/version.ts';
import { alreadyOpen } from './already-open.ts';
import { openBrowserHost } from './host.ts';
import { dataFolder } from '../system/data-folder.ts';
import { printOnlyText } from '../system/printable.ts';
import { handleUncaught, INTERNAL_ERROR } from '../system/uncaught.ts';

export interface StartOptions {
  /** 0 chooses a free port. */
  readonly port: number;
  /** Whether to open the app in the system's browser. */
  readonly open: boolean;
}

export async function startBrowserHost({ port, open }: StartOptions): Promise<void> {
  printOnlyText();
  const other = alreadyOpen(dataFolder());
  if (other !== null) {
    console.log(other.words);
    if (other.url === null) process.exitCode = 1;
    else if (open) openInBrowser(other.url);
    return;
  }
  try {
    const host = await openBrowserHost({ port, dataFolder: dataFolder(), pages: join(import.meta.dirname, 'renderer') });
    handleUncaught({
      where: 'The browser host',
      exitCode: 1,
      end: async () => {
        console.error(INTERNAL_ERROR);
        await host.close(INTERNAL_ERROR);
      },
    });
    const leave = announceHost(dataFolder(), { kind: 'browser', url: host.url });
    console.log(`Onrush is ready: ${host.url}`);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        leave();
        void host.close().then(() => process.exit(0));
      });
    }
    if (open) openInBrowser(host.url);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** Prints the checks that need no window as one JSON object. @returns whether all of them passed */
export async function printSelfCheck(): Promise<boolean> {
  const check = await checkApp({
    version: VERSION,
    host: 'browser',
    checkMore: () =>
      Promise.resolve([{ name: 'window', state: 'skipped', words: 'There is no window here: Electron is not started.', ms: 0 }]),
  });
  process.stdout.write(`${JSON.stringify(check, null, 2)}\n`);
  return check.passed;
}

function openInBrowser(url: string): void {
  const commands: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
    darwin: ['open'],
    win32: ['cmd', '/c', 'start', ''],
  };
  const [command, ...args] = commands[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true });
  // The address is printed, so a system without a browser is not an error.
  child.on('error', () => undefined);
  child.unref();
}
