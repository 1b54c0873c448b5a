// Which steps use a value, in a few words. Pure.
import { plural } from '../../../../shared/format.ts';
import type { NameIndex, StepNames } from '../draft/name-index.ts';

/** "step 2", "Buy 2, Browse 2", "9 steps"; "no step uses it". */
export function usersWords(index: NameIndex, isMeant: (name: string) => boolean): string {
  const { steps, perVu, before, scenarioNames } = index;
  const isUser = ({ used }: StepNames): boolean => used.some(({ name }) => isMeant(name));
  const users = [
    ...before.flatMap((names, at) => (isUser(names) ? [`step ${at + 1} (before the run)`] : [])),
    ...steps.flatMap((all, scenario) => {
      const title = steps.length === 1 ? 'step' : (scenarioNames[scenario] ?? '');
      const once = (perVu[scenario] ?? []).flatMap((names, at) => (isUser(names) ? [`${title} ${at + 1} (once a user)`] : []));
      return [...once, ...all.flatMap((names, at) => (isUser(names) ? [`${title} ${at + 1}`] : []))];
    }),
  ];
  const total = [before, ...perVu, ...steps].reduce((sum, all) => sum + all.length, 0);
  if (users.length === 0) return 'no step uses it';
  if (users.length === total && total > 1) return `all ${total} steps`;
  return users.length > 4 ? `${users.length} ${plural(users.length, 'step')}` : users.join(', ');
}
