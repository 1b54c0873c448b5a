// How many requests an iteration of a plan makes, without redirects; the average if scenarios differ. Pure.
import type { Plan } from './plan.ts';

export function stepsPerIteration({ scenarios }: Pick<Plan, 'scenarios'>): number {
  const weight = scenarios.reduce((sum, scenario) => sum + scenario.weight, 0);
  return scenarios.reduce((sum, scenario) => sum + scenario.steps.length * (scenario.weight / weight), 0);
}
