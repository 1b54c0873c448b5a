// The start screen's three fields as a plan, or the sentence that belongs at each field. Pure.
import { succeed, type Failure, type Result } from '../../../shared/errors.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { isCurlCommand, parseCurl } from '../../../shared/plan/from/curl.ts';

export interface FirstRunFields {
  readonly url: string;
  readonly iterations: string;
  readonly vus: string;
}

export type FirstRunField = keyof FirstRunFields;
export type FieldFaults = Partial<Record<FirstRunField, string>>;

const FIELD_OF: Readonly<Record<string, FirstRunField>> = {
  'scenarios[0].steps[0].url': 'url',
  'load.iterations': 'iterations',
  'load.vus': 'vus',
};

export function firstRunPlan({ url, iterations, vus }: FirstRunFields): Result<Plan> {
  const sent = isCurlCommand(url) ? parseCurl(url) : succeed({ step: { url, method: 'GET' }, http: {}, tls: {} });
  if (!sent.ok) return sent;
  const { step, http, tls } = sent.value;
  return parsePlan({
    version: 1,
    name: nameOf(step.method ?? 'GET', step.url),
    scenarios: [{ steps: [step] }],
    http,
    tls,
    load: { model: 'iterations', iterations: countOf(iterations), vus: countOf(vus) },
  });
}

/** What is at no field stays with the first. */
export function faultsOf({ message, problems = [] }: Failure): FieldFaults {
  const faults: FieldFaults = {};
  for (const problem of problems) {
    const field = FIELD_OF[problem.path];
    if (field !== undefined) faults[field] ??= problem.message;
  }
  return Object.keys(faults).length === 0 ? { url: message } : faults;
}

/** "GET 127.0.0.1:8080/items": the request without what is the same everywhere. */
function nameOf(method: string, url: string): string {
  return `${method} ${url.trim().replace(/^[a-z]+:\/\//i, '')}`.slice(0, 200);
}

/** People group digits with commas or spaces. NaN is no count, and the plan says what is. */
function countOf(text: string): number {
  const digits = text.replace(/[\s,_’']/g, '');
  return /^-?\d+(\.\d+)?$/.test(digits) ? Number(digits) : Number.NaN;
}
