// Environments, steps that are sent once, pacing and loads of scenarios: what of them is refused, and where.
import { expect, test } from 'vitest';
import { passedOver } from '../passed-over.ts';
import { problemsOf } from '../test-problems.ts';
import { parsePlan, printPlan } from '../plan-parse.ts';
import { hostnamesOf } from './plan-hosts.ts';
import { unsetProblems } from './plan-variables.ts';
import { shareablePlan } from '../shareable-plan.ts';

const CLOSED = { model: 'closed', stages: [{ duration: '10s', target: 2 }] };
const STEP = { url: '{{base}}/list' };
const LOG_IN = { name: 'log in', url: '{{base}}/login', extract: { token: { json: '$.token' } } };
const USES = { ...STEP, headers: { authorization: 'Bearer {{token}}' } };
const WHOLE = {
  version: 2,
  variables: { base: 'http://a.test' },
  environments: { staging: { base: 'https://staging.test', key: 'k' }, prod: { base: 'https://prod.test' } },
  environment: 'staging',
  data: [{ name: 'users', file: 'users.csv', onEnd: 'stop' }],
  before: [{ name: 'reset', url: '{{base}}/reset', extract: { shop: { json: '$.id' } }, think: '1s' }],
  scenarios: [
    { name: 'buy', pacing: '10s', perVu: [LOG_IN], refresh: '50m', refreshOn: 401, steps: [USES, { url: '{{base}}/{{shop}}' }] },
    { name: 'look', load: CLOSED, steps: [{ url: '{{base}}/{{shop}}' }] },
  ],
  load: CLOSED,
};

function faultsOf(plan: object): readonly string[] {
  return problemsOf({ ...WHOLE, ...plan });
}

function planOf(plan: object = {}) {
  const parsed = parsePlan({ ...WHOLE, ...plan });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

function scenario(rest: object, load: object = CLOSED): object {
  return { load, scenarios: [{ name: 'one', steps: [STEP], ...rest }], data: [] };
}

const OPEN = { model: 'open', stages: [{ duration: '10s', target: 2 }] };

test.each([
  [{ environment: 'stagin' }, 'environment: No environment is called “stagin”. Did you mean “staging”?'],
  [{ environment: 'x', environments: {} }, 'environment: This plan has no environments'],
  [{ environments: { staging: { base: '{{base}}' } } }, 'environments.staging.base: “base” refers to itself'],
  [{ environments: { staging: { users: 'x' } } }, 'data[0].name: The name “users” is taken already by a variable'],
  [{ before: [USES] }, 'before[0].headers.authorization: “token” is made in the scenario “buy”, which begins later.'],
  [scenario({ perVu: [USES], steps: [LOG_IN] }), '“token” is made in the steps of this scenario, which are sent later.'],
  [scenario({ perVu: [{ ...LOG_IN, extract: { shop: { json: '$.a' } } }] }), 'taken already by a step before the run'],
  [scenario({ refreshOn: 401 }), 'scenarios[0].refreshOn: There is nothing to send again.'],
  [scenario({ refresh: '50m' }), 'scenarios[0].refresh: There is nothing to send again.'],
  [scenario({ refreshOn: 200, perVu: [LOG_IN] }), 'Write a status from 400 to 599'],
  [scenario({ load: CLOSED }), 'load: Every scenario has its own load'],
  [{ scenarios: [{ steps: [STEP] }, { load: OPEN, steps: [STEP] }] }, 'scenarios[1].load.model: A run has one load model'],
  [
    { scenarios: [{ steps: [STEP] }, { load: { ...CLOSED, stages: [{ duration: '1s', target: 0 }] }, steps: [STEP] }] },
    'scenarios[1].load.stages: Every target is 0',
  ],
  [
    { scenarios: [{ steps: [STEP] }, { load: { ...CLOSED, stages: [{ duration: '1s', target: 50_000 }] }, steps: [STEP] }] },
    'load: The loads ask for 50,002 virtual users together',
  ],
  [{ data: [{ name: 'users', file: 'a.csv', pick: 'random', onEnd: 'stop' }] }, 'data[0].onEnd: Rows are used up only'],
])('%# is refused with its place', (plan, words) => {
  expect(faultsOf(plan).join('\n')).toContain(words);
});

test.each([
  [OPEN, ['scenarios[0].pacing: Arrivals decide when an iteration starts in the open model, so pacing has no effect.']],
  [{ model: 'iterations', iterations: 1, vus: 1 }, ['scenarios[0].pacing: Iterations start as soon as a user is free']],
  [CLOSED, []],
])('if pacing has no effect, a sentence says so: %j', (load, sentences) => {
  const said = passedOver(planOf(scenario({ pacing: '1s' }, load))).map(({ path, message }) => `${path}: ${message}`);
  expect(said).toEqual(sentences.map((sentence) => expect.stringContaining(sentence)));
});

test('the whole plan is read and printed as it was written', () => {
  const plan = planOf();
  expect(printPlan(plan)).toMatchObject({
    environments: WHOLE.environments,
    environment: 'staging',
    before: [{ name: 'reset', think: '1s' }],
    scenarios: [{ pacing: '10s', refresh: '50m', refreshOn: 401, perVu: [{ name: 'log in' }] }, { load: CLOSED }],
  });
  expect(planOf(printPlan(plan))).toEqual(plan);
});

test('an environment takes the place of the variables, in every step', () => {
  expect(hostnamesOf(planOf())).toEqual(['staging.test']);
  expect(hostnamesOf(planOf({ environment: 'prod' }))).toEqual(['prod.test']);
  expect(hostnamesOf(planOf({ environment: undefined }))).toEqual(['a.test']);
  const chosen = parsePlan(WHOLE, 'prod');
  expect(chosen.ok && chosen.value.environment).toBe('prod');
});

test('a name that has a value only in another environment is named', () => {
  expect(faultsOf({ environment: undefined, scenarios: [{ steps: [{ url: 'http://a.test:80{{key}}' }] }], data: [] })).toEqual(
    [],
  );
  expect(unsetProblems(planOf(), ['base', 'key', 'token'])).toEqual([]);
  expect(unsetProblems(planOf({ environment: 'prod' }), ['key'])).toEqual([
    {
      path: 'environments.prod',
      message: '“key” has no value in the environment “prod”, only in “staging”. Add it there, or to the variables.',
    },
  ]);
  expect(unsetProblems(planOf({ environment: undefined }), ['key'])[0]?.message).toContain('and none is chosen. Choose one');
});

test('secrets are hidden in steps that are sent once', () => {
  const secret = { ...LOG_IN, headers: { authorization: 'Bearer planted-secret' } };
  const plan = planOf({
    before: [secret],
    scenarios: [{ steps: [STEP], perVu: [{ ...secret, extract: {}, body: 'k=planted-secret' }] }],
    data: [],
  });
  expect(JSON.stringify(shareablePlan(plan))).not.toContain('planted-secret');
});
