// Turns any input into a Plan, or into sentences that say what to fix and where.
import { z } from 'zod';
import { printDuration } from '../duration.ts';
import { assertNever, fail, succeed, type Problem, type Result } from '../errors.ts';
import { isNestedTooDeep, MOST_NESTING } from '../nesting.ts';
import { bareDurations } from './bare-durations.ts';
import { DURATION_TEXT } from './plan-duration.ts';
import { otherFileSentence } from './from/other-file.ts';
import { problemsOf } from './plan-problems.ts';
import { upgradedPlan } from './plan-upgrade.ts';
import {
  PLAN_VERSION,
  planSchema,
  type LoadProfile,
  type Plan,
  type PlanInput,
  type PlanThreshold,
  type RequestStep,
  type Scenario,
  type Step,
} from './plan.ts';

const NESTED = `This is nested in more than ${MOST_NESTING} levels, which no plan needs. A body may be text.`;

/** The plan, or `plan_invalid` with one problem per fault. `environment` takes the place of the one that the plan chooses. */
export function parsePlan(given: unknown, environment: string | null = null): Result<Plan> {
  if (isNestedTooDeep(given)) return fail('plan_invalid', NESTED);
  const input = environment === null ? given : inEnvironment(given, environment);
  const newer = newerVersion(input);
  if (newer !== null) {
    const message = `This plan has version ${newer}; this Onrush reads version ${PLAN_VERSION}. Update Onrush to run it.`;
    return fail('plan_invalid', message, [{ path: 'version', message }]);
  }
  const parsed = planSchema.safeParse(upgradedPlan(input), { reportInput: true });
  if (parsed.success) return succeed(parsed.data);
  const problems = parsed.error.issues.flatMap(problemsOf);
  return fail('plan_invalid', summarize(problems), problems);
}

/** The same for a plan's text: also refuses what is not JSON, with line and column, and durations without a unit. */
export function parsePlanText(text: string, environment: string | null = null): Result<Plan> {
  const json = text.replace(/^\uFEFF/, '');
  let plan: unknown;
  try {
    plan = JSON.parse(json);
  } catch {
    return fail('plan_invalid', otherFileSentence(json) ?? `The plan is not valid JSON${faultPlace(json)}.`);
  }
  const parsed = parsePlan(plan, environment);
  if (isNestedTooDeep(plan)) return parsed;
  const other = parsed.ok ? null : otherFileSentence(json);
  if (other !== null) return fail('plan_invalid', other);
  const bare = bareDurations(plan);
  if (bare.length === 0) return parsed;
  const problems = [...bare, ...(parsed.ok ? [] : (parsed.failure.problems ?? []))];
  return fail('plan_invalid', summarize(problems), problems);
}

/** A plan as people write it: durations as text. Reads back to the same plan. */
export function printPlan(plan: Plan): PlanInput {
  return {
    ...plan,
    ...(plan.before === undefined ? {} : { before: plan.before.map(printStep) }),
    scenarios: plan.scenarios.map(printScenario),
    load: printLoad(plan.load),
    timeouts: {
      total: printDuration(plan.timeouts.total),
      connect: printDuration(plan.timeouts.connect),
      firstByte: printDuration(plan.timeouts.firstByte),
      idle: printDuration(plan.timeouts.idle),
    },
    gracefulStop: printDuration(plan.gracefulStop),
    warmup: printDuration(plan.warmup),
    thresholds: plan.thresholds.map(printThreshold),
  };
}

type ScenarioInput = PlanInput['scenarios'][number];

function printScenario({ perVu, pacing, refresh, load, ...scenario }: Scenario): ScenarioInput {
  return {
    ...scenario,
    ...(pacing === undefined ? {} : { pacing: printDuration(pacing) }),
    ...(load === undefined ? {} : { load: printLoad(load) }),
    ...(perVu === undefined ? {} : { perVu: perVu.map(printStep) }),
    ...(refresh === undefined ? {} : { refresh: printDuration(refresh) }),
    steps: scenario.steps.map(printStep),
  };
}

function printLoad(load: LoadProfile): PlanInput['load'] {
  if (load.model === 'iterations') return load;
  return { ...load, stages: load.stages.map(({ duration, target }) => ({ duration: printDuration(duration), target })) };
}

type StepInput = ScenarioInput['steps'][number];

function printStep(step: Step): StepInput {
  switch (step.kind) {
    case 'request':
      return printRequest(step);
    default:
      return assertNever(step.kind);
  }
}

/** The kind is left out, because it is the default and earlier versions can then read the plan too. */
function printRequest({ kind: _kind, think, budget, recorded, ...rest }: RequestStep): StepInput {
  const step = {
    ...rest,
    ...(budget === undefined ? {} : { budget: printDuration(budget) }),
    ...(recorded === undefined ? {} : { recorded: printDuration(recorded) }),
  };
  if (think === undefined) return step;
  return {
    ...step,
    think: typeof think === 'number' ? printDuration(think) : [printDuration(think[0]), printDuration(think[1])],
  };
}

/** The short form if nothing but the expression is set. */
function printThreshold({ expression, abortOnFail, delay, over }: PlanThreshold): NonNullable<PlanInput['thresholds']>[number] {
  if (!abortOnFail && delay === 0 && over === undefined) return expression;
  return { expression, abortOnFail, delay: printDuration(delay), ...(over === undefined ? {} : { over: printDuration(over) }) };
}

/** JSON Schema (draft 2020-12) of the form that people write. */
export function planJsonSchema(): unknown {
  const schema = z.toJSONSchema(planSchema, { io: 'input', override: withoutBareNumbers });
  return { ...schema, title: 'Onrush plan' };
}

/** The text of a plan has durations with a unit only; a number may be 0. */
function withoutBareNumbers({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.description === DURATION_TEXT) jsonSchema.anyOf = [{ type: 'string' }, { const: 0 }];
}

function inEnvironment(input: unknown, environment: string): unknown {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? { ...input, environment } : input;
}

function newerVersion(input: unknown): number | null {
  if (typeof input !== 'object' || input === null || !('version' in input)) return null;
  const { version } = input;
  return typeof version === 'number' && version > PLAN_VERSION ? version : null;
}

function summarize(problems: readonly Problem[]): string {
  const [first, ...more] = problems;
  if (first === undefined) return 'The plan is not valid.';
  const rest = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return first.path === ''
    ? `The plan is not valid: ${first.message}${rest}`
    : `The plan is not valid at ${first.path}: ${first.message}${rest}`;
}

/**
 * The engine only sometimes reports the place of an error, so this searches for the first character that no JSON can have there.
 */
function faultPlace(text: string): string {
  if (text.trim() === '') return ': it is empty';
  let sound = 0;
  let broken = text.length + 1;
  while (broken - sound > 1) {
    const middle = (sound + broken) >> 1;
    if (mayGoOn(text.slice(0, middle))) sound = middle;
    else broken = middle;
  }
  if (sound === text.length) return ': it ends too early';
  const before = text.slice(0, sound).split('\n');
  return ` at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Whether more text could make this valid JSON: it is complete, or only its end is wrong. */
function mayGoOn(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const position = /^[^"]* in JSON at position (\d+)/.exec(message)?.[1];
    return /^(Unexpected end of JSON|Unterminated string)/.test(message) || Number(position) >= text.length;
  }
}
