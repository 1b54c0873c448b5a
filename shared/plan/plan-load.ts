// How much load there is and how it changes: one of three models, for a whole plan or for one of its scenarios.
import { z } from 'zod';
import { MAX_ITERATIONS, MAX_VUS } from './load-limits.ts';
import { duration, MAX_DURATION } from './plan-duration.ts';
import { ms, perSecond } from '../units.ts';

export const MAX_RATE = 1_000_000;

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
export const seedSchema = z.int({ error: SEED_TEXT }).min(0, SEED_TEXT).max(MAX_SEED, SEED_TEXT);

/** The limits of a level, by load model. */
export const levelSchemas = { iterations: count(MAX_VUS, 'virtual users'), closed: vuLevel, open: arrivalRate };
export const maxVusSchema = count(MAX_VUS, 'virtual users');

function stages<T extends z.ZodType>(target: T) {
  return z
    .array(z.strictObject({ duration: stageDuration, target }))
    .min(1, 'Add at least one stage with a duration and a target.')
    .max(1000, 'A plan has at most 1,000 stages.');
}

export const loadSchema = z.discriminatedUnion(
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
      seed: seedSchema
        .optional()
        .meta({ description: 'The seed of the random arrivals: the same seed gives the same arrivals. Default: 1.' }),
    }),
  ],
  { error: 'Choose a load model: "iterations", "closed" or "open".' },
);

export type Load = z.output<typeof loadSchema>;

/** What is wrong with its stages, or null. */
export function loadFault(profile: Load): string | null {
  if (profile.model === 'iterations') return null;
  const levels = [profile.startTarget ?? 0, ...profile.stages.map((stage) => stage.target)];
  if (levels.every((level) => level === 0)) return 'Every target is 0, so nothing would be sent. Raise one.';
  const total = profile.stages.reduce((sum, stage) => sum + stage.duration, 0);
  if (total === 0) return 'The stages last 0 s together, so nothing would be sent. Give one a duration.';
  if (total > MAX_DURATION) return 'The stages last longer than 7 days together. Shorten them.';
  const arrivals = profile.model === 'open' ? (total / 1000) * Math.max(...levels) : 0;
  return arrivals > MAX_ITERATIONS
    ? `The stages bring more than ${MAX_ITERATIONS.toLocaleString('en')} arrivals. Shorten them or lower the rate.`
    : null;
}
