// The plan: versioned JSON that does not change once it is run. This file is its only definition; types and JSON Schema are
// derived from it.
import { oneLine } from './one-line.ts';
import { z } from 'zod';
import { staticUrl } from './journey/static-text.ts';
import { journeyFaults } from './journey/journey-faults.ts';
import { nearestName } from './journey/nearest-name.ts';
import { checksOf } from './journey/plan-checks.ts';
import { journeyPlanFields, journeyScenarioFields } from './journey/journey-schema.ts';
import { authSchema } from './plan-auth.ts';
import { duration, positive } from './plan-duration.ts';
import { httpSchema, versionFault } from './plan-http.ts';
import { loadFault, loadSchema, type Load } from './plan-load.ts';
import { scenarioLoadFaults } from './scenario-load-faults.ts';
import { stepSchema } from './plan-step.ts';
import { tlsSchema } from './plan-tls.ts';
import type { ThresholdScope } from './threshold.ts';
import { budgetFaults, traceFaults } from './step-rule-faults.ts';
import { parseThreshold, type ParsedThreshold } from './threshold-expression.ts';
import { ms, type Ms } from '../units.ts';

export const PLAN_VERSION = 2;

function onceSteps(description: string) {
  return z.array(stepSchema).max(50, 'At most 50 steps are sent once.').optional().meta({ description });
}

const scenario = z.strictObject({
  name: z.string().overwrite(oneLine).min(1, 'Give the scenario a name.').max(200).default('default'),
  weight: z.number().positive('Write a weight above 0.').max(1_000_000).default(1),
  auth: authSchema.optional(),
  ...journeyScenarioFields,
  load: loadSchema
    .optional()
    .meta({ description: 'Its own load, with the same model. Scenarios without one share the load of the plan by weight.' }),
  perVu: onceSteps(
    'Steps that a virtual user sends once before its first iteration, such as a login. What they extract and their cookies are kept; their requests are marked and excluded from all statistics.',
  ),
  steps: z.array(stepSchema).min(1, 'A scenario needs at least one step.').max(200, 'A scenario has at most 200 steps.'),
});

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
      .overwrite(oneLine)
      .min(1, 'Give the plan a name.')
      .max(200, 'A name has at most 200 characters.')
      .default('Untitled plan'),
    ...journeyPlanFields,
    before: onceSteps(
      'Steps that are sent once before the run begins. What they extract is known to all scenarios. If one fails, the run does not start.',
    ),
    scenarios: z.array(scenario, { error: 'Write a list of scenarios.' }).min(1, 'A plan needs at least one scenario.').max(50),
    load: loadSchema,
    timeouts: timeouts.default(timeouts.parse({})),
    http: httpSchema.default(httpSchema.parse({})),
    tls: tlsSchema.default(tlsSchema.parse({})),
    trace: z.boolean({ error: 'Write true or false.' }).optional().meta({
      description:
        'Every request carries a W3C traceparent header, whose trace ID follows from the run, the iteration and the step; default: false.',
    }),
    gracefulStop: duration(ms(0)).default(ms(5000)).meta({
      description:
        'How long requests under way may finish after the last stage, and after Stop. A fixed number of iterations has no planned end: each is sent and waited for.',
    }),
    warmup: duration(ms(0))
      .default(ms(0))
      .meta({ description: 'Requests sent before this time are recorded, but excluded from all statistics.' }),
    thresholds: z.array(threshold).max(100, 'A plan has at most 100 thresholds.').default([]),
  })
  .superRefine((plan, context) => {
    const message = loadFault(plan.load);
    if (message !== null) context.addIssue({ code: 'custom', message, path: ['load', 'stages'] });
    for (const { message: text, path } of [
      ...scenarioLoadFaults(plan),
      ...journeyFaults(plan),
      ...traceFaults(plan),
      ...budgetFaults(plan),
    ])
      context.addIssue({ code: 'custom', message: text, path });
    const urlsOf = (): readonly string[] => plan.scenarios.flatMap(({ steps }) => steps.map(({ url }) => staticUrl(url, plan)));
    const version = versionFault(plan.http, urlsOf);
    if (version !== null) context.addIssue({ code: 'custom', message: version, path: ['http', 'version'] });
    plan.thresholds.forEach(({ expression, over }, at) => {
      const parsed = parseThreshold(expression);
      const fault =
        scopeFault(parsed, plan.scenarios) ??
        checksFault(parsed, plan.scenarios, over !== undefined) ??
        journeyTimeFault(parsed, plan.scenarios);
      if (fault !== null) context.addIssue({ code: 'custom', message: fault, path: ['thresholds', at] });
    });
  });

/** The form that people write: durations as text or in ms, defaults left out. */
export type PlanInput = Omit<z.input<typeof planSchema>, 'version'> & { readonly version: 1 | typeof PLAN_VERSION };
/** The form that the program uses: durations in ms, all defaults filled in. Parsing it gives the same plan. */
export type Plan = Readonly<z.output<typeof planSchema>>;
export type Scenario = Plan['scenarios'][number];
/** A union on `kind`. */
export type Step = Scenario['steps'][number];
export type RequestStep = Extract<Step, { kind: 'request' }>;
export type LoadProfile = Load;
export type LoadModel = LoadProfile['model'];
export type Timeouts = Plan['timeouts'];
export type PlanThreshold = Plan['thresholds'][number];

export interface Stage {
  readonly duration: Ms;
  readonly target: number;
}

interface Named {
  readonly name: string;
  readonly steps: readonly { readonly name: string }[];
}

/** What is wrong with the names in a threshold, or null. */
function scopeFault(parsed: ParsedThreshold, scenarios: readonly Named[]): string | null {
  if (!parsed.ok) return null;
  const { scenario, step }: ThresholdScope = parsed.threshold.scope;
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
  const { subject, scope } = parsed.threshold;
  const { check } = subject;
  if (isWindow) return 'Checks are counted over the whole run. Leave "over" out.';
  const inScope = checksOf({ scenarios }).filter(
    (one) => (scope.scenario ?? one.scenario) === one.scenario && (scope.step ?? one.step) === one.step,
  );
  const known = inScope.map(({ name }) => name);
  if (known.length === 0) {
    const { scenario, step } = scope;
    const where = step === null ? (scenario === null ? 'This plan' : `The scenario “${scenario}”`) : `The step “${step}”`;
    return `${where} has no checks. Add one${step === null ? ' to a step' : ''}, or remove this threshold.`;
  }
  if (check === null || known.includes(check)) return null;
  const near = nearestName(check, known);
  return `No check is called “${check}”. ${
    near === null
      ? `There ${known.length === 1 ? 'is' : 'are'} ${known
          .slice(0, 5)
          .map((name) => `“${name}”`)
          .join(', ')}.`
      : `Did you mean “${near}”?`
  }`;
}

function journeyTimeFault(parsed: ParsedThreshold, scenarios: readonly Named[]): string | null {
  if (!parsed.ok || parsed.threshold.subject.kind !== 'time' || parsed.threshold.subject.measure !== 'journey_time') return null;
  const { scenario } = parsed.threshold.scope;
  if (scenarios.some(({ name, steps }) => (scenario ?? name) === name && steps.length > 1)) return null;
  const where = scenario === null ? 'Every scenario of this plan' : `The scenario “${scenario}”`;
  return `${where} has one step, so its journey is that request. Use response_time here.`;
}

function unknownName(kind: string, name: string | null, column: number | null, known: readonly { name: string }[]): string {
  const names = known.slice(0, 5).map((one) => `“${one.name}”`);
  return `Column ${column}: no ${kind} is called “${name}”. This plan has ${names.join(', ')}${known.length > 5 ? ', …' : ''}.`;
}

/** The plan's steps through all scenarios: a sample's `step` is an index into this list. */
export function stepsOf(plan: Plan): readonly Step[] {
  return plan.scenarios.flatMap((scenario) => scenario.steps);
}
