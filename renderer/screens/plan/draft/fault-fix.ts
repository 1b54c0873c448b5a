// A one-click fix for a problem with names, if its sentence says which name was meant. Pure.
import { withValueAt } from './changed-value.ts';
import type { Draft } from './draft.ts';
import { stepAt, stepOfPath, stepPath } from './step-list.ts';

export interface FaultFix {
  /** "Use “cartId”" */
  readonly words: string;
  readonly apply: (draft: Draft) => Draft;
}

/** Null if no click can fix it. */
export function faultFix(fault: string, path: string): FaultFix | null {
  const [, name, builtIn, meant] = /(?:“([^”]+)”|\{\{([^}]+)\}\})[^]*Did you mean \{\{([^}]+)\}\}\?$/.exec(fault) ?? [];
  const written = name ?? builtIn;
  if (written === undefined || meant === undefined) return null;
  const at = stepOfPath(path);
  return {
    words: `Use “${meant}”`,
    apply: (draft) =>
      at === null
        ? withValueAt(draft, 'sources', renamed(draft.sources, written, meant))
        : withValueAt(draft, stepPath(at), renamed(stepAt(draft, at), written, meant)),
  };
}

/** Replaces a name in braces in every text of a value. */
export function renamed(value: unknown, from: string, to: string): unknown {
  if (typeof value === 'string') return value.includes('{{') ? inBraces(value, from, to) : value;
  if (Array.isArray(value)) return value.map((one) => renamed(one, from, to));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamed(one, from, to)]));
}

function inBraces(text: string, from: string, to: string): string {
  return text.replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/g, (all, name: string) => (name === from ? `{{${to}}}` : all));
}
