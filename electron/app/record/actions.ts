// What a person did in the browser, in words, and the secrets that they typed. Pure. It does not trust what a page reports.
import { z } from 'zod';
import { parseJson } from '../../../shared/plan/journey/value.ts';
import type { Exchange } from './exchanges.ts';

export interface Action {
  readonly name: string;
  /** In ms since 1970. */
  readonly at: number;
}

/** An action together with the requests that were sent before the next one. */
export interface RecordedAction extends Action {
  readonly exchanges: readonly Exchange[];
}

export interface RecordedSecret {
  /** The label of the field. */
  readonly name: string;
  readonly value: string;
}

const MOST_ACTIONS = 2000;
const MOST_SECRETS = 50;
const MOST_CHARACTERS = 60;

const name = z.string().max(1000);
const note = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['press', 'type', 'choose', 'enter']), name, at: z.number() }),
  z.strictObject({ kind: z.literal('secret'), name, value: z.string().min(1).max(10_000) }),
  z.strictObject({ kind: z.literal('title'), name }),
]);

const WORDS = {
  press: (field: string) => `Press ${field}`,
  type: (field: string) => `Type ${field}`,
  choose: (field: string) => `Choose ${field}`,
  enter: (field: string) => `Press Enter in ${field}`,
} as const;

export class Actions {
  readonly #actions: Action[] = [];
  readonly #secrets = new Map<string, string>();
  #title = '';

  /** In the order in which they happened. */
  get all(): readonly Action[] {
    return this.#actions;
  }

  get secrets(): readonly RecordedSecret[] {
    return [...this.#secrets].map(([value, field]) => ({ name: field, value }));
  }

  /** The title of the first page that has one. */
  get title(): string {
    return this.#title;
  }

  /** `payload` comes from the script in the page. */
  noteOfPage(payload: string): void {
    const parsed = note.safeParse(parseJson(payload)?.value);
    if (!parsed.success) return;
    const { data } = parsed;
    if (data.kind === 'title') this.#title ||= shortened(data.name);
    else if (data.kind === 'secret') {
      if (this.#secrets.size < MOST_SECRETS) this.#secrets.set(data.value, shortened(data.name));
    } else this.#add({ name: WORDS[data.kind](shortened(data.name)), at: data.at });
  }

  /** A page was opened by its address, or reloaded, and not by something in a page. */
  noteOpened(url: string, at: number, home: string): void {
    const { host, pathname } = new URL(url);
    this.#add({ name: `Open ${shortened(host === home ? pathname : `${host}${pathname}`)}`, at });
  }

  #add(action: Action): void {
    if (this.#actions.length >= MOST_ACTIONS) return;
    const before = this.#actions.findLastIndex(({ at }) => at <= action.at);
    this.#actions.splice(before + 1, 0, action);
  }
}

function shortened(text: string): string {
  const line = text
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .toWellFormed();
  return line.length <= MOST_CHARACTERS ? line : `${line.slice(0, MOST_CHARACTERS - 1).trimEnd()}…`;
}
