// The draft's scenarios and their steps: in the form of their controls, made from a plan and back. It does not know screens.
import { z } from 'zod';
import { headerPairs, headersOf } from '../../../../shared/plan/plan-headers.ts';
import { printDuration } from '../../../../shared/duration.ts';
import { assertNever } from '../../../../shared/errors.ts';
import type { RequestStep, Scenario, Step } from '../../../../shared/plan/plan.ts';
import { automaticStepName } from '../../../../shared/plan/plan-step.ts';
import { auth, authDraft, authInput, newAuth } from './draft-auth.ts';
import { body, bodyDraft, bodyInput, newBody } from './draft-body.ts';
import { check, checkDrafts, checksInput } from './draft-check.ts';
import { extract, extractInput, extractRows } from './draft-extract.ts';
import { load, loadDraft, loadInput, type LoadDraft } from './draft-load.ts';
import { nothingIn, numberOf } from './draft-parts.ts';
import { newThink, think, thinkDraft, thinkInput } from './draft-think.ts';

const header = z.strictObject({ name: z.string(), value: z.string() });
export const step = z.strictObject({
  /** If empty, the step is named after method and path. */
  name: z.string(),
  method: z.string(),
  url: z.string(),
  headers: z.array(header),
  auth,
  body,
  extract: z.array(extract),
  checks: z.array(check),
  /** If empty, the rest is skipped provided that the step extracts or checks something. */
  onFail: z.enum(['', 'continue', 'skip-rest', 'stop-run']),
  think,
  /** A duration; empty for none. */
  budget: z.string().default(''),
  /** The time in a recording in ms, which cannot be edited. */
  recorded: z.number().nullable(),
});
export const scenario = z.strictObject({
  name: z.string(),
  weight: z.string(),
  auth,
  /** Empty for one iteration. */
  cookies: z.enum(['', 'iteration', 'vu', 'off']),
  /** A duration; empty for none. */
  pacing: z.string(),
  /** When the steps once per user are repeated: after a duration, or at a status; empty for never. */
  refresh: z.string(),
  refreshOn: z.string(),
  /** Sent once by each user. */
  perVu: z.array(step),
  steps: z.array(step),
  /** Null if it shares the load of the plan by weight. Its model is that of the plan. */
  ownLoad: load.nullable(),
});

export type StepDraft = z.infer<typeof step>;
export type ScenarioDraft = z.infer<typeof scenario>;

export function newStep(): StepDraft {
  return {
    name: '',
    method: 'GET',
    url: '',
    headers: [],
    auth: newAuth(),
    body: newBody(),
    extract: [],
    checks: [],
    onFail: '',
    think: newThink(),
    budget: '',
    recorded: null,
  };
}

export function newScenario(name: string): ScenarioDraft {
  return {
    name,
    weight: '1',
    auth: newAuth(),
    cookies: '',
    pacing: '',
    refresh: '',
    refreshOn: '',
    perVu: [],
    steps: [newStep()],
    ownLoad: null,
  };
}

/** The name of a step without its own name. */
export function stepName({ name, method, url }: Pick<StepDraft, 'name' | 'method' | 'url'>): string {
  return name.trim() === '' ? automaticStepName({ method: method.trim(), url: url.trim() }) : name.trim();
}

export function scenarioDraft(scenario: Scenario): ScenarioDraft {
  const { name, weight, auth, cookies, steps, pacing, refresh, refreshOn, load: own, perVu, ...rest } = scenario;
  nothingIn(rest);
  return {
    name,
    weight: String(weight),
    auth: authDraft(auth),
    cookies: cookies ?? '',
    pacing: pacing === undefined ? '' : printDuration(pacing),
    refresh: refresh === undefined ? '' : printDuration(refresh),
    refreshOn: refreshOn === undefined ? '' : String(refreshOn),
    perVu: (perVu ?? []).map(stepDraft),
    steps: steps.map(stepDraft),
    ownLoad: own === undefined ? null : loadDraft(own),
  };
}

/** `model` is that of the plan. */
export function scenarioInput(draft: ScenarioDraft, model: LoadDraft['model']): unknown {
  const { name, weight, auth, cookies, pacing, refresh, refreshOn, perVu, steps, ownLoad } = draft;
  return {
    name,
    weight: numberOf(weight),
    ...authInput(auth),
    ...(cookies === '' ? {} : { cookies }),
    ...(pacing.trim() === '' ? {} : { pacing }),
    ...(refresh.trim() === '' ? {} : { refresh }),
    ...(refreshOn.trim() === '' ? {} : { refreshOn: numberOf(refreshOn) }),
    ...(perVu.length === 0 ? {} : { perVu: perVu.map(stepInput) }),
    steps: steps.map(stepInput),
    ...(ownLoad === null ? {} : { load: loadInput({ ...ownLoad, model }) }),
  };
}

export function stepDraft(step: Step): StepDraft {
  switch (step.kind) {
    case 'request':
      return requestDraft(step);
    default:
      return assertNever(step.kind);
  }
}

function requestDraft(step: RequestStep): StepDraft {
  const { kind: _kind, name, method, url, headers, auth, body, extract, checks, onFail, think, budget, recorded, ...rest } = step;
  nothingIn(rest);
  return {
    name: name === automaticStepName(step) ? '' : name,
    method,
    url,
    headers: headerPairs(headers).map(([name, value]) => ({ name, value })),
    auth: authDraft(auth),
    body: bodyDraft(body),
    extract: extractRows(extract),
    checks: checkDrafts(checks),
    onFail: onFail ?? '',
    think: thinkDraft(think),
    budget: budget === undefined ? '' : printDuration(budget),
    recorded: recorded ?? null,
  };
}

/** Steps stay the same objects until they are changed, and a plan may have thousands. */
const inputs = new WeakMap<StepDraft, unknown>();

/** Frozen, and identical for the same draft, so that the plan's parser checks it only once. */
export function stepInput(draft: StepDraft): unknown {
  const known = inputs.get(draft);
  if (known !== undefined) return known;
  const input = Object.freeze(newStepInput(draft));
  inputs.set(draft, input);
  return input;
}

function newStepInput(draft: StepDraft): unknown {
  const { name, method, url, headers, auth, body, extract, checks, onFail, think, budget, recorded } = draft;
  const rows = headers.filter((row) => row.name.trim() !== '' || row.value.trim() !== '');
  return {
    ...(name.trim() === '' ? {} : { name }),
    method: method.trim(),
    url,
    headers: headersOf(rows.map((row) => [row.name.trim(), row.value])),
    ...authInput(auth),
    ...bodyInput(body),
    ...extractInput(extract),
    ...checksInput(checks),
    ...(onFail === '' ? {} : { onFail }),
    ...thinkInput(think),
    ...(budget.trim() === '' ? {} : { budget }),
    ...(recorded === null ? {} : { recorded }),
  };
}
