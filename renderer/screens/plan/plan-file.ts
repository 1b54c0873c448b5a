// A plan as a file and as a command that runs it. Pure.
import type { Plan } from '../../../shared/plan/plan.ts';
import { printPlan } from '../../../shared/plan/plan-parse.ts';

export function planFileText(plan: Plan): string {
  return `${JSON.stringify(printPlan(plan), null, 2)}\n`;
}

/** "product-list-steady-2400-s.json" */
export function planFileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/(\d),(?=\d)/g, '$1')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '');
  return `${plain === '' ? 'plan' : plain}.json`;
}

export function planCommand(name: string): string {
  return `npm run -s cli -- run ${planFileName(name)}`;
}
