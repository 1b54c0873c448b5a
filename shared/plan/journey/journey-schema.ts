// The fields of a plan that turn its steps into a journey: names and their values, extractions and checks, cookies and pauses.
import { durationFault } from '../../duration.ts';
import { z } from 'zod';
import { duration, positive } from '../plan-duration.ts';
import { seedSchema } from '../plan-load.ts';
import { ms } from '../../units.ts';
import { checksSchema } from './check-schema.ts';
import { extractsSchema, nameSchema } from './extract-schema.ts';

const pause = duration(ms(0));
const constant = z.union([z.string(), z.number(), z.boolean()], { error: 'Write a string, a number, true or false.' });
const constants = z.record(nameSchema, constant);
const ON_FAIL_TEXT = 'Write "continue", "skip-rest" or "stop-run".';
const RENEWAL_TEXT = 'Write a status from 400 to 599, such as 401.';
const ENVIRONMENT_TEXT = 'Give the environment a name of at most 100 characters.';
const environmentName = z.string().trim().min(1, ENVIRONMENT_TEXT).max(100, ENVIRONMENT_TEXT);
const THINK_TEXT = 'Write a pause such as "2s", or the shortest and the longest: ["1s", "3s"].';

/** The union has no message of its own for a number that may mean seconds or milliseconds. */
function isBareNumber(text: string): boolean {
  return /^\s*\d+(\.\d+)?\s*$/.test(text);
}

export const journeyStepFields = {
  extract: extractsSchema.optional(),
  checks: checksSchema.optional(),
  onFail: z.enum(['continue', 'skip-rest', 'stop-run'], { error: ON_FAIL_TEXT }).optional().meta({
    description:
      'What a failed request means for its iteration; default: the rest is skipped if the step extracts or checks something.',
  }),
  think: z
    .union([pause, z.tuple([pause, pause]).refine(([least, most]) => least <= most, 'Write the shorter pause first.')], {
      error: ({ input }) => (typeof input === 'string' && isBareNumber(input) ? durationFault(input) : THINK_TEXT),
    })
    .optional()
    .meta({ description: 'A pause after the step, excluded from all statistics: fixed, or drawn between two durations.' }),
  budget: positive.optional().meta({
    description: 'A threshold of the step: 95 % of its requests take less, measured by the headline time of the load model.',
  }),
  recorded: positive.optional().meta({
    description: 'How long it took when it was recorded, from sent to last byte: shown beside what a run measures.',
  }),
};

export const journeyScenarioFields = {
  cookies: z
    .enum(['iteration', 'vu', 'off'], { error: 'Write "iteration", "vu" or "off".' })
    .optional()
    .meta({ description: 'How long a virtual user keeps its cookies; default: for one iteration.' }),
  pacing: positive.optional().meta({
    description:
      'A virtual user starts an iteration at the earliest this long after it started the one before. In other models than the closed one it has no effect.',
  }),
  refresh: positive
    .optional()
    .meta({ description: 'The steps of "perVu" are sent again before an iteration that begins this long after them.' }),
  refreshOn: z.int({ error: RENEWAL_TEXT }).min(400, RENEWAL_TEXT).max(599, RENEWAL_TEXT).optional().meta({
    description:
      'A response of this status means that what "perVu" made is no longer valid: its steps are sent again, and then the request once more. The first one is marked and excluded from all statistics.',
  }),
};

const PICK_TEXT = 'Write "each", "per-vu" or "random".';
const dataSet = z.strictObject({
  name: nameSchema,
  file: z
    .string()
    .trim()
    .min(1, 'Write the path of a CSV or JSON file.')
    .meta({ description: 'A CSV file with a line of column names, or a JSON list of objects.' }),
  pick: z
    .enum(['each', 'per-vu', 'random'], { error: PICK_TEXT })
    .default('each')
    .meta({ description: '"each": iteration k takes row k; "per-vu": a virtual user keeps its row; "random": by the seed.' }),
  onEnd: z
    .enum(['repeat', 'stop'], { error: 'Write "repeat" or "stop".' })
    .default('repeat')
    .meta({ description: 'After the last row: the first one follows, or the run ends.' }),
  delimiter: z
    .enum([',', ';', '\t', '|'], { error: 'Write ",", ";", "|" or a tab.' })
    .optional()
    .meta({ description: 'Default: the one that the first line uses.' }),
});
export type DataSet = z.output<typeof dataSet>;

export const journeyPlanFields = {
  seed: seedSchema.optional().meta({ description: 'Random values follow from it; default 1.' }),
  variables: constants.optional().meta({ description: 'Values by name, for {{name}}.' }),
  environments: z
    .record(environmentName, constants)
    .optional()
    .meta({ description: 'Values by environment. Those of the environment that is chosen take the place of the variables.' }),
  environment: environmentName
    .optional()
    .meta({ description: 'The environment that is chosen; default: the variables as they are.' }),
  secrets: z.array(nameSchema, { error: 'Write a list of names, such as ["API_KEY"].' }).max(100).optional().meta({
    description: 'Names only: the values are stored on each computer or come from environment variables, and are shown nowhere.',
  }),
  data: z
    .array(dataSet, { error: 'Write a list of files: [{ "name": "users", "file": "users.csv" }].' })
    .max(20, 'A plan has at most 20 data files.')
    .optional()
    .meta({ description: 'CSV or JSON files, for {{name.column}}.' }),
};
