// All thresholds that judge a run of a plan: its own, and those that the budgets of its steps mean.
import { printDuration } from '../duration.ts';
import { ms } from '../units.ts';
import type { Plan, PlanThreshold, Scenario, Step } from './plan.ts';
import { quotedName } from './threshold-name.ts';

export function judgedThresholds({ thresholds, scenarios }: Pick<Plan, 'thresholds' | 'scenarios'>): readonly PlanThreshold[] {
  const budgets = scenarios.flatMap((scenario) =>
    scenario.steps.flatMap((step) => {
      const expression = budgetExpression(scenario, step, scenarios.length > 1);
      return expression === null ? [] : [{ expression, abortOnFail: false, delay: ms(0) }];
    }),
  );
  return budgets.length === 0 ? thresholds : [...thresholds, ...budgets];
}

/** `p95{step: "cart"} < 250ms`; null without a budget. */
function budgetExpression({ name: scenario }: Scenario, { name, budget }: Step, isOneOfSeveral: boolean): string | null {
  if (budget === undefined) return null;
  const within = isOneOfSeveral ? `scenario: ${quotedName(scenario)}, ` : '';
  return `p95{${within}step: ${quotedName(name)}} < ${printDuration(budget)}`;
}
