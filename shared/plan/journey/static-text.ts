// A text with holes as far as it is known before a run: its variables are replaced.
import { variablesOf, type Constants, type WithEnvironments } from './plan-variables.ts';
import { parseTemplate } from './template.ts';

/** A variable may refer to others; a circle of them is left as it is. */
const DEEPEST = 20;
/** A limit for variables that double the text at every level. */
const MOST_FILLED = 5000;

/**
 * Replaces the plan's variables by their values in the chosen environment; names that are only known during a journey become
 * `unknown`.
 */
export function staticText(text: string, plan: WithEnvironments, unknown: (name: string) => string): string {
  return fill(text, { variables: variablesOf(plan), unknown, filled: 0 }, 0);
}

/** A URL as far as it is known, with 1 for each unknown part. */
export function staticUrl(url: string, plan: WithEnvironments): string {
  return staticText(url, plan, () => '1').trim();
}

/** Whether the server of a URL is unknown before the journey: its scheme or the name of its host contains an unknown value. */
export function hasUnknownServer(url: string, plan: WithEnvironments): boolean {
  const known = staticText(url, plan, () => UNKNOWN).trim();
  return UNKNOWN_SERVER.test(known);
}

/** No URL contains it. */
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
