// A real Chromium for tests of recordings, and ways to press and type in its pages. Imported by tests only.
import { existsSync } from 'node:fs';
import { fieldsOf, listOf, numberIn, textOf } from '../../../../shared/plan/from/imported/parts.ts';
import { startBrowserProcess, type BrowserProcess } from '../browser-process.ts';
import type { ProtocolEvent } from '../devtools-pipe.ts';
import type { InstalledBrowser } from '../installed-browsers.ts';

const PATHS = [process.env['ONRUSH_CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/google-chrome'];

/** Null if this computer has none. */
export const TEST_BROWSER: InstalledBrowser | null = found();

function found(): InstalledBrowser | null {
  const path = PATHS.find((one) => one !== '' && existsSync(one));
  return path === undefined ? null : { name: 'Chromium', path };
}

export interface WatchedBrowser {
  readonly start: typeof startBrowserProcess;
  /** All events that it reported. */
  readonly events: ProtocolEvent[];
  /** Presses and types in the page with this number, in the order of opening; 0 is the first. */
  readonly hands: (page?: number) => Promise<Hands>;
}

export function watchedBrowser(): WatchedBrowser {
  const events: ProtocolEvent[] = [];
  const { promise: started, resolve } = Promise.withResolvers<BrowserProcess>();
  return {
    events,
    async start(browser, options) {
      const handleEvent = (event: ProtocolEvent): void => {
        events.push(event);
        options.handleEvent(event);
      };
      const process = await startBrowserProcess(browser, { ...options, handleEvent });
      resolve(process);
      return process;
    },
    async hands(page = 0) {
      const process = await started;
      const sessions = events
        .filter(({ method }) => method === 'Target.attachedToTarget')
        .filter(({ params }) => fieldsOf(params['targetInfo'])['type'] === 'page')
        .map(({ params }) => textOf(params['sessionId']));
      return new Hands(process, sessions[page] ?? '');
    },
  };
}

/** Presses and types as real input, which a page cannot imitate. */
class Hands {
  readonly #process: BrowserProcess;
  readonly #session: string;

  constructor(process: BrowserProcess, session: string) {
    this.#process = process;
    this.#session = session;
  }

  async press(selector: string): Promise<void> {
    const [x, y] = await this.#middleOf(selector);
    for (const type of ['mousePressed', 'mouseReleased'])
      await this.#send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
  }

  async type(selector: string, text: string): Promise<void> {
    await this.press(selector);
    await this.#send('Input.insertText', { text });
  }

  /** Waits until the expression is true in the page. */
  async sees(expression: string): Promise<void> {
    await this.evaluate(
      `new Promise((resolve) => { const look = () => (${expression}) ? resolve() : requestAnimationFrame(look); look(); })`,
    );
  }

  async evaluate(expression: string): Promise<unknown> {
    const reply = await this.#send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    return fieldsOf(reply['result'])['value'];
  }

  async #middleOf(selector: string): Promise<readonly [x: number, y: number]> {
    const element = `document.querySelector(${JSON.stringify(selector)})`;
    await this.sees(`${element}?.getClientRects().length > 0`);
    const place = await this.evaluate(
      `(() => { const box = ${element}.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()`,
    );
    const [x, y] = listOf(place);
    return [numberIn(x) ?? 0, numberIn(y) ?? 0];
  }

  async #send(method: string, params: object): Promise<Readonly<Record<string, unknown>>> {
    return await this.#process.pipe.send(method, params, this.#session);
  }
}
