// Plans that were changed but not saved. They are kept as long as the tab lives, so that leaving the screen loses nothing;
// followers can keep them longer.
import { createStore, useStore, type Store } from '../../../host/store.ts';
import { draftSchema, type Draft } from './draft.ts';

const PREFIX = 'onrush-draft:';
/**
 * A draft is written to the tab's storage after a pause in typing, because writing costs more than everything else at a
 * keystroke. In ms.
 */
const REST_MS = 300;
/**
 * A draft with thousands of steps has megabytes: it is only written after a pause of this multiple of the time that writing
 * takes.
 */
const REST_TIMES = 10;
const LONGEST_REST_MS = 5000;

type DraftsByPlan = ReadonlyMap<string, Draft>;

export class DraftStore {
  readonly #storage: Storage;
  readonly #drafts: Store<DraftsByPlan>;
  readonly #restored = createStore(0);
  readonly #unwritten = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restMs = REST_MS;
  #handleWritten: (planId: string, draft: Draft | null) => void = () => undefined;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#drafts = createStore(readDrafts(storage));
  }

  /** Replaced by every change, so that it can be compared by identity. */
  get drafts(): Store<DraftsByPlan> {
    return this.#drafts;
  }

  /** How often a draft was restored: an open editor must then start again from the stored draft. */
  get restored(): Store<number> {
    return this.#restored;
  }

  /** Receives every draft that is written, or null if it was removed. */
  follow(handle: (planId: string, draft: Draft | null) => void): void {
    this.#handleWritten = handle;
  }

  readonly all = (): DraftsByPlan => this.#drafts.get();

  restore(planId: string, draft: Draft | null): void {
    this.keep(planId, draft);
    this.#restored.set(this.#restored.get() + 1);
  }

  /** Survives a reload of the page. `null` removes the draft. */
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

  /** Writes unsaved changes to the storage: after a pause in typing, and before the page is closed. */
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

function readDrafts(storage: Storage): DraftsByPlan {
  const drafts = new Map<string, Draft>();
  for (let at = 0; at < storage.length; at += 1) {
    const key = storage.key(at) ?? '';
    const draft = key.startsWith(PREFIX) ? readDraft(storage.getItem(key) ?? '') : null;
    if (draft !== null) drafts.set(key.slice(PREFIX.length), draft);
  }
  return drafts;
}

/** Returns null for a draft of another version of Onrush. */
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

export function useDrafts(): DraftsByPlan {
  return useStore(drafts.drafts, (all) => all);
}
