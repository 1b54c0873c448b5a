// Says quietly that a newer version exists: once per start if the settings allow it, and when somebody asks. A package that was
// signed also downloads and installs it; every step is taken only when a person says so.
import { dialog, shell, type BrowserWindow } from 'electron';
import { newerVersionWords, type NewerVersion } from '../../shared/newer-version.ts';
import { VERSION } from '../system/version.ts';
import { logError } from '../system/log.ts';
import { isNewer, newerRelease, type Release } from './newer-version.ts';
import type { Updater } from './updater.ts';

export interface UpdatesOptions {
  /** The address that describes the latest release; null if the package names none. */
  readonly feed: string | null;
  /** Null if this package cannot replace itself. */
  readonly loadUpdater: (() => Promise<Updater>) | null;
  readonly isRunGoingOn: () => boolean;
  /** Ends the app in order, and then calls this instead of ending the program. `giveUp` starts the program again as it is. */
  readonly endFor: (install: (giveUp: () => void) => void) => void;
  readonly handleChange: () => void;
}

interface Choice {
  readonly button: string;
  readonly act: () => void | Promise<void>;
}

interface Words {
  readonly message: string;
  readonly detail: string;
  readonly choices: readonly Choice[];
}

export class Updates {
  readonly #options: UpdatesOptions;
  #release: Release | null = null;
  #updater: Updater | null = null;
  #state: NewerVersion['state'] = 'available';
  #share = 0;
  /** The dialog of the system. */
  #isShown = false;
  /** Null where nothing is being downloaded. */
  #cancel: AbortController | null = null;

  constructor(options: UpdatesOptions) {
    this.#options = options;
  }

  /** Null if there is none, or if nobody looked yet. */
  get newer(): NewerVersion | null {
    return this.#release === null ? null : { version: this.#release.version, state: this.#state, share: this.#share };
  }

  /** At a start. `settings`: as the host has them. */
  async lookQuietly(settings: unknown): Promise<void> {
    const { feed, handleChange } = this.#options;
    if (feed === null || Object(settings).looksForNewer !== true) return;
    // Without a network nothing is shown.
    this.#release = await newerRelease(feed, VERSION).catch(() => null);
    if (this.#release !== null) handleChange();
  }

  /** Ends a download: it takes a share of the network and of the processor, and nothing is measured beside it. */
  giveWay(): void {
    this.#cancel?.abort();
  }

  /** When somebody asks: says what there is, and offers what can be done about it. */
  async show(window: BrowserWindow): Promise<void> {
    if (this.#isShown) return;
    this.#isShown = true;
    const choice = await this.#words(window)
      .then((words) => choose(window, words))
      .finally(() => (this.#isShown = false));
    await choice?.act();
  }

  async #words(window: BrowserWindow): Promise<Words> {
    const { feed, handleChange } = this.#options;
    const detail = `This is version ${VERSION}.`;
    if (feed === null) return { message: 'This build does not know where newer versions are published.', detail, choices: [] };
    if (this.#state === 'available') {
      try {
        this.#release = await newerRelease(feed, VERSION);
      } catch (error) {
        logError('Looking for a newer version', error);
        return {
          message: 'Onrush could not check whether there is a newer version.',
          detail: 'Is there a network?',
          choices: [],
        };
      }
      handleChange();
    }
    const { newer } = this;
    if (newer === null) return { message: 'There is no newer version.', detail, choices: [] };
    return { message: newerVersionWords(newer), ...this.#offer(window, detail) };
  }

  #offer(window: BrowserWindow, own: string): Omit<Words, 'message'> {
    const { loadUpdater, isRunGoingOn } = this.#options;
    const page: Choice = { button: 'Open Its Page', act: () => this.#openPage() };
    if (this.#state === 'downloading')
      return { detail: own, choices: [{ button: 'Cancel the Download', act: () => this.giveWay() }] };
    if (loadUpdater === null) return { detail: own, choices: [page] };
    if (isRunGoingOn()) {
      const choices = this.#state === 'ready' ? [] : [page];
      return { detail: `${own} A run is going on, which must not be disturbed. Wait for its end.`, choices };
    }
    if (this.#state === 'ready')
      return {
        detail: 'Onrush ends, installs it and starts again.',
        choices: [{ button: 'Restart to Update', act: () => this.#install() }],
      };
    return { detail: own, choices: [page, { button: 'Download', act: () => this.#download(window, loadUpdater) }] };
  }

  async #download(window: BrowserWindow, load: () => Promise<Updater>): Promise<void> {
    // A run may have begun while the dialog was open.
    if (this.#cancel !== null || this.#options.isRunGoingOn()) return;
    const cancel = new AbortController();
    this.#cancel = cancel;
    this.#become('downloading');
    const fault = await this.#fetch(load, cancel.signal).then(
      () => null,
      (error: unknown) => ({ error }),
    );
    this.#cancel = null;
    this.#become(fault === null ? 'ready' : 'available');
    if (fault === null || cancel.signal.aborted) return;
    logError('Downloading a newer version', fault.error);
    const choice = await choose(window, {
      message: 'The newer version could not be downloaded.',
      detail: 'The version that is running is not changed. The log has the reason.',
      choices: [{ button: 'Open Its Page', act: () => this.#openPage() }],
    });
    await choice?.act();
  }

  async #fetch(load: () => Promise<Updater>, signal: AbortSignal): Promise<void> {
    this.#updater ??= await load();
    const version = await this.#updater.find();
    if (version === null || !isNewer(version, VERSION)) throw new Error('The release has no package for this computer.');
    if (this.#release !== null) this.#release = { ...this.#release, version };
    signal.throwIfAborted();
    await this.#updater.download(signal, (share) => {
      const isNews = Math.floor(share * 100) !== Math.floor(this.#share * 100);
      this.#share = share;
      if (isNews) this.#options.handleChange();
    });
  }

  #install(): void {
    const updater = this.#updater;
    if (this.#options.isRunGoingOn()) return;
    this.#options.endFor((giveUp) => {
      if (updater === null) return giveUp();
      updater.install((error) => {
        logError('Installing a newer version', error);
        giveUp();
      });
    });
  }

  async #openPage(): Promise<void> {
    const url = this.#release?.url;
    if (url !== undefined) await shell.openExternal(url);
  }

  #become(state: NewerVersion['state']): void {
    this.#state = state;
    this.#share = 0;
    this.#options.handleChange();
  }
}

/** Returns null for Close. */
async function choose(window: BrowserWindow, { message, detail, choices }: Words): Promise<Choice | null> {
  if (window.isDestroyed()) return null;
  const buttons = ['Close', ...choices.map(({ button }) => button)];
  const options = { type: 'info' as const, message, detail, buttons, defaultId: 0, cancelId: 0 };
  const { response } = await dialog.showMessageBox(window, options);
  return choices[response - 1] ?? null;
}
