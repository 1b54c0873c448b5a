// The line through the outline from the step that makes the chosen value to those that use it. Pure.
import type { StepNames } from '../draft/name-index.ts';

export interface Thread {
  /** Which part of the row's height the line takes. */
  readonly line: 'begins' | 'goes-on' | 'ends' | 'none';
  readonly dot: 'maker' | 'user' | null;
}

/** By step; empty where no name is chosen, or nobody uses it here. */
export function threadOf(steps: readonly StepNames[], chosen: string | null): readonly (Thread | null)[] {
  if (chosen === null) return [];
  const dots = steps.map(({ made, used }): Thread['dot'] => {
    if (made.includes(chosen)) return 'maker';
    return used.some(({ name }) => name === chosen) ? 'user' : null;
  });
  const first = dots.findIndex((dot) => dot !== null);
  const last = dots.findLastIndex((dot) => dot !== null);
  if (first === -1) return [];
  return dots.map((dot, at) => {
    if (at < first || at > last) return null;
    const line = first === last ? 'none' : at === first ? 'begins' : at === last ? 'ends' : 'goes-on';
    return { line, dot };
  });
}
