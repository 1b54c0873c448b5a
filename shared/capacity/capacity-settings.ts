// The settings of a capacity search. Pure.
import { z } from 'zod';
import { readObjective, type Objective } from './objective.ts';
import { MAX_RATE } from '../plan/plan-load.ts';

export const PRECISIONS = ['thorough', 'quick'] as const;
export type Precision = (typeof PRECISIONS)[number];

const MINUTE_MS = 60_000;

/** A search stays below this share of what this computer can send: above it, the load generator's own delay would show. */
export const CEILING_SHARE = 0.7;

export const capacitySettingsSchema = z.strictObject({
  /** Expressions as in thresholds. */
  objectives: z
    .array(z.string().max(300))
    .min(1, 'Write at least one objective, such as "p(99) < 50ms".')
    .max(10, 'A search has at most 10 objectives.')
    .superRefine((texts, context) => {
      texts.forEach((text, at) => {
        const read = readObjective(text);
        if (!read.ok) context.addIssue({ code: 'custom', message: read.message, path: [at] });
      });
    }),
  /** The share of requests that may fail or be dropped, from 0 to 1. */
  maxFailed: z.number().min(0).max(0.99).default(0.001),
  arrivals: z.enum(['poisson', 'even']).default('poisson'),
  precision: z.enum(PRECISIONS).default('thorough'),
  /** The unit in which rates are shown if a journey has several requests. */
  unit: z.enum(['iterations', 'requests']).default('iterations'),
  /** How long the whole search may take. */
  budgetMs: z
    .number()
    .min(20_000, 'A search takes at least 20 s.')
    .max(24 * 60 * MINUTE_MS)
    .optional(),
  /** The search never exceeds this many iterations per second. */
  maxRate: z.number().positive('Write a rate above 0.').max(MAX_RATE).optional(),
  /** The first rate, in iterations per second. */
  startRate: z.number().positive().max(MAX_RATE).default(5),
});

export type CapacitySettings = z.output<typeof capacitySettingsSchema>;
export type CapacitySettingsInput = z.input<typeof capacitySettingsSchema>;

export interface Mode {
  /** The search ends when the bounds are this close, as a share. */
  readonly width: number;
  /** In seconds: when a trial that narrows the bounds is judged, and how long a trial that confirms lasts. */
  readonly looks: readonly number[];
  readonly confirmS: number;
  /** The longest confirmation, for times that come in clusters. */
  readonly longestConfirmS: number;
  /** How many early rates are sent again at the end, and for how long. */
  readonly repeats: number;
  readonly repeatS: number;
  /** How long a whole search usually takes, according to simulations. */
  readonly usualMs: number;
  readonly budgetMs: number;
}

export const MODES: Readonly<Record<Precision, Mode>> = {
  thorough: {
    width: 0.05,
    looks: [10, 20, 40, 60],
    confirmS: 180,
    longestConfirmS: 360,
    repeats: 3,
    repeatS: 8,
    usualMs: 10 * MINUTE_MS,
    budgetMs: 20 * MINUTE_MS,
  },
  quick: {
    width: 0.15,
    looks: [10, 20],
    confirmS: 60,
    longestConfirmS: 150,
    repeats: 2,
    repeatS: 5,
    usualMs: 4 * MINUTE_MS,
    budgetMs: 8 * MINUTE_MS,
  },
};

const rate = z.number({ error: 'Write a rate per second.' }).positive('Write a rate above 0.').max(MAX_RATE);

/** Fixed rates, each for the same time, one after another. */
export const ladderSchema = z.strictObject({
  rates: z.array(rate).min(1, 'Write at least one rate.').max(50, 'A ladder has at most 50 rates.'),
  eachMs: z
    .number()
    .min(4000, 'Each rate takes at least 4 s.')
    .max(60 * MINUTE_MS, 'Each rate takes at most an hour.'),
});

/** The share of failures is judged as one more objective, after the others. */
export function objectivesOf({
  objectives,
  maxFailed,
}: Pick<CapacitySettings, 'objectives' | 'maxFailed'>): readonly Objective[] {
  const read = objectives.flatMap((text) => {
    const one = readObjective(text);
    return one.ok ? [one.objective] : [];
  });
  const isSaid = read.some(({ kind, scope }) => kind === 'failed' && scope.step === null && scope.scenario === null);
  return isSaid ? read : [...read, { kind: 'failed', share: maxFailed, scope: { scenario: null, step: null } }];
}

export function budgetOf({ budgetMs, precision }: Pick<CapacitySettings, 'budgetMs' | 'precision'>): number {
  return budgetMs ?? MODES[precision].budgetMs;
}
