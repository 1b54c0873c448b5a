// The fields of the start screen as a plan, or the sentence that belongs to each field. Pure.
import { fail, type Failure, type Result } from '../../../shared/errors.ts';
import type { Plan, PlanInput } from '../../../shared/plan/plan.ts';
import { MAX_VUS } from '../../../shared/plan/load-limits.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { refuseUnfilled } from '../../../shared/plan/unfilled.ts';
import { understand, type Understood } from './understand.ts';

/** How the amount is given: users for a time, a number of requests, or a rate. */
export type AmountKind = 'time' | 'requests' | 'rate';

export interface FirstRunFields {
  /** A URL, a cURL command or a plan. */
  readonly url: string;
  readonly method: string;
  readonly amount: AmountKind;
  readonly iterations: string;
  readonly vus: string;
  readonly rate: string;
  readonly duration: string;
}

export type FirstRunField = 'url' | 'iterations' | 'vus' | 'rate' | 'duration';
export type FieldFaults = { readonly [field in FirstRunField]?: string | undefined };

export const FIRST_FIELDS: FirstRunFields = {
  url: '',
  method: 'GET',
  amount: 'time',
  iterations: '1,000',
  vus: '50',
  rate: '100',
  duration: '10 s',
};

/** Arrivals wait for a free user, so there must be enough users for a slow target. */
const LEAST_USERS = 100;

export function firstRunPlan(fields: FirstRunFields): Result<Plan> {
  const understood = understand(fields.url);
  switch (understood.kind) {
    case 'refused':
      return { ok: false, failure: understood.failure };
    case 'plan':
      return { ok: true, value: understood.plan };
    case 'curl': {
      const { step, http, tls, timeouts } = understood.request;
      return planOf(step, fields, { http, tls, timeouts });
    }
    case 'url':
      return planOf(urlStep(understood, fields.method), fields, {});
    default:
      return fail('plan_invalid', 'Write the URL to load, such as http://127.0.0.1:8080/.');
  }
}

/** A problem that belongs to no field is shown at the first one. */
export function faultsOf({ message, problems = [] }: Failure, amount: AmountKind): FieldFaults {
  const faults: Partial<Record<FirstRunField, string>> = {};
  for (const problem of problems) {
    const field = fieldOf(problem.path, amount);
    if (field !== undefined) faults[field] ??= problem.message;
  }
  return Object.keys(faults).length === 0 ? { url: message } : faults;
}

function fieldOf(path: string, amount: AmountKind): FirstRunField | undefined {
  switch (path) {
    case 'scenarios[0].steps[0].url':
      return 'url';
    case 'load.iterations':
      return 'iterations';
    case 'load.vus':
      return 'vus';
    case 'load.stages[0].duration':
      return 'duration';
    case 'load.stages[0].target':
    case 'load.startTarget':
    case 'load.stages':
      return amount === 'rate' ? 'rate' : 'vus';
    default:
      return undefined;
  }
}

type StepInput = PlanInput['scenarios'][number]['steps'][number];

function urlStep({ url, auth, method }: Extract<Understood, { kind: 'url' }>, chosen: string): StepInput {
  return { url, method: method ?? chosen, ...(auth === null ? {} : { auth }) };
}

function planOf(step: StepInput, fields: FirstRunFields, connection: Pick<PlanInput, 'http' | 'tls' | 'timeouts'>): Result<Plan> {
  const input = {
    version: 1,
    name: nameOf(step.method ?? 'GET', step.url),
    scenarios: [{ steps: [step] }],
    ...connection,
    load: loadOf(fields),
  };
  return refuseUnfilled(input, parsePlan(input));
}

function loadOf({ amount, iterations, vus, rate, duration }: FirstRunFields): unknown {
  if (amount === 'requests') return { model: 'iterations', iterations: countOf(iterations), vus: countOf(vus) };
  const level = amount === 'rate' ? countOf(rate) : countOf(vus);
  const stages = { startTarget: level, stages: [{ duration, target: level }] };
  if (amount === 'time') return { model: 'closed', ...stages };
  return { model: 'open', ...stages, maxVus: Math.min(MAX_VUS, Math.max(LEAST_USERS, Math.ceil(level) || 0)) };
}

/** "GET 127.0.0.1:8080/items": the request without what all URLs share. */
function nameOf(method: string, url: string): string {
  return `${method} ${url.trim().replace(/^[a-z]+:\/\//i, '')}`.slice(0, 200);
}

/** People separate digits by commas or spaces. NaN is not a count, and the plan's sentence says what is. */
function countOf(text: string): number {
  const digits = text.replace(/[\s,_’']/g, '');
  return /^-?\d+(\.\d+)?$/.test(digits) ? Number(digits) : Number.NaN;
}
