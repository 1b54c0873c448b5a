import { beforeAll, expect, test, vi } from 'vitest';
import { newDraft } from './draft.ts';

class MemoryStorage implements Storage {
  readonly #items = new Map<string, string>();
  get length() {
    return this.#items.size;
  }
  key = (at: number) => [...this.#items.keys()][at] ?? null;
  getItem = (key: string) => this.#items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.#items.set(key, value);
  removeItem = (key: string) => void this.#items.delete(key);
  clear = () => this.#items.clear();
}

// The module opens the tab's storage when it loads.
beforeAll(() => void vi.stubGlobal('sessionStorage', new MemoryStorage()));

test('a kept draft exists after a reload of the page', async () => {
  const { DraftStore } = await import('./draft-store.ts');
  const storage = new MemoryStorage();
  const draft = { ...newDraft(), name: 'Half written' };
  const store = new DraftStore(storage);
  store.keep('new', draft);
  store.write();
  expect(new DraftStore(storage).all().get('new')).toEqual(draft);
});

test('typed text is written after a pause in typing, and not at each key', async () => {
  vi.useFakeTimers();
  const { DraftStore } = await import('./draft-store.ts');
  const storage = new MemoryStorage();
  const write = vi.spyOn(storage, 'setItem');
  const store = new DraftStore(storage);
  for (const name of ['H', 'Ha', 'Hal', 'Half']) {
    store.keep('new', { ...newDraft(), name });
    vi.advanceTimersByTime(150);
  }
  expect(write).not.toHaveBeenCalled();
  vi.advanceTimersByTime(150);
  expect(write).toHaveBeenCalledTimes(1);
  expect(new DraftStore(storage).all().get('new')?.name).toBe('Half');
  vi.useRealTimers();
});

test('a forgotten draft does not return after a reload', async () => {
  const { DraftStore } = await import('./draft-store.ts');
  const storage = new MemoryStorage();
  const store = new DraftStore(storage);
  store.keep('new', newDraft());
  store.keep('new', null);
  expect(store.all().size).toBe(0);
  expect(new DraftStore(storage).all().size).toBe(0);
});

test('anything that is not a draft is ignored', async () => {
  const { DraftStore } = await import('./draft-store.ts');
  const storage = new MemoryStorage();
  storage.setItem('onrush-draft:a', '{broken');
  storage.setItem('onrush-draft:b', '{"name": "of another version"}');
  storage.setItem('onrush-token', 'x');
  expect(new DraftStore(storage).all().size).toBe(0);
});

test('watchers hear of each change', async () => {
  const { DraftStore } = await import('./draft-store.ts');
  const store = new DraftStore(new MemoryStorage());
  let heard = 0;
  const stop = store.drafts.watch(() => (heard += 1));
  store.keep('a', newDraft());
  stop();
  store.keep('a', null);
  expect(heard).toBe(1);
});

test('putting a draft back is distinguished from keeping one', async () => {
  const { DraftStore } = await import('./draft-store.ts');
  const store = new DraftStore(new MemoryStorage());
  store.keep('a', newDraft());
  expect(store.restored.get()).toBe(0);
  store.restore('a', { ...newDraft(), name: 'Back' });
  expect(store.restored.get()).toBe(1);
  expect(store.all().get('a')?.name).toBe('Back');
});
