// A plan that would send the requests of a file: its scenarios and steps exactly, its load as closely as it can be known.
import { UserError } from '../../shared/errors.ts';
import { formatSpan } from '../../shared/format.ts';
import { MAX_DURATION } from '../../shared/plan/plan-duration.ts';
import type { Plan, PlanInput } from '../../shared/plan/plan.ts';
import { urlFault } from '../../shared/plan/url-fault.ts';
import { escapeTemplate, namesIn } from '../../shared/plan/journey/template.ts';
import { sentStepsOf, type Part } from '../../shared/plan/sent-steps.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';

export interface StepFacts {
  readonly part: Part;
  readonly group: string;
  /** Counts from 1. */
  readonly groupNumber: number;
  readonly label: string;
  readonly method: string;
  readonly url: string;
  /** True if its iteration continued after a failure of this step. */
  readonly goesOn?: boolean;
}

export interface PlanFacts {
  readonly name: string;
  readonly steps: readonly StepFacts[];
  readonly requests: number;
  readonly vus: number;
  readonly durationMs: number;
  readonly warmupMs: number;
  readonly wereDueAtOnce: boolean;
  /** True if some request was sent later than it was due. */
  readonly waited: boolean;
  readonly hasRedirects: boolean;
  readonly data: NonNullable<PlanInput['data']>;
}

/** This name never resolves (RFC 2606), so running the plan sends nothing to anybody. */
const NOT_NAMED = 'http://not-in-this-file.invalid/';
const MOST_GROUPS = 50;
const MOST_REDIRECTS = 10;

type StepInput = PlanInput['scenarios'][number]['steps'][number];

/** `order` is the plan's number of each of the steps. @throws UserError import_invalid */
export function planFromFacts(facts: PlanFacts): { readonly plan: Plan; readonly order: readonly number[] } {
  const steps = facts.steps.map((step, index) => ({ ...step, index }));
  const groups = Math.max(1, ...steps.map(({ groupNumber }) => groupNumber));
  if (groups > MOST_GROUPS)
    throw new UserError('import_invalid', `This file has more than ${MOST_GROUPS} scenarios or thread groups.`);
  if (facts.durationMs > MAX_DURATION)
    throw new UserError(
      'import_invalid',
      `These requests lie ${formatSpan(facts.durationMs)} apart, and a run lasts at most ${formatSpan(MAX_DURATION)}. Import each run by itself.`,
    );
  const before = steps.filter(({ part }) => part === 'before');
  const scenarios = Array.from({ length: groups }, (_, at) => groupOf(steps.filter((step) => step.groupNumber === at + 1)));
  const parsed = parsePlan({
    version: 2,
    name: clip(facts.name) || 'Imported run',
    ...(facts.data.length === 0 ? {} : { data: facts.data }),
    ...(before.length === 0 ? {} : { before: before.map((step) => stepInput(step, facts)) }),
    scenarios: scenarios.map((group) => scenarioInput(group, facts)),
    ...(facts.hasRedirects ? { http: { followRedirects: MOST_REDIRECTS } } : {}),
    load: loadOf(facts),
    warmup: facts.warmupMs,
  });
  if (!parsed.ok) throw new UserError('import_invalid', `No plan can be made of this file. ${parsed.failure.message}`);
  return { plan: parsed.value, order: orderOf(parsed.value, steps, scenarios) };
}

interface Placed extends StepFacts {
  readonly index: number;
}

interface Group {
  readonly all: readonly Placed[];
  /** The steps in which its requests are counted; a request that was sent twice may be the only one of its step. */
  readonly main: readonly Placed[];
  readonly perVu: readonly Placed[];
}

function groupOf(all: readonly Placed[]): Group {
  const main: Placed[] = [];
  for (const step of all) {
    if (step.part === 'per-vu' || step.part === 'before') continue;
    if (!main.some((one) => isSame(one, step))) main.push(step);
  }
  return { all, main, perVu: all.filter(({ part }) => part === 'per-vu') };
}

function isSame(a: StepFacts, b: StepFacts): boolean {
  return a.label === b.label && a.method === b.method && a.url === b.url;
}

function scenarioInput({ all, main, perVu }: Group, facts: PlanFacts): PlanInput['scenarios'][number] {
  // A scenario without requests in the file keeps its index, so that the others keep theirs.
  if (all.length === 0) return { name: 'not in this file', steps: [{ url: NOT_NAMED }] };
  const isRenewed = all.some(({ part }) => part === 'renewal') && perVu.length > 0;
  const steps = main.length === 0 ? [{ url: NOT_NAMED }] : main.map((step) => stepInput(step, facts));
  return {
    name: clip(all[0]?.group ?? '') || 'default',
    cookies: 'off',
    ...(perVu.length === 0 ? {} : { perVu: perVu.map((step) => stepInput(step, facts)) }),
    ...(isRenewed ? { refreshOn: 401 } : {}),
    steps,
  };
}

function orderOf(plan: Plan, steps: readonly Placed[], groups: readonly Group[]): number[] {
  const sent = sentStepsOf(plan);
  const first = (part: Part, scenario: number | null): number =>
    sent.findIndex((one) => one.part === part && one.scenario === scenario);
  return steps.map((step) => {
    const { part } = step;
    const within = groups[step.groupNumber - 1];
    if (part === 'before') return first(part, null) + steps.filter((one) => one.part === part && one.index < step.index).length;
    const list = part === 'per-vu' ? within?.perVu : within?.main;
    const place = list?.findIndex((one) => isSame(one, step)) ?? 0;
    return Math.max(0, first(part, step.groupNumber - 1)) + Math.max(0, place);
  });
}

function stepInput({ label, method, url, goesOn }: StepFacts, { data }: PlanFacts): StepInput {
  const isMethod = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method) && method.toUpperCase() !== 'CONNECT';
  return {
    name: clip(label),
    method: isMethod ? method : 'GET',
    url: urlInput(
      url,
      data.map(({ name }) => name),
    ),
    ...(goesOn === true ? { onFail: 'continue' } : {}),
  };
}

/** Names of columns stay holes if their data file is known; any other name has no value here. */
function urlInput(url: string, sets: readonly string[]): string {
  const isKnown = namesIn(url).every((name) => name.startsWith('$') || sets.some((set) => name.startsWith(`${set}.`)));
  const text = isKnown ? url : escapeTemplate(url);
  return urlFault(url) === null ? text : NOT_NAMED;
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
