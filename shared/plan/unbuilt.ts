// Parts of a plan that can be written and kept, and that no run can do yet. Pure.
import type { Problem } from '../errors.ts';
import type { Plan } from './plan.ts';

export function unbuiltProblems({ data = [], scenarios }: Plan): Problem[] {
  const found = [
    [data.some(({ onEnd }) => onEnd === 'stop'), 'data', 'data that ends the run'],
    [scenarios.some(({ pacing }) => pacing !== undefined), 'scenarios', 'pacing'],
    [scenarios.some(({ load }) => load !== undefined), 'scenarios', 'a load of a scenario'],
  ] as const;
  return found.flatMap(([is, path, what]) =>
    is ? [{ path, message: `This version of Onrush cannot run ${what}. Remove it from the plan.` }] : [],
  );
}
