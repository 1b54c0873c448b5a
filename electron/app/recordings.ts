// The recording, at most one at a time: made in a browser of this computer, reported to every window, and handed over when it is
// over.
import { UserError } from '../../shared/errors.ts';
import { urlFault } from '../../shared/plan/url-fault.ts';
import { NO_BROWSER, type FinishedRecording, type RecordingState } from '../../shared/recording.ts';
import { installedBrowsers, type InstalledBrowser } from './record/installed-browsers.ts';
import { removeLeftProfiles } from './record/profile-folder.ts';
import { BrowserRecorder } from './record/recorder.ts';
import { logError } from '../system/log.ts';

/** The least time between two reports to the windows, in ms. */
const TELL_EVERY_MS = 250;

export class Recordings {
  readonly #dataFolder: string;
  readonly #tell: (state: RecordingState | null) => void;
  readonly #browsers: () => readonly InstalledBrowser[];
  #opening: Promise<unknown> | null = null;
  #recorder: BrowserRecorder | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    dataFolder: string,
    tell: (state: RecordingState | null) => void,
    browsers: () => readonly InstalledBrowser[] = installedBrowsers,
  ) {
    this.#dataFolder = dataFolder;
    this.#tell = tell;
    this.#browsers = browsers;
    // A process that was killed has left its profile behind.
    removeLeftProfiles(dataFolder);
  }

  /** Null if nothing is being recorded. */
  get state(): RecordingState | null {
    return this.#recorder?.state ?? null;
  }

  /** The browser that would be used; null if there is none. */
  get browser(): string | null {
    return this.#browsers()[0]?.name ?? null;
  }

  /** @throws UserError bad_request, run_active, not_found, write_failed */
  async start(given: string): Promise<RecordingState> {
    const url = addressOf(given);
    if (this.#opening !== null || this.#recorder !== null)
      throw new UserError('run_active', 'A recording is going on. Stop it before you begin another one.');
    const opening = this.#open(url);
    this.#opening = opening.catch(() => undefined);
    try {
      const recorder = await opening;
      this.#recorder = recorder;
      this.#tell(recorder.state);
      return recorder.state;
    } finally {
      this.#opening = null;
    }
  }

  /** Returns null if there is no recording, or if another window has already taken it. */
  async stop(): Promise<FinishedRecording | null> {
    await this.#opening;
    const recorder = this.#recorder;
    if (recorder === null) return null;
    this.#recorder = null;
    const finished = await recorder.stop();
    this.#forget();
    return finished;
  }

  /** Discards the recording and everything that belongs to it. */
  async close(): Promise<void> {
    await this.stop();
    this.#forget();
  }

  /** Starts the first browser that can be started. */
  async #open(url: string): Promise<BrowserRecorder> {
    const browsers = this.#browsers();
    if (browsers.length === 0) throw new UserError('not_found', NO_BROWSER);
    const faults: string[] = [];
    for (const browser of browsers) {
      try {
        return await BrowserRecorder.start({ url, browser, dataFolder: this.#dataFolder, handleChange: () => this.#change() });
      } catch (error) {
        if (error instanceof UserError) throw error;
        logError(`Starting ${browser.path}`, error);
        faults.push(`${browser.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    throw new UserError('not_found', `The browser did not start. ${faults.join(' ')}`);
  }

  #change(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      if (this.#recorder !== null) this.#tell(this.#recorder.state);
    }, TELL_EVERY_MS);
  }

  #forget(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#tell(null);
  }
}

/** The address as a person writes it: without a scheme, https:// or http:// is added. */
function addressOf(given: string): string {
  const text = given.trim();
  const isLocal = /^(?:localhost|127\.|\[::1\])/i.test(text);
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `${isLocal ? 'http' : 'https'}://${text}`;
  const fault = urlFault(url);
  if (fault !== null) throw new UserError('bad_request', fault);
  return new URL(url).href;
}
