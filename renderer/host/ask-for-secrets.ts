// Asks a person for values that a plan needs and this computer does not have, before anything is sent.
import type { Plan } from '../../shared/plan/plan.ts';
import { missingSecrets } from './secrets.ts';
import { createStore, useStore } from './store.ts';

interface SecretsQuestion {
  /** At least one. */
  readonly names: readonly string[];
  /** `areStored` says whether all of them now have a value. */
  readonly reply: (areStored: boolean) => void;
}

export const secretsQuestion = createStore<SecretsQuestion | null>(null);

/** The values that a person is being asked for, or null. */
export function useSecretsQuestion(): SecretsQuestion | null {
  return useStore(secretsQuestion, (value) => value);
}

/** Whether the plan may be sent: all its secrets have a value, or a person has just provided them. */
export async function askForSecrets({ secrets = [] }: Pick<Plan, 'secrets'>): Promise<boolean> {
  const names = await missingSecrets(secrets);
  if (names.length === 0) return true;
  secretsQuestion.get()?.reply(false);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  secretsQuestion.set({
    names,
    reply: (areStored) => {
      secretsQuestion.set(null);
      resolve(areStored);
    },
  });
  return await promise;
}
