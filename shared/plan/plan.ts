// The plan: versioned JSON, immutable once run. This file is its one definition; types and JSON Schema come from it.
import { z } from 'zod';
import { staticUrl } from './journey/static-text.ts';
import { journeyFaults } from './journey/journey-faults.ts';
import { nearestName } from './journey/nearest-name.ts';
import { checksOf } from './journey/plan-checks.ts';
import { journeyPlanFields, journeyScenarioFields } from './journey/journey-schema.ts';
import { authSchema } from './plan-auth.ts';
import { duration, MAX_DURATION, positive } from './plan-duration.ts';
import { httpSchema, versionFault } from './plan-http.ts';
import { stepSchema } from './plan-step.ts';
import { tlsSchema } from './plan-tls.ts';
import type { Scope } from './threshold.ts';
import { parseThreshold, type ParsedThreshold } from './threshold-expression.ts';
import { ms, perSecond, type Ms } from '../units.ts';

export const PLAN_VERSION = 2;
export const MAX_VUS = 50_000;
/** Arrival indexes are stored in 32 bits. */
export const MAX_ITERATIONS = 4_000_000_000;
const MAX_RATE = 1_000_000;

function count(highest: number, what: string) {
  const message = `Write a whole number of ${what} from 1 to ${highest.toLocaleString('en')}.`;
  return z.int({ error: message }).min(1, message).max(highest, message);
}

/** A stage of 0 s is a jump to its target. */
const stageDuration = duration(ms(0));
const MAX_RATE_TEXT = `Write an arrival rate from 0 to ${MAX_RATE.toLocaleString('en')} a second.`;
const MAX_LEVEL_TEXT = `Write a number of virtual users from 0 to ${MAX_VUS.toLocaleString('en')}.`;
const arrivalRate = z.number({ error: MAX_RATE_TEXT }).min(0, MAX_RATE_TEXT).max(MAX_RATE, MAX_RATE_TEXT).transform(perSecond);
const vuLevel = z.int({ error: MAX_LEVEL_TEXT }).min(0, MAX_LEVEL_TEXT).max(MAX_VUS, MAX_LEVEL_TEXT);

const MAX_SEED = 4_294_967_295;
const SEED_TEXT = `Write a whole number from 0 to ${MAX_SEED.toLocaleString('en')} as the seed.`;

/** What a level may be, by the load model. */
export const levelSchemas = { iterations: count(MAX_VUS, 'virtual users'), closed: vuLevel, open: arrivalRate };
export const maxVusSchema = count(MAX_VUS, 'virtual users');

const scenario = z.strictObject({
  name: z.string().trim().min(1, 'Give the scenario a name.').max(200).default('default'),
  weight: z.number().positive('Write a weight above 0.').max(1_000_000).default(1),
  auth: authSchema.optional(),
  ...journeyScenarioFields,
  steps: z.array(stepSchema).min(1, 'A scenario needs at least one step.').max(200, 'A scenario has at most 200 steps.'),
});

function stages<T extends z.ZodType>(target: T) {
  return z
    .array(z.strictObject({ duration: stageDuration, target }))
    .min(1, 'Add at least one stage with a duration and a target.')
    .max(1000, 'A plan has at most 1,000 stages.');
}

const load = z.discriminatedUnion(
  'model',
  [
    z.strictObject({
      model: z.literal('iterations'),
      iterations: count(MAX_ITERATIONS, 'iterations'),
      vus: levelSchemas.iterations,
    }),
    z.strictObject({ model: z.literal('closed'), stages: stages(vuLevel), startTarget: vuLevel.optional() }),
    z.strictObject({
      model: z.literal('open'),
      stages: stages(arrivalRate),
      startTarget: arrivalRate.optional(),
      maxVus: maxVusSchema.default(100),
      whenBusy: z
        .enum(['wait', 'drop'], { error: 'Write "wait" or "drop".' })
        .default('wait')
        .meta({ description: 'What happens to an arrival when no virtual user is free.' }),
      arrivals: z
        .enum(['even', 'poisson'], { error: 'Write "even" or "poisson".' })
        .default('even')
        .meta({ description: 'How arrivals are spread: at equal distances, or at random as independent users come (Poisson).' }),
      seed: z
        .int({ error: SEED_TEXT })
        .min(0, SEED_TEXT)
        .max(MAX_SEED, SEED_TEXT)
        .optional()
        .meta({ description: 'The seed of the random arrivals: the same seed gives the same arrivals. Default: 1.' }),
    }),
  ],
  { error: 'Choose a load model: "iterations", "closed" or "open".' },
);

const timeouts = z.strictObject({
  total: positive.default(ms(30_000)),
  connect: positive.default(ms(5000)),
  firstByte: positive.default(ms(30_000)),
  idle: positive.default(ms(30_000)),
});

const thresholdOptions = z.strictObject({
  expression: z.string(),
  abortOnFail: z.boolean().default(false).meta({ description: 'Stop the run when it fails.' }),
  delay: duration(ms(0)).default(ms(0)).meta({ description: 'Do not stop the run before this time.' }),
  over: positive.optional().meta({ description: 'Evaluate only this last part of the run (such as 30s) instead of all of it.' }),
});

const threshold = z
  .union([z.string(), thresholdOptions], { error: 'Write an expression such as "p99 < 250ms", or an object with "expression".' })
  .transform((input) => (typeof input === 'string' ? thresholdOptions.parse({ expression: input }) : input))
  .superRefine(({ expression }, context) => {
    const parsed = parseThreshold(expression);
    if (!parsed.ok) context.addIssue({ code: 'custom', message: parsed.message });
  });

export const planSchema = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(PLAN_VERSION, { error: `Write "version": ${PLAN_VERSION}.` }),
    name: z
      .string()
      .trim()
      .min(1, 'Give the plan a name.')
      .max(200, 'A name has at most 200 characters.')
      .default('Untitled plan'),
    ...journeyPlanFields,
    scenarios: z.array(scenario, { error: 'Write a list of scenarios.' }).min(1, 'A plan needs at least one scenario.').max(50),
    load,
    timeouts: timeouts.default(timeouts.parse({})),
    http: httpSchema.default(httpSchema.parse({})),
    tls: tlsSchema.default(tlsSchema.parse({})),
    gracefulStop: duration(ms(0)).default(ms(5000)),
    warmup: duration(ms(0))
      .default(ms(0))
      .meta({ description: 'Requests sent before this time are recorded, but excluded from all statistics.' }),
    thresholds: z.array(threshold).max(100, 'A plan has at most 100 thresholds.').default([]),
  })
  .superRefine((plan, context) => {
    const message = loadFault(plan.load);
    if (message !== null) context.addIssue({ code: 'custom', message, path: ['load', 'stages'] });
    for (const { message: text, path } of journeyFaults(plan)) context.addIssue({ code: 'custom', message: text, path });
    const urls = plan.scenarios.flatMap(({ steps }) => steps.map(({ url }) => staticUrl(url, plan)));
    const version = versionFault(plan.http, urls);
    if (version !== null) context.addIssue({ code: 'custom', message: version, path: ['http', 'version'] });
    plan.thresholds.forEach(({ expression, over }, at) => {
      const parsed = parseThreshold(expression);
      const fault = scopeFault(parsed, plan.scenarios) ?? checksFault(parsed, plan.scenarios, over !== undefined);
      if (fault !== null) context.addIssue({ code: 'custom', message: fault, path: ['thresholds', at] });
    });
  });

/** What people write: durations as text or ms, defaults left out. */
export type PlanInput = Omit<z.input<typeof planSchema>, 'version'> & { readonly version: 1 | typeof PLAN_VERSION };
/** What the program uses: durations in ms, every default filled in. Parses to itself. */
export type Plan = Readonly<z.output<typeof planSchema>>;
export type Scenario = Plan['scenarios'][number];
/** A union on `kind`. */
export type Step = Scenario['steps'][number];
export type RequestStep = Extract<Step, { kind: 'request' }>;
export type LoadProfile = Plan['load'];
export type LoadModel = LoadProfile['model'];
export type Timeouts = Plan['timeouts'];
export type PlanThreshold = Plan['thresholds'][number];

export interface Stage {
  readonly duration: Ms;
  readonly target: number;
}

function loadFault(profile: LoadProfile): string | null {
  if (profile.model === 'iterations') return null;
  const levels = [profile.startTarget ?? 0, ...profile.stages.map((stage) => stage.target)];
  if (levels.every((level) => level === 0)) return 'Every target is 0, so nothing would be sent. Raise one.';
  const total = profile.stages.reduce((sum, stage) => sum + stage.duration, 0);
  if (total === 0) return 'The stages last 0 s together, so nothing would be sent. Give one a duration.';
  if (total > MAX_DURATION) return 'The stages last longer than 7 days together. Shorten them.';
  const arrivals = profile.model === 'open' ? (total / 1000) * Math.max(...levels) : 0;
  return arrivals > MAX_ITERATIONS ? 'The stages bring more than 4,000,000,000 arrivals. Shorten them or lower the rate.' : null;
}

interface Named {
  readonly name: string;
  readonly steps: readonly { readonly name: string }[];
}

/** What is wrong with the names a threshold speaks of, or null. */
function scopeFault(parsed: ParsedThreshold, scenarios: readonly Named[]): string | null {
  if (!parsed.ok) return null;
  const { scenario, step }: Scope = parsed.threshold.scope;
  const inScope = scenarios.filter(({ name }) => scenario === null || name === scenario);
  if (inScope.length === 0) return unknownName('scenario', scenario, parsed.columns.scenario, scenarios);
  const steps = inScope.flatMap((one) => one.steps);
  return step === null || steps.some(({ name }) => name === step) ? null : unknownName('step', step, parsed.columns.step, steps);
}

function checksFault(
  parsed: ParsedThreshold,
  scenarios: Parameters<typeof checksOf>[0]['scenarios'],
  isWindow: boolean,
): string | null {
  if (!parsed.ok || parsed.threshold.subject.kind !== 'checks') return null;
  const { check } = parsed.threshold.subject;
  if (isWindow) return 'Checks are counted over the whole run. Leave "over" out.';
  const known = checksOf({ scenarios }).map(({ name }) => name);
  if (known.length === 0) return 'This plan has no checks. Add one to a step, or remove this threshold.';
  if (check === null || known.includes(check)) return null;
  const near = nearestName(check, known);
  return `No check is called “${check}”. ${
    near === null
      ? `This plan has ${known
          .slice(0, 5)
          .map((name) => `“${name}”`)
          .join(', ')}.`
      : `Did you mean “${near}”?`
  }`;
}

function unknownName(kind: string, name: string | null, column: number | null, known: readonly { name: string }[]): string {
  const names = known.slice(0, 5).map((one) => `“${one.name}”`);
  return `Column ${column}: no ${kind} is called “${name}”. This plan has ${names.join(', ')}${known.length > 5 ? ', …' : ''}.`;
}

/** The plan's steps through all scenarios: a sample's `step` is an index in this list. */
export function stepsOf(plan: Plan): readonly Step[] {
  return plan.scenarios.flatMap((scenario) => scenario.steps);
}
