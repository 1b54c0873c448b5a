// Plans that were changed and not saved yet, kept while the tab lives, so that leaving the screen loses nothing. Who follows it keeps them
// for longer.
import { createStore, useStore, type Store } from '../../../host/store.ts';
import { draftSchema, type Draft } from './draft.ts';

const PREFIX = 'onrush-draft:';
/** A draft is written to the tab's storage once nothing was typed for so long: writing costs more than all else that a key does. */
const REST_MS = 300;
/** One of thousands of steps is megabytes: it is written only once the typing has rested for a multiple of the time that this takes. */
const REST_TIMES = 10;
const LONGEST_REST_MS = 5000;

type Drafts = ReadonlyMap<string, Draft>;

export class DraftStore {
  readonly #storage: Storage;
  readonly #drafts: Store<Drafts>;
  readonly #restored = createStore(0);
  readonly #unwritten = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restMs = REST_MS;
  #handleWritten: (planId: string, draft: Draft | null) => void = () => undefined;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#drafts = createStore(readDrafts(storage));
  }

  /** Replaced by every change, so it can be compared by identity. */
  get drafts(): Store<Drafts> {
    return this.#drafts;
  }

  /** How often a draft was put back: an editor that is open must then begin again from what is kept. */
  get restored(): Store<number> {
    return this.#restored;
  }

  /** Hears of each that is written, or is gone: null. */
  follow(handle: (planId: string, draft: Draft | null) => void): void {
    this.#handleWritten = handle;
  }

  readonly all = (): Drafts => this.#drafts.get();

  restore(planId: string, draft: Draft | null): void {
    this.keep(planId, draft);
    this.#restored.set(this.#restored.get() + 1);
  }

  /** Also over a reload of the page. `null` forgets it. */
  keep(planId: string, draft: Draft | null): void {
    if (draft === null && !this.all().has(planId)) return;
    const next = new Map(this.all());
    if (draft === null) next.delete(planId);
    else next.set(planId, draft);
    this.#drafts.set(next);
    this.#unwritten.add(planId);
    clearTimeout(this.#timer);
    if (draft === null) this.write();
    else this.#timer = setTimeout(() => this.write(), this.#restMs);
  }

  /** Writes what the storage lacks: when the typing rests, and before the page goes. */
  readonly write = (): void => {
    clearTimeout(this.#timer);
    const before = performance.now();
    for (const planId of this.#unwritten) {
      const draft = this.all().get(planId);
      if (draft === undefined) this.#storage.removeItem(PREFIX + planId);
      else this.#storage.setItem(PREFIX + planId, JSON.stringify(draft));
      this.#handleWritten(planId, draft ?? null);
    }
    this.#unwritten.clear();
    this.#restMs = Math.max(REST_MS, Math.min(LONGEST_REST_MS, REST_TIMES * (performance.now() - before)));
  };
}

function readDrafts(storage: Storage): Drafts {
  const drafts = new Map<string, Draft>();
  for (let at = 0; at < storage.length; at += 1) {
    const key = storage.key(at) ?? '';
    const draft = key.startsWith(PREFIX) ? readDraft(storage.getItem(key) ?? '') : null;
    if (draft !== null) drafts.set(key.slice(PREFIX.length), draft);
  }
  return drafts;
}

/** Null for what another version of Onrush left there. */
function readDraft(text: string): Draft | null {
  try {
    return draftSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export const drafts = new DraftStore(sessionStorage);

export function useRestored(): number {
  return useStore(drafts.restored, (count) => count);
}

export function useDrafts(): Drafts {
  return useStore(drafts.drafts, (all) => all);
}
