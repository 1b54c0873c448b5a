// What is known of a text with holes before a run: its variables filled in.
import { variablesOf, type Constants, type WithEnvironments } from './plan-variables.ts';
import { parseTemplate } from './template.ts';

/** A variable may name others; a circle of them is left as it is. */
const DEEPEST = 20;

/** Fills in the plan's variables as the chosen environment has them; what is known only while a journey goes on becomes `unknown`. */
export function staticText(text: string, plan: WithEnvironments, unknown: (name: string) => string): string {
  return fill(text, variablesOf(plan), unknown, 0);
}

/** A URL as far as it is known, with 1 for each part that is not. */
export function staticUrl(url: string, plan: WithEnvironments): string {
  return staticText(url, plan, () => '1').trim();
}

function fill(text: string, variables: Constants, unknown: (name: string) => string, depth: number): string {
  const parsed = parseTemplate(text);
  if (!parsed.ok) return text;
  return parsed.pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      const value = Object.hasOwn(variables, piece.name) ? variables[piece.name] : undefined;
      if (value === undefined || depth === DEEPEST) return unknown(piece.name);
      return fill(String(value), variables, unknown, depth + 1);
    })
    .join('');
}
