// The plan: versioned JSON, immutable once run. This file is its one definition; types and JSON Schema come from it.
import { z } from 'zod';
import { DURATION_HINT, durationFault, parseDuration } from '../duration.ts';
import { hostFault } from './host-fault.ts';
import { authFault, authSchema } from './plan-auth.ts';
import { headersSchema } from './plan-headers.ts';
import { httpSchema, versionFault } from './plan-http.ts';
import { tlsSchema } from './plan-tls.ts';
import type { Scope } from './threshold.ts';
import { parseThreshold, type ParsedThreshold } from './threshold-expression.ts';
import { ms, perSecond, type Ms } from '../units.ts';

export const PLAN_VERSION = 1;
export const MAX_VUS = 50_000;
/** Arrival indexes are stored in 32 bits. */
export const MAX_ITERATIONS = 4_000_000_000;
const MAX_RATE = 1_000_000;
const MAX_DURATION = ms(7 * 24 * 3_600_000);

function duration(lowest: Ms) {
  return z
    .union([z.string(), z.number()], { error: DURATION_HINT })
    .transform((input, context): Ms => {
      const value = parseDuration(input);
      if (value === null) context.addIssue({ code: 'custom', message: durationFault(input) });
      else if (value < lowest) context.addIssue({ code: 'custom', message: 'Write a duration longer than 0.' });
      else if (value > MAX_DURATION) context.addIssue({ code: 'custom', message: 'The longest duration is 7 days (168h).' });
      else return value;
      return z.NEVER;
    })
    .meta({ description: 'A duration such as "250ms", "10s", "2m" or "1h30m". A number without quotes means milliseconds.' });
}

function count(highest: number, what: string) {
  const message = `Write a whole number of ${what} from 1 to ${highest.toLocaleString('en')}.`;
  return z.int({ error: message }).min(1, message).max(highest, message);
}

const positive = duration(ms(0.001));
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

const url = z.string({ error: 'Write the URL to load, such as http://127.0.0.1:8080/.' }).transform((input, context) => {
  const fault = urlFault(input);
  if (fault === null) return input.trim();
  context.addIssue({ code: 'custom', message: fault });
  return z.NEVER;
});

const step = z
  .strictObject({
    name: z.string().trim().max(200).optional().meta({ description: 'Shown in charts and the CSV; default: method and path.' }),
    method: z
      .string()
      .regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, 'Write an HTTP method such as GET or POST, without spaces.')
      .refine(
        (method) => method.toUpperCase() !== 'CONNECT',
        'CONNECT opens a tunnel and cannot be loaded; choose another method.',
      )
      .default('GET'),
    url,
    headers: headersSchema.default({}),
    auth: authSchema.optional(),
    body: z.string().optional(),
  })
  .superRefine(({ auth, headers: all }, context) => {
    const message = authFault(auth, all);
    if (message !== null) context.addIssue({ code: 'custom', message, path: ['auth'] });
  })
  .transform(({ name, ...rest }) => ({ name: name === undefined || name === '' ? automaticStepName(rest) : name, ...rest }));

const scenario = z.strictObject({
  name: z.string().trim().min(1, 'Give the scenario a name.').max(200).default('default'),
  weight: z.number().positive('Write a weight above 0.').max(1_000_000).default(1),
  auth: authSchema.optional(),
  steps: z.array(step).min(1, 'A scenario needs at least one step.').max(200, 'A scenario has at most 200 steps.'),
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
        .meta({ description: 'What becomes of an arrival that finds no free virtual user.' }),
      arrivals: z
        .enum(['even', 'poisson'], { error: 'Write "even" or "poisson".' })
        .default('even')
        .meta({ description: 'How arrivals are spread: at equal distances, or at random as independent users come (Poisson).' }),
      seed: z
        .int({ error: SEED_TEXT })
        .min(0, SEED_TEXT)
        .max(MAX_SEED, SEED_TEXT)
        .optional()
        .meta({ description: 'Of the random arrivals: the same seed gives the same ones. Default: 1.' }),
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
    const urls = plan.scenarios.flatMap(({ steps }) => steps.map(({ url }) => url));
    const version = versionFault(plan.http, urls);
    if (version !== null) context.addIssue({ code: 'custom', message: version, path: ['http', 'version'] });
    plan.thresholds.forEach(({ expression }, at) => {
      const fault = scopeFault(parseThreshold(expression), plan.scenarios);
      if (fault !== null) context.addIssue({ code: 'custom', message: fault, path: ['thresholds', at] });
    });
  });

/** What people write: durations as text or ms, defaults left out. */
export type PlanInput = z.input<typeof planSchema>;
/** What the program uses: durations in ms, every default filled in. Parses to itself. */
export type Plan = Readonly<z.output<typeof planSchema>>;
export type Scenario = Plan['scenarios'][number];
export type Step = Scenario['steps'][number];
export type LoadProfile = Plan['load'];
export type LoadModel = LoadProfile['model'];
export type Timeouts = Plan['timeouts'];
export type PlanThreshold = Plan['thresholds'][number];

export interface Stage {
  readonly duration: Ms;
  readonly target: number;
}

/** What is wrong with a URL as a target, or null. */
export function urlFault(input: string): string | null {
  const text = input.trim();
  if (text === '') return 'Write the URL to load, such as http://127.0.0.1:8080/.';
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === undefined) return `A URL begins with http:// or https://. Did you mean http://${text.replace(/^\/+/, '')}?`;
  if (scheme !== 'http' && scheme !== 'https') return `Onrush speaks http:// and https://, not ${scheme}://.`;
  const parts = /^[a-z]+:\/\/([^/?#]*)/i.exec(text)?.[1] ?? '';
  if (parts === '') return 'The URL names no host. Write for example http://127.0.0.1:8080/.';
  if (parts.includes('@')) return 'Leave user and password out of the URL; give them as authentication instead.';
  return hostFault(parts) ?? (/[\s\u0000-\u001f]/.test(text) ? 'A URL has no spaces; write %20 instead.' : null);
}

/** What an unnamed step is called: method and path. */
export function automaticStepName({ method, url }: { method: string; url: string }): string {
  const path = /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] ?? '';
  return `${method} ${path === '' ? '/' : path}`.slice(0, 200);
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

function unknownName(kind: string, name: string | null, column: number | null, known: readonly { name: string }[]): string {
  const names = known.slice(0, 5).map((one) => `“${one.name}”`);
  return `Column ${column}: no ${kind} is called “${name}”. This plan has ${names.join(', ')}${known.length > 5 ? ', …' : ''}.`;
}
