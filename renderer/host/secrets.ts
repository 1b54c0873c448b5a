// Where the values of secrets come from, as reported by the host. A value goes to the host and never comes back.
import { useEffect } from 'react';
import type { Failure } from '../../shared/errors.ts';
import type { SecretRow } from '../../shared/secret-row.ts';
import { call } from './client.ts';
import { createStore, useStore } from './store.ts';

export type SecretState = SecretRow['state'];

type States = ReadonlyMap<string, SecretState>;

const states = createStore<States>(new Map());

/** By name: those in `names`, and all that are stored. A name that is missing has not been read yet. */
export function useSecretStates(names: readonly string[]): States {
  const key = JSON.stringify(names);
  useEffect(() => {
    const asked: readonly string[] = JSON.parse(key);
    void readSecrets(asked);
  }, [key]);
  return useStore(states, (all) => all);
}

/** The names without a value. Empty if that cannot be found out: whoever needs the values reports the reason. */
export async function missingSecrets(names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return [];
  await readSecrets(names);
  return names.filter((name) => states.get().get(name) === 'missing');
}

/** Stored for all plans. @returns why it was not stored. */
export async function storeSecret(name: string, value: string): Promise<Failure | null> {
  const stored = await call('secrets.set', { name, value });
  await readSecrets([name]);
  return stored.ok ? null : stored.failure;
}

/** @returns why it could not be removed. */
export async function removeSecret(name: string): Promise<Failure | null> {
  const removed = await call('secrets.remove', { name });
  await readSecrets([name]);
  return removed.ok ? null : removed.failure;
}

/** Names that were read before keep their known state. */
async function readSecrets(names: readonly string[]): Promise<void> {
  const listed = await call('secrets.list', { names: names.filter((name) => name !== '').slice(0, MOST_NAMES) });
  if (!listed.ok) return;
  const kept = [...states.get()].filter(([, state]) => state !== 'stored');
  states.set(new Map([...kept, ...listed.value.map(({ name, state }): [string, SecretState] => [name, state])]));
}

/** The most secrets of a plan. */
const MOST_NAMES = 100;
