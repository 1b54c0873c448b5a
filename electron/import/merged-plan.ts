// The plan of a merged run: the one that all parts ran, or one that would send the requests in their files.
import type { SentRequest } from '../../shared/sample.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { sentStepsOf } from '../../shared/plan/sent-steps.ts';
import type { StepOfRequest } from './batch-filler.ts';
import { planFromFacts, type StepFacts } from './imported-plan.ts';
import type { ResultRequest } from './imported-request.ts';
import type { MergeSource } from './merge-source.ts';

const MOST_VUS = 50_000;

export interface MergedPlan {
  readonly plan: Plan;
  /** By source. */
  readonly stepsOf: readonly ((request: ResultRequest) => StepOfRequest)[];
}

/** `durationMs` is that of the merged run. @throws UserError import_invalid */
export function mergedPlan(name: string, sources: readonly MergeSource[], durationMs: number): MergedPlan {
  const [first] = sources;
  const plans = sources.flatMap(({ run }) => (run === null ? [] : [run.plan]));
  const isSame = plans.length === sources.length && plans.every((plan) => planText(plan) === planText(first?.run?.plan));
  if (isSame && first?.run) {
    const { plan } = first.run;
    return { plan, stepsOf: sources.map(() => knownSteps(plan)) };
  }
  return joinedPlan(name, sources, durationMs);
}

function planText(plan: Plan | undefined): string {
  return JSON.stringify(plan);
}

function knownSteps(plan: Plan): (request: ResultRequest) => StepOfRequest {
  const steps = sentStepsOf(plan).map(({ step }) => step);
  return ({ step, method, url }) => {
    const planned = steps[step ?? 0];
    const sentAs: SentRequest | null = planned?.method === method && planned.url === url ? null : { method, url };
    return { step: step ?? 0, sentAs };
  };
}

function joinedPlan(name: string, sources: readonly MergeSource[], durationMs: number): MergedPlan {
  const steps: StepFacts[] = [];
  const places = new Map<string, number>();
  const groups = new Map<string, number>();
  const facts = sources.map((source) => source.survey.facts({ from: 0, to: source.durationMs, rows: source.requests }));
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
      MOST_VUS,
      facts.reduce((sum, { vus }) => sum + vus, 0),
    ),
    durationMs,
    warmupMs: Math.max(...facts.map(({ warmupMs }) => warmupMs)),
    wereDueAtOnce: facts.every((one) => one.wereDueAtOnce),
    waited: facts.some((one) => one.waited),
  });
  const stepsOf = sources.map(({ survey }, at) => {
    const place = survey.places();
    return (request: ResultRequest): StepOfRequest => {
      const placed = place(request);
      return { step: order[joints[at]?.[placed.place] ?? 0] ?? 0, sentAs: placed.sentAs };
    };
  });
  return { plan, stepsOf };
}

/** Counts from 1. */
function numberOf(groups: Map<string, number>, group: string): number {
  const number = groups.get(group) ?? groups.size + 1;
  groups.set(group, number);
  return number;
}
