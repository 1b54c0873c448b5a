import { expect, test } from 'vitest';
import type { PlanInput } from './plan/plan.ts';
import { examplePlan, exampleRun } from './test-example-run.ts';
import { likenessOf } from './run-likeness.ts';
import { emptySummary } from './summary.ts';
import type { Machine, RunRow } from './run.ts';
import type { HealthVerdict } from './health.ts';

const MACHINE: Machine = { name: 'desk', system: 'Linux', cpu: 'some', cores: 8, memory: 1e10 };
const BASE: RunRow = { ...exampleRun(), machine: MACHINE, summary: judged('trusted') };

test('runs of one plan on one computer are alike', () => {
  expect(likenessOf([BASE, BASE])).toEqual({ words: 'Same plan, same computer, both trusted', isWarning: false });
  expect(likenessOf([BASE, BASE, BASE]).words).toBe('Same plan, same computer, all trusted');
});

test('another path is the subject of the comparison, and another load is a warning', () => {
  expect(likenessOf([BASE, to('/other')])).toEqual({
    words: 'Same plan apart from the path, same computer, both trusted',
    isWarning: false,
  });
  const loaded: RunRow = { ...BASE, plan: { ...BASE.plan, load: { model: 'iterations', iterations: 7, vus: 1 } } };
  expect(likenessOf([BASE, loaded])).toMatchObject({ isWarning: true });
  expect(likenessOf([BASE, loaded]).words).toMatch(/^Plans differ in the load,/);
});

const JOURNEY = {
  version: 2 as const,
  variables: { base: 'http://a.test', sku: 'x' },
  environments: { staging: { base: 'http://b.test' }, other: { sku: 'y' } },
  data: [{ name: 'users', file: 'users.csv' }],
  before: [{ name: 'reset', url: '{{base}}/reset' }],
  scenarios: [
    {
      name: 'buy',
      perVu: [{ name: 'log in', url: '{{base}}/login?u={{users.email}}' }],
      steps: [{ name: 'cart', url: '{{base}}/cart?s={{sku}}', checks: [{ status: 200 }] }],
    },
    { name: 'look', steps: [{ name: 'list', url: '{{base}}/list' }] },
  ],
};
const CHANGES: readonly (readonly [string, Partial<PlanInput>])[] = [
  ['the host and the environment', { environment: 'staging' }],
  ['the path, the environment and the values', { environment: 'other' }],
  ['the seed', { seed: 7 }],
  ['the data', { data: [{ name: 'users', file: 'users.csv', pick: 'random' }] }],
  ['the steps before the run', { before: [{ name: 'reset', url: '{{base}}/reset?hard' }] }],
  ['the steps once a user', { scenarios: changed({ perVu: [{ name: 'log in', url: '{{base}}/login' }] }) }],
  ['the steps once a user', { scenarios: changed({ refresh: '1m' }) }],
  ['the load', { scenarios: changed({ load: { model: 'iterations', iterations: 5, vus: 1 } }) }],
  ['the scenarios', { scenarios: changed({ cookies: 'off' }) }],
  ['the scenarios', { scenarios: changed({ weight: 3 }) }],
];

test.each(CHANGES)('a difference of journeys in %s is reported', (parts, changes) => {
  const run = (rest: Partial<PlanInput>): RunRow => ({ ...BASE, plan: examplePlan({ ...JOURNEY, ...rest }) });
  const { words, isWarning } = likenessOf([run({}), run(changes)]);
  const isTarget = parts === 'the host and the environment';
  expect(words).toContain(`${isTarget ? 'Same plan apart from' : 'Plans differ in'} ${parts}, same computer`);
  expect(isWarning).toBe(!isTarget);
  expect(likenessOf([run(changes), run(changes)])).toMatchObject({ isWarning: false });
});

function changed(rest: object): PlanInput['scenarios'] {
  const [buy, look] = JOURNEY.scenarios;
  return [{ ...buy, ...rest }, look] as PlanInput['scenarios'];
}

test('another or an unknown computer is a warning', () => {
  expect(likenessOf([BASE, { ...BASE, machine: { ...MACHINE, cores: 2 } }])).toMatchObject({ isWarning: true });
  expect(likenessOf([BASE, { ...BASE, machine: null }])).toMatchObject({ isWarning: true });
});

test('a run of the window and one of the command line are not alike if they encrypt', () => {
  const run = (url: string, tls?: string): RunRow => {
    const [scenario] = BASE.plan.scenarios;
    const steps = scenario!.steps.map((step) => ({ ...step, url }));
    const machine = tls === undefined ? MACHINE : { ...MACHINE, tls };
    return { ...BASE, plan: { ...BASE.plan, scenarios: [{ ...scenario!, steps }] }, machine };
  };
  expect(likenessOf([run('https://a.example/', 'OpenSSL 3.5.5'), run('https://a.example/', 'BoringSSL')])).toEqual({
    words: 'Same plan, same computer, but different TLS libraries (OpenSSL and BoringSSL), both trusted',
    isWarning: true,
  });
  for (const [url, tls] of [
    ['http://a.example/', 'BoringSSL'],
    ['https://a.example/', 'OpenSSL 3.5.6'],
    ['https://a.example/', undefined],
  ] as const)
    expect(likenessOf([run(url, 'OpenSSL 3.5.5'), run(url, tls)])).toMatchObject({ isWarning: false });
});

test('a run that cannot be trusted is named', () => {
  expect(likenessOf([BASE, { ...BASE, summary: judged('suspect') }])).toEqual({
    words: 'Same plan, same computer, B is suspect: do not compare it',
    isWarning: true,
  });
  expect(likenessOf([{ ...BASE, summary: judged('strained') }, BASE]).words).toContain('A was strained for some seconds');
  const strained = { ...BASE, summary: judged('strained') };
  const suspect = { ...BASE, summary: judged('suspect') };
  expect(likenessOf([strained, strained]).words).toContain('A and B were strained for some seconds');
  expect(likenessOf([strained, suspect, strained, suspect]).words).toContain(
    'A and C were strained for some seconds, B and D are suspect: do not compare them',
  );
});

function judged(verdict: HealthVerdict): RunRow['summary'] {
  const summary = emptySummary();
  return { ...summary, generator: { ...summary.generator, verdict } };
}

function to(path: string): RunRow {
  const scenarios = BASE.plan.scenarios.map((scenario) => ({
    ...scenario,
    steps: scenario.steps.map((step) => ({ ...step, url: step.url.replace(/^([a-z]+:\/\/[^/]*).*/, `$1${path}`) })),
  }));
  return { ...BASE, plan: { ...BASE.plan, scenarios } };
}
