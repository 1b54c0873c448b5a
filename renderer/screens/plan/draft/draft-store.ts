// Plans that were changed and not saved yet, kept while the tab lives, so that leaving the screen loses nothing.
import { useSyncExternalStore } from 'react';
import { draftSchema, type Draft } from './draft.ts';

const PREFIX = 'onrush-draft:';

type Drafts = ReadonlyMap<string, Draft>;

export class DraftStore {
  readonly #storage: Storage;
  readonly #watchers = new Set<() => void>();
  #drafts: Drafts;
  #restored = 0;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#drafts = readDrafts(storage);
  }

  /** Replaced by every change, so it can be compared by identity. */
  readonly all = (): Drafts => this.#drafts;

  /** How often a draft was put back: an editor that is open must then begin anew from what is kept. */
  readonly restored = (): number => this.#restored;

  readonly watch = (handle: () => void): (() => void) => {
    this.#watchers.add(handle);
    return () => void this.#watchers.delete(handle);
  };

  restore(planId: string, draft: Draft | null): void {
    this.#restored += 1;
    this.keep(planId, draft);
  }

  /** `null` forgets it. */
  keep(planId: string, draft: Draft | null): void {
    const next = new Map(this.#drafts);
    if (draft === null) next.delete(planId);
    else next.set(planId, draft);
    this.#drafts = next;
    if (draft === null) this.#storage.removeItem(PREFIX + planId);
    else this.#storage.setItem(PREFIX + planId, JSON.stringify(draft));
    for (const handle of this.#watchers) handle();
  }
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
  return useSyncExternalStore(drafts.watch, drafts.restored);
}

export function useDrafts(): Drafts {
  return useSyncExternalStore(drafts.watch, drafts.all);
}
