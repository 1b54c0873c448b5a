import { expect, test } from 'vitest';
import { examplePlan } from '../../../../shared/test-example-run.ts';
import type { PlanInput } from '../../../../shared/plan/plan.ts';
import { automaticName, draftOf, newDraft, newThreshold, planInputOf, type Draft } from './draft.ts';
import { judgeDraft } from './draft-faults.ts';

const MANY_STEPS: Partial<PlanInput> = {
  $schema: 'https://onrush.example/plan.json',
  scenarios: [
    {
      name: 'browse',
      weight: 3,
      auth: { type: 'bearer', token: 's3cret' },
      steps: [
        { url: 'https://shop.example/', headers: { accept: 'text/html', 'x-empty': '' } },
        {
          name: 'list',
          method: 'PROPFIND',
          url: 'https://shop.example/products?page=2',
          auth: { type: 'basic', user: 'ada', password: '' },
        },
      ],
    },
    { name: 'buy', weight: 0.5, steps: [{ name: 'pay', method: 'POST', url: 'https://shop.example/pay', body: '' }] },
  ],
  timeouts: { connect: 1500, total: '2m', firstByte: '250ms', idle: '1m30s' },
  http: {
    version: 'auto',
    keepAlive: false,
    followRedirects: 5,
    dnsCache: 'connection',
    proxy: 'http://ada:s3cret@proxy.test:3128',
  },
  tls: {
    verify: false,
    resume: false,
    ca: '/ca.pem',
    cert: '/client.pem',
    key: '/client.key',
    passphrase: 's3cret',
    serverName: 'shop.example',
  },
  trace: true,
  gracefulStop: 0,
  warmup: '1m',
  thresholds: ['p(99) < 250', { expression: 'error_rate < 0.01', abortOnFail: true, delay: '5s', over: '10s' }],
};

test.each<[string, Partial<PlanInput>]>([
  ['the iterations model', {}],
  ['several scenarios and steps', MANY_STEPS],
  [
    'the closed model',
    {
      load: {
        model: 'closed',
        startTarget: 0,
        stages: [
          { duration: '5s', target: 50 },
          { duration: 1500, target: 0 },
        ],
      },
    },
  ],
  [
    'the open model',
    {
      load: {
        model: 'open',
        stages: [
          { duration: '1h', target: 0.000001 },
          { duration: '5s', target: 2400 },
        ],
        maxVus: 2000,
        whenBusy: 'drop',
        arrivals: 'poisson',
        seed: 7,
      },
    },
  ],
])('a plan with %s comes out of the form as it went in', (_, changes) => {
  const plan = examplePlan(changes);
  expect(judgeDraft(draftOf(plan)).plan).toEqual(plan);
});

test('an automatic step name follows the URL, and a typed one stays', () => {
  const draft = draftOf(examplePlan(MANY_STEPS));
  const step = draft.scenarios[0]?.steps;
  for (const each of step ?? []) each.url = 'https://shop.example/cart';
  expect(judgeDraft(draft).plan?.scenarios[0]?.steps.map(({ name }) => name)).toEqual(['GET /cart', 'list']);
});

test('an unnamed plan is named after its first request', () => {
  expect(automaticName(newDraft())).toBe('Untitled plan');
  const draft = withUrl('https://shop.example/products?page=2');
  expect(judgeDraft(draft).plan?.name).toBe('GET shop.example/products');
});

test('blank rows of headers and thresholds are left out', () => {
  const draft = withUrl('http://127.0.0.1:8080/');
  draft.thresholds = ['', 'p(95) < 100', '  '].map((expression) => ({ ...newThreshold(), expression }));
  draft.scenarios[0]?.steps[0]?.headers.push({ name: '', value: ' ' }, { name: ' accept ', value: '*/*' });
  const { plan } = judgeDraft(draft);
  expect(plan?.thresholds.map(({ expression }) => expression)).toEqual(['p(95) < 100']);
  expect(plan?.scenarios[0]?.steps[0]?.headers).toEqual({ accept: '*/*' });
});

test.each([
  ['2400', 2400],
  ['2,400', 2400],
  ['1 000 000', 1_000_000],
  ['0.5', 0.5],
  ['', Number.NaN],
  ['1,5', Number.NaN],
  ['0x10', Number.NaN],
  ['ten', Number.NaN],
])('the rate %j is read as %d', (text, rate) => {
  const draft = newDraft();
  draft.load.model = 'open';
  draft.load.open.stages = [{ duration: '1s', target: text }];
  expect(planInputOf(draft)).toMatchObject({ load: { stages: [{ target: rate }] } });
});

function withUrl(url: string): Draft {
  const draft = newDraft();
  for (const step of draft.scenarios[0]?.steps ?? []) step.url = url;
  return draft;
}
