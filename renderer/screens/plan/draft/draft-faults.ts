// What is wrong with a draft, by the path of the field in which it can be corrected. It does not know screens.
import type { Plan } from '../../../../shared/plan/plan.ts';
import { parsePlan } from '../../../../shared/plan/plan-parse.ts';
import { planInputOf, type Draft } from './draft.ts';
import { fieldPath } from './fault-places.ts';
import { rowFaults } from './row-faults.ts';

/** Field path as the form has it (`load.open.stages.0.target`) -> sentence; in the order of the plan. */
export type Faults = ReadonlyMap<string, string>;

export interface JudgedDraft {
  /** Null while something is wrong. */
  readonly plan: Plan | null;
  readonly faults: Faults;
}

export function judgeDraft(draft: Draft): JudgedDraft {
  const parsed = parsePlan(planInputOf(draft));
  const faults = new Map(rowFaults(draft));
  const problems = parsed.ok ? [] : (parsed.failure.problems ?? [{ path: '', message: parsed.failure.message }]);
  for (const problem of problems) {
    const path = fieldPath(draft, problem.path);
    if (!faults.has(path)) faults.set(path, problem.message);
  }
  return { plan: parsed.ok && faults.size === 0 ? parsed.value : null, faults };
}

/** "2 problems"; empty if there are none. */
export function countFaults(faults: Faults): string {
  return faults.size === 0 ? '' : `${faults.size} ${faults.size === 1 ? 'problem' : 'problems'}`;
}

/** "in the load model and thresholds"; empty if there are none. */
export function placeFaults(faults: Faults): string {
  const places = [...new Set([...faults.keys()].map(placeOf))];
  const last = places.pop();
  if (last === undefined) return '';
  return places.length === 0 ? `in ${last}` : `in ${places.join(', ')} and ${last}`;
}

const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^name$/, 'the name'],
  [/^sources\.variables/, 'variables'],
  [/^sources\.environment/, 'environments'],
  [/^sources\.secrets/, 'secrets'],
  [/^sources\.data/, 'data'],
  [/\.headers\./, 'headers'],
  [/\.body\./, 'the body'],
  [/\.url$/, 'the URL'],
  [/\.method$/, 'the method'],
  [/\.extract\./, 'what is taken'],
  [/\.checks\./, 'checks'],
  [/\.think\./, 'pauses'],
  [/\.auth(\.|$)/, 'authentication'],
  [/\.ownLoad\./, 'the load of a scenario'],
  [/^(scenarios|before)/, 'steps'],
  [/^(load|warmup)/, 'the load model'],
  [/^seed$/, 'the seed'],
  [/^thresholds/, 'thresholds'],
  [/^http\./, 'the connection'],
  [/^tls\./, 'TLS'],
  [/^(timeouts|gracefulStop)/, 'timeouts'],
];

function placeOf(path: string): string {
  return PLACES.find(([pattern]) => pattern.test(path))?.[1] ?? 'the plan';
}
