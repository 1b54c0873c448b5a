// A plan as a file. Pure.
import type { Plan } from '../../../shared/plan/plan.ts';
import { printPlan } from '../../../shared/plan/plan-parse.ts';

export function planFileText(plan: Plan): string {
  return `${JSON.stringify(printPlan(plan), null, 2)}\n`;
}
