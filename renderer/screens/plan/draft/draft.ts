// A plan that is being written: every field is the text in its control, valid or not. It does not know screens.
import { z } from 'zod';
import { printDuration } from '../../../../shared/duration.ts';
import { PLAN_VERSION, type Plan, type PlanThreshold, type Timeouts } from '../../../../shared/plan/plan.ts';
import { http, httpDraft, httpInput, newHttp } from './draft-http.ts';
import { load, loadDraft, loadInput, newLoad } from './draft-load.ts';
import { nothingIn, numberOf } from './draft-parts.ts';
import { newScenario, scenario, scenarioDraft, scenarioInput, step, stepDraft, stepInput } from './draft-scenario.ts';
import { newSources, sources, sourcesDraft, sourcesInput } from './draft-sources.ts';
import { newTls, tls, tlsDraft, tlsInput } from './draft-tls.ts';

/** If `over` is empty, the whole run is judged. */
const threshold = z.strictObject({ expression: z.string(), abortOnFail: z.boolean(), delay: z.string(), over: z.string() });

export const draftSchema = z.strictObject({
  schema: z.string().nullable(),
  /** If empty, the plan is named after the first request. */
  name: z.string(),
  /** Sent once before the run. */
  before: z.array(step),
  scenarios: z.array(scenario),
  load,
  timeouts: z.strictObject({ connect: z.string(), firstByte: z.string(), idle: z.string(), total: z.string() }),
  http,
  tls,
  gracefulStop: z.string(),
  warmup: z.string(),
  thresholds: z.array(threshold),
  sources,
  /** The seed of random values; empty for the default. */
  seed: z.string(),
  /** True if requests carry a trace context. */
  trace: z.boolean().default(false),
});

export type Draft = z.infer<typeof draftSchema>;
export type ThresholdDraft = Draft['thresholds'][number];

export function newDraft(): Draft {
  return {
    schema: null,
    name: '',
    before: [],
    scenarios: [newScenario('default')],
    load: newLoad(),
    timeouts: { connect: '5s', firstByte: '30s', idle: '30s', total: '30s' },
    http: newHttp(),
    tls: newTls(),
    gracefulStop: '5s',
    warmup: '0s',
    thresholds: [],
    sources: newSources(),
    seed: '',
    trace: false,
  };
}

export function draftOf(plan: Plan): Draft {
  const { $schema, version: _, name, scenarios, load, timeouts, http, tls, gracefulStop, warmup, thresholds, ...more } = plan;
  const { seed, trace = false, variables, environments, environment, secrets, data, before, ...rest } = more;
  nothingIn(rest);
  return {
    schema: $schema ?? null,
    name,
    before: (before ?? []).map(stepDraft),
    scenarios: scenarios.map(scenarioDraft),
    load: loadDraft(load),
    timeouts: timeoutsDraft(timeouts),
    http: httpDraft(http),
    tls: tlsDraft(tls),
    gracefulStop: printDuration(gracefulStop),
    warmup: warmup === 0 ? '0s' : printDuration(warmup),
    thresholds: thresholds.map(thresholdDraft),
    sources: sourcesDraft({ variables, environments, environment, secrets, data }),
    seed: seed === undefined ? '' : String(seed),
    trace,
  };
}

/** The input for the plan's parser. Empty rows are left out; texts that are not numbers become NaN. */
export function planInputOf(draft: Draft): unknown {
  return {
    ...(draft.schema === null ? {} : { $schema: draft.schema }),
    version: PLAN_VERSION,
    ...(draft.seed.trim() === '' ? {} : { seed: numberOf(draft.seed) }),
    ...sourcesInput(draft.sources),
    name: draft.name.trim() === '' ? automaticName(draft) : draft.name,
    ...(draft.before.length === 0 ? {} : { before: draft.before.map(stepInput) }),
    scenarios: draft.scenarios.map((one) => scenarioInput(one, draft.load.model)),
    load: loadInput(draft.load),
    timeouts: draft.timeouts,
    http: httpInput(draft.http),
    tls: tlsInput(draft.tls),
    ...(draft.trace ? { trace: true } : {}),
    gracefulStop: draft.gracefulStop,
    warmup: draft.warmup,
    thresholds: draft.thresholds.filter(({ expression }) => expression.trim() !== '').map(thresholdInput),
  };
}

/** "GET shop.example.com/products": the name of a plan without its own name. */
export function automaticName({ scenarios }: Draft): string {
  const first = scenarios[0]?.steps[0];
  const place =
    first?.url
      .trim()
      .replace(/^[a-z]+:\/\//i, '')
      .replace(/[?#].*$/, '') ?? '';
  return place === '' ? 'Untitled plan' : `${first?.method.trim() ?? ''} ${place}`.trim().slice(0, 200);
}

export function newThreshold(): ThresholdDraft {
  return { expression: '', abortOnFail: false, delay: '0s', over: '' };
}

function thresholdDraft({ expression, abortOnFail, delay, over, ...rest }: PlanThreshold): ThresholdDraft {
  nothingIn(rest);
  return {
    expression,
    abortOnFail,
    delay: delay === 0 ? '0s' : printDuration(delay),
    over: over === undefined ? '' : printDuration(over),
  };
}

function thresholdInput({ expression, abortOnFail, delay, over }: ThresholdDraft): unknown {
  return { expression, abortOnFail, delay, ...(over.trim() === '' ? {} : { over }) };
}

function timeoutsDraft({ connect, firstByte, idle, total, ...rest }: Timeouts): Draft['timeouts'] {
  nothingIn(rest);
  return {
    connect: printDuration(connect),
    firstByte: printDuration(firstByte),
    idle: printDuration(idle),
    total: printDuration(total),
  };
}
