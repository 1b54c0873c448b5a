// The fields of the set-up of a search, the request that they make, and the sentence if something is wrong. Pure.
import { capacitySettingsSchema, ladderSchema, type Precision } from '../../../shared/capacity/capacity-settings.ts';
import { rateUnitOf } from '../../../shared/capacity/capacity-search.ts';
import { estimateWords } from '../../../shared/capacity/estimate.ts';
import { splitObjectives } from '../../../shared/capacity/objective.ts';
import { parseDuration } from '../../../shared/duration.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { CapacityAsked } from '../../host/capacities.ts';

export const GOAL_PERCENTILES = ['50', '90', '95', '99', '99.9'] as const;

/** The measures that the sentence offers, with their names in expressions. */
export const SENTENCE_MEASURES = {
  response_time: 'response time',
  service_time: 'service time',
  waiting: 'wait for the first byte',
  journey_time: 'journey time',
} as const;

export interface SetupFields {
  readonly kind: 'search' | 'ladder';
  /** True if the objective is written as an expression instead of chosen as a sentence. */
  readonly isWritten: boolean;
  readonly written: string;
  readonly percentile: string;
  readonly measure: string;
  readonly limitMs: number | string;
  /** In %. */
  readonly failed: number | string;
  readonly arrivals: 'poisson' | 'even';
  readonly precision: Precision;
  /** The unit of rates, if a journey has several requests. */
  readonly unit: 'iterations' | 'requests';
  readonly budget: string;
  /** If empty, only this computer limits it. */
  readonly most: number | string;
  readonly rates: string;
  readonly each: string;
}

export const FIRST_SETUP: SetupFields = {
  kind: 'search',
  isWritten: false,
  written: '',
  percentile: '99',
  measure: 'response_time',
  limitMs: 50,
  failed: 0.1,
  arrivals: 'poisson',
  precision: 'thorough',
  unit: 'iterations',
  budget: '15m',
  most: '',
  rates: '100, 200, 400',
  each: '1m',
};

/** The sentence as an expression: "p(99) <= 50ms", "p(95){waiting} <= 20ms". */
export function objectiveText({ isWritten, written, percentile, measure, limitMs }: SetupFields): string {
  if (isWritten) return written;
  return `p(${percentile})${measure === 'response_time' ? '' : `{${measure}}`} <= ${limitMs}ms`;
}

/** NaN for anything that is not a number. */
export function ratesOf(text: string): number[] {
  return text.split(',').map((one) => Number(one.replace('/s', '').trim()));
}

/** Returns a sentence if something is wrong. */
export function askedOf(fields: SetupFields): CapacityAsked | string {
  const { kind, isWritten, limitMs, failed, arrivals, precision, unit, budget, most, rates, each } = fields;
  const budgetMs = parseDuration(budget);
  if (kind === 'search' && budgetMs === null) return 'Write a time such as 15m.';
  if (!isWritten && !(Number(limitMs) > 0)) return 'Write a time limit above 0 ms.';
  if (failed === '') return 'Write the share that may fail, such as 0.1 %.';
  const settings = {
    objectives: [...splitObjectives(objectiveText(fields))],
    maxFailed: Number((Number(failed) / 100).toPrecision(12)),
    arrivals,
    precision,
    unit,
    ...(kind === 'search' && budgetMs !== null ? { budgetMs } : {}),
    ...(kind === 'search' && most !== '' ? { maxRate: Number(most) } : {}),
  };
  const parsed = capacitySettingsSchema.safeParse(settings);
  if (!parsed.success) return parsed.error.issues[0]?.message ?? '';
  if (kind === 'search') return { settings, ladder: null };
  const ladder = ladderSchema.safeParse({ rates: ratesOf(rates), eachMs: parseDuration(each) ?? 0 });
  return ladder.success ? { settings, ladder: ladder.data } : (ladder.error.issues[0]?.message ?? '');
}

/** The expected duration of the search; a ladder's duration is obvious. */
export function estimateOf({ settings, ladder }: CapacityAsked, plan: Plan | null): readonly string[] {
  if (ladder !== null) return [];
  const parsed = capacitySettingsSchema.parse(settings);
  return estimateWords(parsed, plan === null ? { noun: 'requests', factor: 1 } : rateUnitOf({ plan, settings: parsed }));
}
