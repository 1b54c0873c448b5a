// A plan while it is being written: every field is the text in its control, faulty or not. Knows no screen.
import { z } from 'zod';
import { printDuration } from '../../../shared/duration.ts';
import { automaticStepName, PLAN_VERSION, type LoadProfile, type Plan, type Step } from '../../../shared/plan.ts';

const header = z.strictObject({ name: z.string(), value: z.string() });
const step = z.strictObject({
  /** Empty: method and path name it. */
  name: z.string(),
  method: z.string(),
  url: z.string(),
  headers: z.array(header),
  body: z.string().nullable(),
});
const scenario = z.strictObject({ name: z.string(), weight: z.number(), steps: z.array(step) });
const stage = z.strictObject({ duration: z.string(), target: z.string() });
/** `startTarget` may stay empty: the level then begins at the first stage's target. */
const staged = { startTarget: z.string(), stages: z.array(stage) };

export const draftSchema = z.strictObject({
  schema: z.string().nullable(),
  /** Empty: the first request names it. */
  name: z.string(),
  scenarios: z.array(scenario),
  /** All three models are kept, so that trying another one loses nothing. */
  load: z.strictObject({
    model: z.enum(['iterations', 'closed', 'open']),
    iterations: z.strictObject({ iterations: z.string(), vus: z.string() }),
    closed: z.strictObject(staged),
    open: z.strictObject({ ...staged, maxVus: z.string() }),
  }),
  timeouts: z.strictObject({ connect: z.string(), firstByte: z.string(), idle: z.string(), total: z.string() }),
  gracefulStop: z.string(),
  thresholds: z.array(z.string()),
});

export type Draft = z.infer<typeof draftSchema>;
export type StepDraft = Draft['scenarios'][number]['steps'][number];

export function newDraft(): Draft {
  return {
    schema: null,
    name: '',
    scenarios: [{ name: 'default', weight: 1, steps: [{ name: '', method: 'GET', url: '', headers: [], body: null }] }],
    load: {
      model: 'iterations',
      iterations: { iterations: '100', vus: '10' },
      closed: { startTarget: '', stages: [{ duration: '10s', target: '10' }] },
      open: { startTarget: '', stages: [{ duration: '10s', target: '50' }], maxVus: '100' },
    },
    timeouts: { connect: '5s', firstByte: '30s', idle: '30s', total: '30s' },
    gracefulStop: '5s',
    thresholds: [],
  };
}

export function draftOf(plan: Plan): Draft {
  const { timeouts } = plan;
  return {
    schema: plan.$schema ?? null,
    name: plan.name,
    scenarios: plan.scenarios.map(({ name, weight, steps }) => ({ name, weight, steps: steps.map(stepDraft) })),
    load: { ...newDraft().load, ...loadDraft(plan.load) },
    timeouts: {
      connect: printDuration(timeouts.connect),
      firstByte: printDuration(timeouts.firstByte),
      idle: printDuration(timeouts.idle),
      total: printDuration(timeouts.total),
    },
    gracefulStop: printDuration(plan.gracefulStop),
    thresholds: [...plan.thresholds],
  };
}

/** What the plan's parser is to judge. Blank rows are left out; texts that are no numbers become NaN. */
export function planInputOf(draft: Draft): unknown {
  return {
    ...(draft.schema === null ? {} : { $schema: draft.schema }),
    version: PLAN_VERSION,
    name: draft.name.trim() === '' ? automaticName(draft) : draft.name,
    scenarios: draft.scenarios.map(({ name, weight, steps }) => ({ name, weight, steps: steps.map(stepInput) })),
    load: loadInput(draft.load),
    timeouts: draft.timeouts,
    gracefulStop: draft.gracefulStop,
    thresholds: draft.thresholds.filter((expression) => expression.trim() !== ''),
  };
}

/** "GET shop.example.com/products": what an unnamed plan is called. */
export function automaticName({ scenarios }: Draft): string {
  const first = scenarios[0]?.steps[0];
  const place = first?.url.trim().replace(/^[a-z]+:\/\//i, '').replace(/[?#].*$/, '') ?? '';
  return place === '' ? 'Untitled plan' : `${first?.method.trim() ?? ''} ${place}`.trim().slice(0, 200);
}

function stepDraft(plan: Step): StepDraft {
  const { name, method, url, headers, body } = plan;
  return {
    name: name === automaticStepName(plan) ? '' : name,
    method,
    url,
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    body: body ?? null,
  };
}

function stepInput({ name, method, url, headers, body }: StepDraft): unknown {
  const rows = headers.filter((row) => row.name.trim() !== '' || row.value.trim() !== '');
  return {
    ...(name.trim() === '' ? {} : { name }),
    method: method.trim(),
    url,
    headers: Object.fromEntries(rows.map((row) => [row.name.trim(), row.value])),
    ...(body === null ? {} : { body }),
  };
}

function loadDraft(load: LoadProfile): Partial<Draft['load']> {
  if (load.model === 'iterations') {
    return { model: load.model, iterations: { iterations: String(load.iterations), vus: String(load.vus) } };
  }
  const startTarget = load.startTarget === undefined ? '' : String(load.startTarget);
  const stages = load.stages.map(({ duration, target }) => ({ duration: printDuration(duration), target: String(target) }));
  if (load.model === 'closed') return { model: load.model, closed: { startTarget, stages } };
  return { model: load.model, open: { startTarget, stages, maxVus: String(load.maxVus) } };
}

function loadInput({ model, iterations, closed, open }: Draft['load']): unknown {
  switch (model) {
    case 'iterations':
      return { model, iterations: numberOf(iterations.iterations), vus: numberOf(iterations.vus) };
    case 'closed':
      return { model, ...stagesInput(closed) };
    case 'open':
      return { model, ...stagesInput(open), maxVus: numberOf(open.maxVus) };
  }
}

function stagesInput({ startTarget, stages }: Draft['load']['closed']): object {
  return {
    stages: stages.map(({ duration, target }) => ({ duration, target: numberOf(target) })),
    ...(startTarget.trim() === '' ? {} : { startTarget: numberOf(startTarget) }),
  };
}

/** Reads 2400, 2,400, 2 400 and 0.5; NaN for what is no number. */
export function numberOf(text: string): number {
  const trimmed = text.trim();
  const plain = /^\d{1,3}([,\s_]\d{3})+$/.test(trimmed) ? trimmed.replaceAll(/[,\s_]/g, '') : trimmed;
  return /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
}
