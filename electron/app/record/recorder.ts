// Records one browser: opens it at an address, attaches to every page and popup that it opens, and keeps what they send.
import { setTimeout as wait } from 'node:timers/promises';
import { fieldsOf, textOf } from '../../../shared/plan/from/imported/parts.ts';
import type { FinishedRecording, RecordingState } from '../../../shared/recording.ts';
import { startBrowserProcess, type BrowserProcess } from './browser-process.ts';
import type { ProtocolEvent } from './devtools-pipe.ts';
import type { WantedContent } from './exchanges.ts';
import type { InstalledBrowser } from './installed-browsers.ts';
import { BINDING, pageScript, WORLD } from './page-script.ts';
import { BrowserRecording } from './recording.ts';

interface BrowserRecorderOptions {
  readonly url: string;
  readonly browser: InstalledBrowser;
  readonly dataFolder: string;
  /** Called whenever `state` changes. */
  readonly handleChange: () => void;
  readonly startBrowser?: typeof startBrowserProcess;
}

const MOST_BODY = 20 * 1024 * 1024;
/** Service workers are ignored, because no virtual user has one. */
const JOINED = [{ type: 'page' }, { type: 'iframe' }, { type: 'worker' }, { type: 'shared_worker' }];
const JOIN = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter: JOINED };
/** How long to wait for responses that are still on their way when the recording stops, in ms. */
const LAST_CONTENT_MS = 2000;
const LAST_RESPONSE_MS = 1000;
const LOOK_AGAIN_MS = 20;

export class BrowserRecorder {
  readonly #recording: BrowserRecording;
  readonly #handleChange: () => void;
  readonly #script = pageScript();
  readonly #pages = new Set<string>();
  readonly #asking = new Set<Promise<unknown>>();
  #process: BrowserProcess | null = null;
  #phase: RecordingState['phase'] = 'recording';

  /** @throws UserError write_failed; Error where the browser does not start */
  static async start(options: BrowserRecorderOptions): Promise<BrowserRecorder> {
    const recorder = new BrowserRecorder(options);
    await recorder.#open(options);
    return recorder;
  }

  private constructor({ url, browser, handleChange }: BrowserRecorderOptions) {
    this.#recording = new BrowserRecording({ url, browser: browser.name, startedAt: Date.now() });
    this.#handleChange = handleChange;
  }

  get state(): RecordingState {
    return this.#recording.state(this.#phase);
  }

  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  /** Resolves once every request has its response and the bodies have been fetched, or the time for that is over. */
  async settled(): Promise<void> {
    const until = Date.now() + LAST_RESPONSE_MS;
    while (this.#recording.isWaiting && this.#phase === 'recording' && Date.now() < until) await wait(LOOK_AGAIN_MS);
    await Promise.race([Promise.all(this.#asking), wait(LAST_CONTENT_MS, undefined, { ref: false })]);
  }

  /** Ends the browser. What was recorded stays. */
  async stop(): Promise<FinishedRecording> {
    await this.settled();
    this.#end();
    await this.#process?.end();
    const { url, browser } = this.#recording.source;
    return { name: `${new URL(url).host}, recorded in ${browser}`, har: this.#recording.har() };
  }

  async #open({ url, browser, dataFolder, startBrowser = startBrowserProcess }: BrowserRecorderOptions): Promise<void> {
    const { promise: opened, resolve } = Promise.withResolvers<string>();
    const started = await startBrowser(browser, {
      dataFolder,
      handleEvent: (event) => {
        this.#take(event);
        const [page] = this.#pages;
        if (page !== undefined) resolve(page);
      },
    });
    this.#process = started;
    void started.ended.then(() => this.#end());
    try {
      await started.pipe.send('Target.setAutoAttach', JOIN);
      const page = await Promise.race([opened, started.ended]);
      if (page === undefined) throw new Error('it was closed at once');
      // The reply only comes with the first byte of the page, which may never come. A failure is recorded as a request anyway.
      started.pipe.send('Page.navigate', { url }, page).catch(() => undefined);
    } catch (error) {
      await started.end();
      throw error;
    }
    this.#handleChange();
  }

  #end(): void {
    if (this.#phase === 'ended') return;
    this.#phase = 'ended';
    this.#handleChange();
  }

  #take(event: ProtocolEvent): void {
    if (event.method === 'Target.attachedToTarget') this.#join(event);
    if (event.method === 'Target.detachedFromTarget') this.#leave(textOf(event.params['sessionId']));
    const wanted = this.#recording.note(event);
    if (wanted !== null) this.#ask(wanted);
    if (/^(?:Network|Runtime)\./.test(event.method)) this.#handleChange();
  }

  #join({ params }: ProtocolEvent): void {
    const session = textOf(params['sessionId']);
    const type = textOf(fieldsOf(params['targetInfo'])['type']);
    const send = (method: string, input: object = {}): void => {
      // If the page is closed meanwhile, the command is no longer needed.
      this.#process?.pipe.send(method, input, session).catch(() => undefined);
    };
    send('Network.enable', { maxPostDataSize: MOST_BODY });
    if (type === 'page' || type === 'iframe') {
      send('Network.setBypassServiceWorker', { bypass: true });
      send('Page.enable');
      send('Runtime.enable');
      send('Runtime.addBinding', { name: BINDING, executionContextName: WORLD });
      send('Page.addScriptToEvaluateOnNewDocument', { source: this.#script, worldName: WORLD, runImmediately: true });
    }
    send('Target.setAutoAttach', JOIN);
    send('Runtime.runIfWaitingForDebugger');
    if (type === 'page') this.#pages.add(session);
  }

  /** On macOS a browser without windows keeps running, but the recording ends. */
  #leave(session: string): void {
    if (this.#pages.delete(session) && this.#pages.size === 0 && this.#phase === 'recording') void this.#process?.end();
  }

  #ask(wanted: WantedContent): void {
    const { of, session, requestId } = wanted;
    const method = of === 'request' ? 'Network.getRequestPostData' : 'Network.getResponseBody';
    const asking = this.#process?.pipe.send(method, { requestId }, session).then(
      (reply) => this.#recording.noteContent(wanted, reply),
      // The page that it belonged to may already be closed.
      () => undefined,
    );
    if (asking === undefined) return;
    this.#asking.add(asking);
    void asking.finally(() => this.#asking.delete(asking));
  }
}
