// The app as in its window, but without Electron: the built main process and the built preload script on stand-ins, and the page
// in the browser of the tests. Every branch of the page that is specific to the window is executed.
import type { Browser, Page, Route } from '@playwright/test';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Host, WindowDouble } from '../host.ts';
import { pageScript } from './page-script.ts';

/** Nothing listens there: the main process provides each page. It must be an address that browsers trust. */
const ORIGIN = 'http://localhost:9';

interface PageFile {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

export async function startInWindowDouble(browser: Browser, dataFolder: string): Promise<Host> {
  const main = new MainProcess(dataFolder);
  await main.ready;
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.route(`${ORIGIN}/**`, async (route) => await serve(route, main));
  const bytesOf = new Map<string, number>();
  await page.exposeFunction('onrushAsk', async (name: string, input: unknown): Promise<string> => {
    const bytes = (await main.ask('call', { name, input })) as Uint8Array;
    bytesOf.set(name, Math.max(bytesOf.get(name) ?? 0, bytes.length));
    return Buffer.from(bytes).toString('base64');
  });
  await page.addInitScript(pageScript());
  main.listen((bytes) => void hear(page, bytes));
  await page.goto(`${ORIGIN}/`);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    // The page is still there, as when its window is closed, and writes what was typed last.
    await main.end(signal);
    main.listen(() => undefined);
    await context.close();
  };
  return {
    page,
    window: windowOf(main, page, bytesOf),
    async save(press, path) {
      await main.ask('reply', { next: { path } });
      await press();
      await expect.poll(() => existsSync(path)).toBe(true);
    },
    async choose(press, path) {
      await main.ask('reply', { next: { path } });
      await press();
    },
    close: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function windowOf(main: MainProcess, page: Page, bytesOf: ReadonlyMap<string, number>): WindowDouble {
  return {
    press: async (...labels) => void (await main.ask('menu', { labels })),
    reply: async (next) => void (await main.ask('reply', { next })),
    shown: async () => (await main.ask('shown', {})) as readonly Record<string, unknown>[],
    bytesOf: (command) => bytesOf.get(command) ?? 0,
    askToQuit: async () => void (await main.ask('quit', {})),
    async drop(path) {
      const name = path.split('/').at(-1) ?? path;
      await page.evaluate(
        ([file = '', place = '']) => {
          Object.assign(globalThis, { onrushPaths: { [file]: place } });
          const dataTransfer = new DataTransfer();
          // The file is read where it is.
          dataTransfer.items.add(new File([], file));
          for (const kind of ['dragover', 'drop'])
            document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
        },
        [name, path],
      );
    },
  };
}

async function serve(route: Route, main: MainProcess): Promise<void> {
  const path = new URL(route.request().url()).pathname;
  const { status, headers, body } = (await main.ask('page', { path })) as PageFile;
  await route.fulfill({ status, headers, body: Buffer.from(body) });
}

/** A page that is being closed receives nothing. */
async function hear(page: Page, bytes: Uint8Array): Promise<void> {
  const text = Buffer.from(bytes).toString('base64');
  await page.evaluate((one) => Reflect.get(globalThis, 'onrushHear')?.(one), text).catch(() => undefined);
}

interface Message {
  readonly kind: 'ready' | 'event' | 'reply';
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
  readonly bytes: Uint8Array;
}

class MainProcess {
  readonly ready: Promise<void>;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #handleEvent: (bytes: Uint8Array) => void = () => undefined;
  #lastId = 0;

  constructor(dataFolder: string) {
    const env = { ...process.env, ONRUSH_DATA_DIR: dataFolder };
    // Its messages are cloned as Electron clones them, including typed arrays.
    this.#child = fork(join(import.meta.dirname, 'main.mjs'), {
      env,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ready = Promise.withResolvers<void>();
    this.ready = ready.promise;
    this.#child.on('exit', () => ready.reject(new Error('The main process ended before it was ready')));
    this.#child.on('message', (message: Message) => {
      if (message.kind === 'ready') ready.resolve();
      if (message.kind === 'event') this.#handleEvent(message.bytes);
      if (message.kind !== 'reply') return;
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error === undefined) waiting?.resolve(message.value);
      else waiting?.reject(new Error(message.error));
    });
  }

  async ask(kind: string, given: Readonly<Record<string, unknown>>): Promise<unknown> {
    const id = (this.#lastId += 1);
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    // The page may still ask when the main process has ended, and then gets no reply.
    if (this.#child.connected) this.#child.send({ kind, id, ...given });
    return await waiting.promise;
  }

  listen(handle: (bytes: Uint8Array) => void): void {
    this.#handleEvent = handle;
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    // Like Ctrl-C in the terminal that started it.
    if (signal === 'SIGTERM') this.#child.send('quit');
    else this.#child.kill(signal);
    await ended;
  }
}
