// What is known of a text with holes before a run: its variables filled in.
import { parseTemplate } from './template.ts';

interface Named {
  readonly variables?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** A variable may name others; a circle of them is left as it is. */
const DEEPEST = 20;

/** Fills in the plan's variables; what is known only while a journey goes on becomes `unknown`. */
export function staticText(text: string, plan: Named, unknown: (name: string) => string): string {
  return fill(text, plan, unknown, 0);
}

/** A URL as far as it is known, with 1 for each part that is not. */
export function staticUrl(url: string, plan: Named): string {
  return staticText(url, plan, () => '1').trim();
}

function fill(text: string, plan: Named, unknown: (name: string) => string, depth: number): string {
  const parsed = parseTemplate(text);
  if (!parsed.ok) return text;
  return parsed.pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      const value = Object.hasOwn(plan.variables ?? {}, piece.name) ? plan.variables?.[piece.name] : undefined;
      if (value === undefined || depth === DEEPEST) return unknown(piece.name);
      return fill(String(value), plan, unknown, depth + 1);
    })
    .join('');
}
