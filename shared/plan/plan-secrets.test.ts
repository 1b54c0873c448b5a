// What somebody typed into a plan as a secret is known as one, wherever it stands, and what is no secret is not.
import { expect, test } from 'vitest';
import type { PlanInput } from './plan.ts';
import { parsePlan } from './plan-parse.ts';
import { typedSecrets } from './plan-secrets.ts';

type StepInput = PlanInput['scenarios'][number]['steps'][number];

function secretsOf(step: Partial<StepInput>, rest: Partial<PlanInput> = {}): readonly string[] {
  const steps = [{ url: 'http://127.0.0.1/', ...step }];
  const load: PlanInput['load'] = { model: 'iterations', iterations: 1, vus: 1 };
  const secrets = ['PASSWORD'];
  const parsed = parsePlan({ version: 2, name: 'a plan', secrets, scenarios: [{ steps }], load, ...rest });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return typedSecrets(parsed.value);
}

test.each<[string, Partial<StepInput>, readonly string[]]>([
  ['a password', { auth: { type: 'basic', user: 'ada', password: 'pw12' } }, ['pw12']],
  ['a token', { auth: { type: 'bearer', token: 'abcdef' } }, ['abcdef']],
  ['a header', { headers: { authorization: 'Bearer abcdef' } }, ['Bearer abcdef', 'abcdef']],
  ['a cookie', { headers: { cookie: 'lang=en; sid=0123456789' } }, ['lang=en; sid=0123456789', '0123456789']],
  ['a query', { url: 'http://127.0.0.1/?api_key=a%2Bb%2Fcd%2Fe' }, ['a%2Bb%2Fcd%2Fe', 'a+b/cd/e']],
  ['JSON', { body: { json: { user: { password: 'a "b" long' } } } }, ['a "b" long']],
  ['a form', { body: { form: { password: 'a long one' } } }, ['a long one']],
  ['a form as text', { body: 'user=ada&password=a%20long%20one' }, ['a%20long%20one', 'a long one']],
  ['multipart', { body: { multipart: [{ name: 'password', value: 'a long one' }] } }, ['a long one']],
])('%s', (_, step, secrets) => expect(secretsOf(step)).toEqual(secrets));

test('the connection and the variables', () => {
  expect(secretsOf({}, { http: { proxy: 'http://ada:p%2Bw12@127.0.0.1:3128' } })).toEqual(['p%2Bw12', 'p+w12']);
  expect(
    secretsOf({}, { variables: { apiToken: 'abcd', tokenUrl: 'http://127.0.0.1/token', tokens: 'many', pin: '1234' } }),
  ).toEqual(['abcd']);
});

test.each<[string, Partial<StepInput>]>([
  ['a name', { auth: { type: 'basic', user: 'ada', password: '{{PASSWORD}}' } }],
  ['a name within a header', { headers: { authorization: 'Bearer {{PASSWORD}}', 'x-api-key': '{{PASSWORD}}' } }],
  ['two letters', { auth: { type: 'basic', user: 'ada', password: 'pw' } }],
  ['a short value of a field', { url: 'http://127.0.0.1/?token=abc' }],
  ['a harmless field', { body: { json: { max_tokens: '12345678', note: 'a password' } } }],
])('%s is no secret', (_, step) => expect(secretsOf(step)).toEqual([]));
