// One recording: turns the events of all its pages into the person's actions and the requests that followed each. Pure.
import { fieldsOf, textOf } from '../../../shared/plan/from/imported/parts.ts';
import type { RecordedRequest, RecordedStep, RecordingState } from '../../../shared/recording.ts';
import { Actions, type Action, type RecordedAction } from './actions.ts';
import type { ProtocolEvent } from './devtools-pipe.ts';
import { Exchanges, isFile, type Exchange, type WantedContent } from './exchanges.ts';
import { harOf } from './har-of.ts';
import { BINDING } from './page-script.ts';

export interface RecordingSource {
  readonly url: string;
  readonly browser: string;
  /** In ms since 1970. */
  readonly startedAt: number;
}

const MOST_STEPS = 200;
const MOST_REQUESTS = 12;

export class BrowserRecording {
  readonly source: RecordingSource;
  readonly #home: string;
  readonly #exchanges = new Exchanges();
  readonly #actions = new Actions();
  /** Addresses that something in a page requested. */
  readonly #asked = new Set<string>();
  /** The top-level frames, including those of pages that another page opened. */
  readonly #tops = new Set<string>();
  readonly #opened = new Set<string>();

  constructor(source: RecordingSource) {
    this.source = source;
    this.#home = new URL(source.url).host;
  }

  note(event: ProtocolEvent): WantedContent | null {
    const { method, params } = event;
    if (method === 'Runtime.bindingCalled' && params['name'] === BINDING) this.#actions.noteOfPage(textOf(params['payload']));
    if (method === 'Page.frameRequestedNavigation' || method === 'Page.windowOpen') this.#asked.add(textOf(params['url']));
    if (method === 'Target.attachedToTarget') {
      const target = fieldsOf(params['targetInfo']);
      if (target['type'] === 'page') this.#tops.add(textOf(target['targetId']));
      if (textOf(target['openerId']) !== '') this.#opened.add(textOf(target['targetId']));
    }
    if (method === 'Network.requestWillBeSent') this.#noteOpened(event);
    return this.#exchanges.note(event);
  }

  noteContent(wanted: WantedContent, reply: Readonly<Record<string, unknown>>): void {
    this.#exchanges.noteContent(wanted, reply);
  }

  /** True if some request has no response yet. */
  get isWaiting(): boolean {
    return this.#exchanges.all.some(({ type, response, endedTick }) => {
      return type !== 'websocket' && response === null && endedTick === null;
    });
  }

  /** Every request belongs to the last action before it. */
  get actions(): readonly RecordedAction[] {
    const actions = this.#actions.all.map(withoutExchanges);
    for (const exchange of this.#exchanges.all) {
      const at = actions.findLastIndex((action) => Math.floor(action.at) <= exchange.startedAt);
      actions[Math.max(0, at)]?.exchanges.push(exchange);
    }
    return actions;
  }

  state(phase: RecordingState['phase']): RecordingState {
    const actions = this.actions;
    return {
      phase,
      ...this.source,
      requests: this.#exchanges.all.length,
      steps: actions.slice(-MOST_STEPS).map((action) => this.#step(action)),
      earlierSteps: Math.max(0, actions.length - MOST_STEPS),
      isFull: this.#exchanges.isFull,
    };
  }

  har(): string {
    const { title, secrets } = this.#actions;
    return JSON.stringify(harOf(this.actions, { browser: this.source.browser, title, secrets }));
  }

  #noteOpened({ params }: ProtocolEvent): void {
    const url = textOf(fieldsOf(params['request'])['url']);
    const frame = textOf(params['frameId']);
    const isPage = params['type'] === 'Document' && params['redirectResponse'] === undefined && this.#tops.has(frame);
    if (!isPage || !/^https?:/i.test(url)) return;
    const isAsked = this.#asked.delete(url) || this.#opened.delete(frame);
    const wallTime = params['wallTime'];
    if (!isAsked) this.#actions.noteOpened(url, typeof wallTime === 'number' ? wallTime * 1000 : Date.now(), this.#home);
  }

  #step({ name, at, exchanges }: RecordedAction): RecordedStep {
    const requests = exchanges.filter((one) => !isFile(one) && one.type !== 'preflight');
    return {
      name,
      at: Math.max(0, at - this.source.startedAt),
      requests: requests.slice(0, MOST_REQUESTS).map((one) => this.#request(one)),
      furtherRequests: Math.max(0, requests.length - MOST_REQUESTS),
      files: exchanges.filter(isFile).length,
    };
  }

  #request({ method, url, response, endedTick }: Exchange): RecordedRequest {
    const { host, pathname } = new URL(url);
    const path = host === this.#home ? pathname : `${host}${pathname}`;
    return { method, path, status: response?.status ?? (endedTick === null ? null : 0) };
  }
}

function withoutExchanges(action: Action): Action & { readonly exchanges: Exchange[] } {
  return { ...action, exchanges: [] };
}
