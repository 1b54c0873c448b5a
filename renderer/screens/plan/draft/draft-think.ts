// The draft's pause after a step: none, fixed, or between two durations. It does not know screens.
import { z } from 'zod';
import { printDuration } from '../../../../shared/duration.ts';
import type { RequestStep } from '../../../../shared/plan/plan.ts';

/** The fields of both kinds are kept, so that trying the other one loses nothing. */
export const think = z.strictObject({ kind: z.enum(['none', 'fixed', 'between']), least: z.string(), most: z.string() });

export type ThinkDraft = z.infer<typeof think>;

export function newThink(): ThinkDraft {
  return { kind: 'none', least: '1s', most: '3s' };
}

export function thinkDraft(given: RequestStep['think']): ThinkDraft {
  if (given === undefined) return newThink();
  if (typeof given === 'number') return { ...newThink(), kind: 'fixed', least: printDuration(given) };
  return { kind: 'between', least: printDuration(given[0]), most: printDuration(given[1]) };
}

/** A `think` field for a step, or nothing. */
export function thinkInput({ kind, least, most }: ThinkDraft): { readonly think?: unknown } {
  if (kind === 'none') return {};
  return { think: kind === 'fixed' ? least : [least, most] };
}
