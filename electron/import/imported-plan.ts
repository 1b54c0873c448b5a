// A plan that would send the requests of a file: their scenarios and steps exactly, their load as near as it can be known.
import { UserError } from '../../shared/errors.ts';
import type { Plan, PlanInput } from '../../shared/plan/plan.ts';
import { urlFault } from '../../shared/plan/url-fault.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';

export interface StepFacts {
  readonly group: string;
  /** From 1. */
  readonly groupNumber: number;
  readonly label: string;
  readonly method: string;
  readonly url: string;
}

export interface PlanFacts {
  readonly name: string;
  readonly steps: readonly StepFacts[];
  readonly requests: number;
  readonly vus: number;
  readonly durationMs: number;
  readonly warmupMs: number;
  readonly wereDueAtOnce: boolean;
  /** Some request was sent later than it was due. */
  readonly waited: boolean;
}

/** Never resolves (RFC 2606): running the plan again sends nothing to anybody. */
const NOT_NAMED = 'http://not-in-this-file.invalid/';
const MOST_GROUPS = 50;

/** `order`: of each of the steps, its number in the plan. @throws UserError import_invalid */
export function planOf(facts: PlanFacts): { readonly plan: Plan; readonly order: readonly number[] } {
  const groups = Math.max(...facts.steps.map(({ groupNumber }) => groupNumber));
  if (groups > MOST_GROUPS)
    throw new UserError('import_invalid', `This file has more than ${MOST_GROUPS} scenarios or thread groups.`);
  const order: number[] = facts.steps.map(() => 0);
  let next = 0;
  const scenarios = Array.from({ length: groups }, (_, at) => {
    const own = facts.steps.flatMap((step, index) => (step.groupNumber === at + 1 ? [{ step, index }] : []));
    // A scenario of which no request is in the file keeps its place, so that the others keep their numbers.
    if (own.length === 0) {
      next += 1;
      return { name: 'not in this file', steps: [{ url: NOT_NAMED }] };
    }
    for (const { index } of own) {
      order[index] = next;
      next += 1;
    }
    return { name: clip(own[0]?.step.group ?? '') || 'default', steps: own.map(({ step }) => stepInput(step)) };
  });
  const parsed = parsePlan({
    version: 1,
    name: clip(facts.name) || 'Imported run',
    scenarios,
    load: loadOf(facts),
    warmup: facts.warmupMs,
  });
  if (!parsed.ok) throw new UserError('import_invalid', `No plan can be made of this file. ${parsed.failure.message}`);
  return { plan: parsed.value, order };
}

function stepInput({ label, method, url }: StepFacts): PlanInput['scenarios'][number]['steps'][number] {
  const isMethod = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method) && method.toUpperCase() !== 'CONNECT';
  return { name: clip(label), method: isMethod ? method : 'GET', url: urlFault(url) === null ? url : NOT_NAMED };
}

function loadOf({ requests, vus, durationMs, wereDueAtOnce, waited }: PlanFacts): PlanInput['load'] {
  if (wereDueAtOnce && waited) return { model: 'iterations', iterations: requests, vus };
  const duration = Math.max(1, Math.ceil(durationMs));
  if (!waited) return { model: 'closed', stages: [{ duration, target: vus }], startTarget: vus };
  const rate = Math.max(0.001, requests / (duration / 1000));
  return { model: 'open', stages: [{ duration, target: rate }], startTarget: rate, maxVus: vus };
}

function clip(text: string): string {
  return text.trim().slice(0, 200);
}
