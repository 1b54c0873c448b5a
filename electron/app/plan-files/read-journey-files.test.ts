// The files of a plan are found relative to it, and a missing one is reported with its place in the plan and the path where it
// was expected.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UserError } from '../../../shared/errors.ts';
import type { Plan, PlanInput } from '../../../shared/plan/plan.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { readJourneyFiles } from './read-journey-files.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-files-'));
  mkdirSync(join(folder, 'sub'));
  writeFileSync(join(folder, 'users.csv'), 'email\nada@x.test\n');
  writeFileSync(join(folder, 'torn.csv'), 'email,note\nada@x.test,"torn\n');
  writeFileSync(join(folder, 'p.png'), 'png');
});
afterEach(() => rmSync(folder, { recursive: true }));

type Step = PlanInput['scenarios'][number]['steps'][number];

function planOf(step: Partial<Step>, rest: Partial<PlanInput> = {}): Plan {
  const steps = [{ url: 'http://127.0.0.1/', method: 'POST', ...step }];
  const parsed = parsePlan({ version: 2, scenarios: [{ steps }], load: { model: 'iterations', iterations: 1, vus: 1 }, ...rest });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

test('relative paths start at the folder of the plan', () => {
  const plan = planOf(
    { body: { multipart: [{ name: 'photo', file: 'sub/../p.png' }] } },
    { data: [{ name: 'users', file: './users.csv' }] },
  );
  const { tables, bodies } = readJourneyFiles(plan, {}, folder);
  expect(tables[0]?.columns).toEqual(['email']);
  expect(Object.keys(bodies ?? {})).toEqual(['sub/../p.png']);
});

const looked = 'The path “none” counts from the folder of the plan, FOLDER.';

test.each<[string, Plan, string, string]>([
  [
    'a data file that is not there',
    planOf({}, { data: [{ name: 'users', file: 'none' }] }),
    'data[0].file',
    `There is no file FOLDER/none. ${looked}`,
  ],
  [
    'a body that is not there',
    planOf({ body: { file: 'none' } }),
    'scenarios[0].steps[0].body.file',
    `There is no file FOLDER/none. ${looked}`,
  ],
  [
    'a file of a form that is not there',
    planOf({
      body: {
        multipart: [
          { name: 'a', value: 'b' },
          { name: 'c', file: 'none' },
        ],
      },
    }),
    'scenarios[0].steps[0].body.multipart[1].file',
    `There is no file FOLDER/none. ${looked}`,
  ],
  ['a folder', planOf({ body: { file: 'sub' } }), 'scenarios[0].steps[0].body.file', 'FOLDER/sub is a folder, not a file.'],
  [
    'no regular file',
    planOf({ body: { file: '/dev/null' } }),
    'scenarios[0].steps[0].body.file',
    '/dev/null is not a regular file, so its length is not known. Name another.',
  ],
  [
    'a device that never ends',
    planOf({}, { data: [{ name: 'users', file: '/dev/zero' }] }),
    'data[0].file',
    '/dev/zero is not a regular file, so its length is not known. Name another.',
  ],
  [
    'a path that no system has',
    planOf({}, { data: [{ name: 'users', file: 'a\0b' }] }),
    'data[0].file',
    'No path has a zero byte in it: “a\\0b”. Name another.',
  ],
  [
    'a torn quote',
    planOf({}, { data: [{ name: 'users', file: 'torn.csv' }] }),
    'data[0].file',
    'The data file torn.csv cannot be used. Line 2: a quote is opened and never closed.',
  ],
])('%s is reported with its place', (_, plan, path, sentence) => {
  let failure: unknown = null;
  try {
    readJourneyFiles(plan, {}, folder);
  } catch (error) {
    failure = error instanceof UserError ? error.failure : error;
  }
  const message = sentence.replaceAll('FOLDER', folder);
  expect(failure).toMatchObject({ code: 'plan_invalid', message, problems: [{ path, message }] });
});

test('a sentence about an address with a secret does not contain the secret', () => {
  const plan = planOf({ url: 'http://{{KEY}}:99/' }, { secrets: ['KEY'] });
  expect(() => readJourneyFiles(plan, { KEY: 'pe%41rc|x' }, folder)).toThrow('"(hidden):99" is not a host.');
});
