import { expect, test } from 'vitest';
import { createStore } from './store.ts';

test('watchers hear of a new value, and not of the same one again', () => {
  const store = createStore(1);
  const heard: number[] = [];
  const stop = store.watch(() => heard.push(store.get()));
  store.set(2);
  store.set(2);
  store.set(3);
  stop();
  store.set(4);
  expect([heard, store.get()]).toEqual([[2, 3], 4]);
});
