// Which steps use a value, in a few words. Pure.
import { plural } from '../../../../shared/format.ts';
import type { NameIndex } from '../draft/name-index.ts';

/** "step 2", "Buy 2, Browse 2", "9 steps"; "no step uses it". */
export function usersWords({ steps, scenarioNames }: NameIndex, isMeant: (name: string) => boolean): string {
  const users = steps.flatMap((all, scenario) =>
    all.flatMap(({ used }, step) => (used.some(({ name }) => isMeant(name)) ? [{ scenario, step }] : [])),
  );
  const total = steps.reduce((sum, all) => sum + all.length, 0);
  if (users.length === 0) return 'no step uses it';
  if (users.length === total && total > 1) return `all ${total} steps`;
  if (users.length > 4) return `${users.length} ${plural(users.length, 'step')}`;
  return users
    .map(({ scenario, step }) => (steps.length === 1 ? `step ${step + 1}` : `${scenarioNames[scenario] ?? ''} ${step + 1}`))
    .join(', ');
}
