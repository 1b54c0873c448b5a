// One browser of a recording: started with its own profile, connected by two pipes, and ended together with everything it
// left on the disk.
import { spawn, type ChildProcess } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { DevtoolsPipe, type ProtocolEvent } from './devtools-pipe.ts';
import type { InstalledBrowser } from './installed-browsers.ts';
import { makeProfile, removeProfile } from './profile-folder.ts';

interface StartOptions {
  readonly dataFolder: string;
  readonly handleEvent: (event: ProtocolEvent) => void;
}

/** The browser must not send, ask or store anything of its own. */
const SWITCHES = [
  '--remote-debugging-pipe',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-sync',
  '--disable-search-engine-choice-screen',
  '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication',
  '--hide-crash-restore-bubble',
  '--metrics-recording-only',
  '--no-service-autorun',
  '--password-store=basic',
  '--use-mock-keychain',
];

const READY_MS = 20_000;
const END_MS = 3000;
const LAST_WORDS_MS = 2000;
const MOST_SAID = 2000;

/** @throws Error if it does not start; the message is the last line that it wrote. */
export async function startBrowserProcess(browser: InstalledBrowser, options: StartOptions): Promise<BrowserProcess> {
  const started = new BrowserProcess(browser, options);
  const tooLong = new AbortController();
  try {
    await Promise.race([
      started.pipe.send('Browser.getVersion'),
      wait(READY_MS, undefined, { signal: tooLong.signal }).then(() => {
        throw new Error('it did not respond');
      }),
    ]);
    return started;
  } catch (error) {
    await started.end();
    await started.heardAll();
    throw new Error(started.lastLine ?? (error instanceof Error ? error.message : String(error)), { cause: error });
  } finally {
    tooLong.abort();
  }
}

export class BrowserProcess {
  readonly browser: InstalledBrowser;
  readonly pipe: DevtoolsPipe;
  readonly #child: ChildProcess;
  readonly #profile: string;
  readonly #ended: Promise<void>;
  /** Resolves once all of its output has been read. */
  readonly #heard: Promise<void>;
  #said = '';

  constructor(browser: InstalledBrowser, { dataFolder, handleEvent }: StartOptions) {
    this.browser = browser;
    this.#profile = makeProfile(dataFolder, browser.path);
    this.#child = spawn(browser.path, [...SWITCHES, ...withoutWindow(), `--user-data-dir=${this.#profile}`, 'about:blank'], {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      // Ctrl-C in a terminal must only reach Onrush, which first keeps the recording.
      detached: process.platform !== 'win32',
      windowsHide: false,
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#ended = promise;
    const [, , said, write, read] = this.#child.stdio;
    if (!(write instanceof Writable) || !(read instanceof Readable)) throw new Error('The browser has no pipes');
    this.pipe = new DevtoolsPipe(write, read, handleEvent);
    this.#child.once('error', ({ message }) => {
      this.#said += `${message}\n`;
      this.pipe.close();
      resolve();
    });
    this.#child.once('exit', () => {
      this.pipe.close();
      resolve();
    });
    const { promise: heard, resolve: hear } = Promise.withResolvers<void>();
    this.#heard = heard;
    if (said instanceof Readable) {
      said.on('data', (chunk) => (this.#said = (this.#said + String(chunk)).slice(-MOST_SAID)));
      said.once('close', hear);
    }
  }

  get pid(): number | null {
    return this.#child.pid ?? null;
  }

  /** Resolves once the process is gone, whoever ended it. */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /** Asks the browser to close, terminates it if it does not, and removes its profile. */
  async end(): Promise<void> {
    this.pipe.send('Browser.close').catch(() => undefined);
    await Promise.race([this.#ended, wait(END_MS, undefined, { ref: false })]);
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill('SIGKILL');
    await this.#ended;
    removeProfile(this.#profile);
  }

  /** Its last output may arrive after its end, and processes that it started may keep the pipe open for ever. */
  async heardAll(): Promise<void> {
    await Promise.race([this.#heard, wait(LAST_WORDS_MS, undefined, { ref: false })]);
  }

  /** The last line that it wrote. */
  get lastLine(): string | null {
    return this.#said.trim().split('\n').at(-1)?.trim().slice(0, 300) || null;
  }
}

/** For tests and computers without a screen; under root on Linux the sandbox cannot be used. */
function withoutWindow(): readonly string[] {
  if (process.env['ONRUSH_BROWSER_HEADLESS'] !== '1') return [];
  return ['--headless=new', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
}
