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

/** One for each of five computers, each with its fifth of the plan, and the one that joins them. */
export function partCommands(name: string): readonly string[] {
  const send = (part: number): string => `${planCommand(name)} --part ${part}/${PARTS} --start-at 12:00:05Z`;
  return [
    ...Array.from({ length: PARTS }, (_, at) => send(at + 1)),
    'npm run -s cli -- export latest -o part-1.onrush',
    'npm run -s cli -- merge part-*.onrush',
  ];
}

const PARTS = 5;

export function planCommand(name: string): string {
  return `npm run -s cli -- run ${planFileName(name)}`;
}
