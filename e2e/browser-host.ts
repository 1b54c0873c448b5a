// Starts the browser host and a page at its address, which shares nothing with the browser's other pages.
import type { Browser } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Host } from './host.ts';

const ROOT = join(import.meta.dirname, '..');
const READY = /^Onrush is ready: (\S+)$/;

/** As `npm start` does, with all its checks before it starts the built app. */
const AS_NPM = ['build/boot.mjs', 'start', '--browser', '--no-open', '--port', '0'];
const BUILT = ['e2e/start-host.mjs'];
/** The version of Node that runs the built app. */
const NODE_NEEDED = 24;

/** The first start of each worker is as `npm start` does it: afterwards the app is built, and the others need not check again. */
let isFirst = true;

export async function startInBrowser(browser: Browser, dataFolder: string): Promise<Host> {
  const { child, url } = await startHost(dataFolder);
  // A person's browser lets a page copy when a key is pressed; a headless one needs a permission first.
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.goto(url);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    // The page is closed first, because otherwise it would report the missing host as an error.
    await context.close();
    await endProcess(child, signal);
  };
  return {
    page,
    async save(press, path) {
      const [download] = await Promise.all([page.waitForEvent('download'), press()]);
      await download.saveAs(path);
    },
    async choose(press, path) {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), press()]);
      await chooser.setFiles(path);
    },
    close: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

async function startHost(dataFolder: string): Promise<{ child: ChildProcess; url: string }> {
  const args = isFirst || Number.parseInt(process.versions.node, 10) < NODE_NEEDED ? AS_NPM : BUILT;
  isFirst = false;
  const env = { ...process.env, ONRUSH_DATA_DIR: dataFolder };
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  for await (const line of createInterface(child.stdout)) {
    const url = READY.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return { child, url };
  }
  throw new Error(`The browser host ended before it was ready: ${said.join('')}`);
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
