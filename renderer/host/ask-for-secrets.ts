// Asks a person for the values that a plan needs and this computer has not, before anything is sent.
import type { Plan } from '../../shared/plan/plan.ts';
import { missingSecrets } from './secrets.ts';
import { createStore, useStore } from './store.ts';

interface SecretsQuestion {
  /** At least one. */
  readonly names: readonly string[];
  /** Whether all of them have a value by now. */
  readonly reply: (areStored: boolean) => void;
}

export const secretsQuestion = createStore<SecretsQuestion | null>(null);

/** What a person is being asked for, if anything. */
export function useSecretsQuestion(): SecretsQuestion | null {
  return useStore(secretsQuestion, (value) => value);
}

/** Whether the plan may be sent: every secret of it has a value, or a person has just given it one. */
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
