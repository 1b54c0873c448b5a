// The plan of a merged run: the one that all parts ran, or one that would send the requests in their files.
import { MAX_VUS } from '../../shared/plan/load-limits.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { planFromFacts, type StepFacts } from './imported-plan.ts';
import type { MergeSource } from './merge-source.ts';

export interface MergedPlan {
  readonly plan: Plan;
  /** By source: of each place in its list of steps, the step of the plan. Null where its batches have those already. */
  readonly stepsOf: readonly (readonly number[] | null)[];
}

/** `durationMs` is that of the merged run. @throws UserError import_invalid */
export function mergedPlan(name: string, sources: readonly MergeSource[], durationMs: number): MergedPlan {
  const [first] = sources;
  const plans = sources.flatMap(({ run }) => (run === null ? [] : [run.plan]));
  const isSame = plans.length === sources.length && plans.every((plan) => planText(plan) === planText(first?.run?.plan));
  if (isSame && first?.run) return { plan: first.run.plan, stepsOf: sources.map(() => null) };
  return joinedPlan(name, sources, durationMs);
}

function planText(plan: Plan | undefined): string {
  return JSON.stringify(plan);
}

function joinedPlan(name: string, sources: readonly MergeSource[], durationMs: number): MergedPlan {
  const steps: StepFacts[] = [];
  const places = new Map<string, number>();
  const groups = new Map<string, number>();
  const facts = sources.map(({ survey }) => survey.facts);
  const joints = facts.map((one) =>
    one.steps.map((step) => {
      const groupNumber = step.part === 'before' ? 0 : numberOf(groups, step.group);
      const key = [step.part, groupNumber, step.label, step.method, step.part === 'scenario' ? '' : step.url].join('\n');
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, steps.length);
      steps.push({ ...step, groupNumber });
      return steps.length - 1;
    }),
  );
  const { plan, order } = planFromFacts({
    name,
    steps,
    hasRedirects: facts.some((one) => one.hasRedirects),
    data: facts[0]?.data ?? [],
    requests: facts.reduce((sum, { requests }) => sum + requests, 0),
    vus: Math.min(
      MAX_VUS,
      facts.reduce((sum, { vus }) => sum + vus, 0),
    ),
    durationMs,
    warmupMs: Math.max(...facts.map(({ warmupMs }) => warmupMs)),
    wereDueAtOnce: facts.every((one) => one.wereDueAtOnce),
    waited: facts.some((one) => one.waited),
  });
  return { plan, stepsOf: joints.map((places) => places.map((place) => order[place] ?? 0)) };
}

/** Counts from 1. */
function numberOf(groups: Map<string, number>, group: string): number {
  const number = groups.get(group) ?? groups.size + 1;
  groups.set(group, number);
  return number;
}
