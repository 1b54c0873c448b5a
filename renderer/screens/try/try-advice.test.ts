import { expect, test } from 'vitest';
import { examplePlan } from '../../../shared/test-example-run.ts';
import type { Step } from '../../../shared/plan/plan.ts';
import type { TriedStep } from '../../../shared/try-once.ts';
import { adviceOf } from './try-advice.ts';

function stepOf(fields: object): Step {
  const [step] =
    examplePlan({ version: 2, scenarios: [{ steps: [{ url: 'http://127.0.0.1/', ...fields }] }] }).scenarios[0]?.steps ?? [];
  if (step === undefined) throw new Error('There is a step.');
  return step;
}

function triedStep(state: 'passed' | 'failed', status: number, body: string, changes: Partial<TriedStep> = {}): TriedStep {
  const response = { status, statusText: '', headers: [], body, image: null, bodyBytes: body.length, isCut: false };
  const times = { service: 84, firstByte: 80, dns: null, connecting: null, tlsHandshaking: null };
  const request = { method: 'GET', url: 'http://127.0.0.1/', headers: [], body: '', bytes: 10 };
  const exchanges = [{ request, response, times, isReused: true, isResumed: null }];
  return { name: 'x', state, reason: null, exchanges, checks: [], values: [], cookies: [], ...changes };
}

function words(step: Step, tried: TriedStep): readonly string[] {
  return adviceOf(step, tried).map((advice) => advice.words);
}

test('a right response gets checks with one click: its status, its members and its time', () => {
  const tried = triedStep('passed', 201, '{"none":null,"total":24,"hits":[1],"odd key":1}');
  expect(words(stepOf({}), tried)).toEqual([
    'Check that the status is 201',
    'Check that $.total exists',
    'Check that $.hits count > 0',
    'Check that it takes less than 200 ms',
  ]);
  const checks = [{ status: 200 }, { json: '$.total', is: 24 }, { time: '< 1s' }];
  expect(words(stepOf({ checks }), tried)).toEqual(['Check that $.hits count > 0', "Check that $['odd key'] exists"]);
  expect(words(stepOf({ checks }), triedStep('passed', 200, '<p>'))).toEqual([]);
});

test('the expectation of a failed step can be replaced by the received value, and a missing value gets a default', () => {
  const step = stepOf({
    checks: [{ status: 201 }, { json: '$.state', is: 'paid' }, { time: '< 50ms' }, { json: '$.gone', is: 1 }],
    extract: { orderId: { json: '$.order.id' }, known: { json: '$.state' } },
  });
  const checks = ['status 201', '$.state is paid', 'time < 50ms', '$.gone is 1'].map((name) => ({
    name,
    passed: false,
    reason: 'not so',
  }));
  const tried = triedStep('failed', 409, '{"state":"pending {{x}}"}', { checks, values: [{ name: 'known', value: 'x' }] });
  const advice = adviceOf(step, tried);
  expect(advice.map((one) => one.words)).toEqual([
    'Expect 409 instead of 201',
    'Expect $.state to be "pending {{x}}"',
    'Expect a time < 200ms instead of < 50ms; it took 84.0 ms',
    'Give “orderId” an empty default, and the journey goes on',
  ]);
  expect(advice[1]?.row).toMatchObject({ kind: 'check-instead', check: { json: '$.state', is: String.raw`pending \{{x}}` } });
});

test('without a response no check is suggested', () => {
  expect(words(stepOf({}), { ...triedStep('failed', 0, ''), exchanges: [] })).toEqual([]);
});
