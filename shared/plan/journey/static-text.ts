// What is known of a text with holes before a run: its variables filled in.
import { variablesOf, type Constants, type WithEnvironments } from './plan-variables.ts';
import { parseTemplate } from './template.ts';

/** A variable may name others; a circle of them is left as it is. */
const DEEPEST = 20;
/** Variables that double at every level end here. */
const MOST_FILLED = 5000;

/** Fills in the plan's variables as the chosen environment has them; what is known only while a journey goes on becomes `unknown`. */
export function staticText(text: string, plan: WithEnvironments, unknown: (name: string) => string): string {
  return fill(text, { variables: variablesOf(plan), unknown, filled: 0 }, 0);
}

/** A URL as far as it is known, with 1 for each part that is not. */
export function staticUrl(url: string, plan: WithEnvironments): string {
  return staticText(url, plan, () => '1').trim();
}

/** Whether nobody knows, before the journey goes on, which server a URL is of: its scheme or the name of its host is still to come. */
export function hasUnknownServer(url: string, plan: WithEnvironments): boolean {
  const known = staticText(url, plan, () => UNKNOWN).trim();
  return UNKNOWN_SERVER.test(known);
}

/** No URL has it. */
const UNKNOWN = '\u0000';
const UNKNOWN_SERVER = new RegExp(`^(?:[a-z][a-z0-9+.-]*://)?${UNKNOWN}(?:[:/?#]|${UNKNOWN}|$)`, 'i');

interface Filling {
  readonly variables: Constants;
  readonly unknown: (name: string) => string;
  filled: number;
}

function fill(text: string, filling: Filling, depth: number): string {
  const { variables, unknown } = filling;
  const parsed = parseTemplate(text);
  if (!parsed.ok) return text;
  return parsed.pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      const value = Object.hasOwn(variables, piece.name) ? variables[piece.name] : undefined;
      if (value === undefined || depth === DEEPEST || filling.filled >= MOST_FILLED) return unknown(piece.name);
      filling.filled += 1;
      return fill(String(value), filling, depth + 1);
    })
    .join('');
}
