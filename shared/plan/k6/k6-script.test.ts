// Scripts for k6 as text; that k6 runs them, and sends what Onrush sends, is shown in `electron/app/k6/real/real-k6.test.ts`.
import { expect, test } from 'vitest';
import type { PlanInput } from '../plan.ts';
import { parsePlan } from '../plan-parse.ts';
import { k6Script, type K6Script } from './k6-script.ts';

const URL = 'http://127.0.0.1:9/';

function scriptOf(input: Partial<PlanInput>): K6Script {
  const whole = {
    version: 2,
    name: 'Test',
    scenarios: [{ steps: [{ url: URL }] }],
    load: { model: 'iterations', iterations: 1, vus: 1 },
    ...input,
  };
  const parsed = parsePlan(whole);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return k6Script(parsed.value);
}

type Steps = PlanInput['scenarios'][number]['steps'];

function textOf(steps: Steps, more: Partial<PlanInput> = {}): string {
  return scriptOf({ scenarios: [{ steps }], ...more }).text;
}

/** The options, which every script writes between the same two lines. */
function optionsOf(input: Partial<PlanInput>): string {
  return /export const options = ([^]*?)\n\};/.exec(scriptOf(input).text)?.[1]?.replaceAll(/\s+/g, ' ') ?? '';
}

test.each([
  [{ model: 'iterations', iterations: 20, vus: 4 }, "executor: 'shared-iterations', vus: 4, iterations: 20, maxDuration: '168h'"],
  [
    { model: 'closed', stages: [{ duration: '5s', target: 3 }] },
    "executor: 'constant-vus', vus: 3, duration: '5s', gracefulStop: '5s'",
  ],
  [
    {
      model: 'closed',
      startTarget: 0,
      stages: [
        { duration: '5s', target: 3 },
        { duration: 0, target: 8 },
        { duration: '1m30s', target: 8 },
      ],
    },
    "executor: 'ramping-vus', startVUs: 0, stages: [ { duration: '5s', target: 3 }, { duration: '0s', target: 8 }, { duration: '1m30s', target: 8 }, ], gracefulRampDown: '5s', gracefulStop: '5s'",
  ],
  [
    { model: 'open', maxVus: 30, stages: [{ duration: '10s', target: 0.5 }] },
    "executor: 'constant-arrival-rate', rate: 5, timeUnit: '10s', duration: '9s500ms', preAllocatedVUs: 30, maxVUs: 30",
  ],
  // k6 refuses a constant load of less than a second.
  [{ model: 'open', stages: [{ duration: '1s', target: 100 }] }, "executor: 'ramping-arrival-rate', startRate: 100"],
  [
    { model: 'open', startTarget: 0, stages: [{ duration: '10s', target: 100 }] },
    "executor: 'ramping-arrival-rate', startRate: 0, timeUnit: '1s', stages: [{ duration: '10s5ms', target: 100 }]",
  ],
] satisfies [PlanInput['load'], string][])('%j becomes an executor', (load, expected) => {
  expect(optionsOf({ load })).toContain(expected);
});

test('scenarios share a load by weight; one with a load of its own is a scenario of k6', () => {
  const step = { url: URL };
  const { text } = scriptOf({
    scenarios: [
      { name: 'look', weight: 3, steps: [step] },
      { name: 'buy now', steps: [step] },
      { name: 'admin', steps: [step], load: { model: 'closed', stages: [{ duration: '2s', target: 1 }] } },
    ],
    load: { model: 'closed', stages: [{ duration: '2s', target: 5 }] },
  });
  expect(text).toContain("exec: 'load1'");
  expect(text).toContain("exec: 'load2'");
  expect(text).toMatch(
    /choose\(turn, \[\s+\[\(\) => \{\s+journeyLook\(v\);\s+\}, 3\],\s+\[\(\) => \{\s+journeyBuyNow\(v\);\s+\}, 1\],/,
  );
  expect(text).toContain('const iteration = turn * 2 + 1;');
});

test('names in braces become values of the script, written as their place needs it', () => {
  const text = textOf(
    [
      {
        name: 'a',
        url: '{{base}}/{{users.id}}?q={{users.name}}&x=1',
        headers: { 'x-id': '{{$guid}}' },
        extract: { 'user-id': { json: '$.id' } },
      },
      {
        name: 'b',
        method: 'POST',
        url: '{{base}}/b',
        body: { json: { id: '{{user-id}}', as: 'id {{user-id}}', n: '{{order}}' } },
      },
    ],
    { variables: { base: 'http://h', order: '{{$randomInt[1,3]}}' }, data: [{ name: 'users', file: 'users.csv' }] },
  );
  expect(text).toContain('url: () => `${vars.base}/${v.$rows.users.id}?q=${encodeURIComponent(v.$rows.users.name)}&x=1`');
  expect(text).toContain("'x-id': `${guid(v, ");
  expect(text).toContain("body: () => jsonOf({ id: v['user-id'], as: `id ${v['user-id']}`, n: varying.order(v) })");
  expect(text).toContain("base: env('base', 'http://h'),");
});

test('no secret of the plan is in the script', () => {
  const script = scriptOf({
    secrets: ['API_KEY'],
    variables: { password: 'hunter2-variable' },
    scenarios: [
      {
        auth: { type: 'basic', user: 'ann', password: 'hunter2-basic' },
        steps: [
          { url: `${URL}?api_key=hunter2-query&x=1`, headers: { 'x-api-key': 'hunter2-header' } },
          { url: URL, method: 'POST', body: { json: { password: 'hunter2-json' } } },
          { url: URL, method: 'POST', body: { form: { password: 'hunter2-form', a: '{{API_KEY}}' } } },
          { url: URL, method: 'POST', body: '{"password":"hunter2-text"}', auth: { type: 'bearer', token: 'hunter2-token' } },
          { url: URL, auth: { type: 'digest', user: 'ann', password: 'hunter2-digest' } },
          { url: URL, auth: { type: 'oauth2', tokenUrl: URL, clientId: 'me', clientSecret: 'hunter2-oauth' } },
          {
            url: URL,
            auth: {
              type: 'oauth2',
              tokenUrl: URL,
              clientId: 'me',
              clientSecret: '{{API_KEY}}',
              resource: ['one', 'two'],
              params: { client_assertion: 'hunter2-assertion' },
            },
          },
        ],
      },
    ],
    tls: { cert: 'a.pem', key: 'a.key', passphrase: 'hunter2-tls' },
  });
  expect(script.text).not.toContain('hunter2');
  expect(script.text).toContain("['resource', 'one'], ['resource', 'two'], ['client_assertion', secrets.CLIENT_ASSERTION]].map(");
  expect(Object.values(script.held).toSorted()).toEqual(
    ['assertion', 'basic', 'digest', 'form', 'header', 'json', 'oauth', 'query', 'text', 'tls', 'token', 'variable']
      .map((one) => (one === 'text' ? '{"password":"hunter2-text"}' : `hunter2-${one}`))
      .toSorted(),
  );
  expect(script.needed).toContain('API_KEY');
});

test('the head says in words what k6 cannot do', () => {
  const { losses, text } = scriptOf({
    scenarios: [{ steps: [{ url: URL }], cookies: 'vu' }],
    load: { model: 'open', stages: [{ duration: '5s', target: 10 }], arrivals: 'poisson' },
    http: { socketPath: '/run/web.sock', version: '2' },
    tls: { ca: 'ca.pem', pfx: 'me.pfx', serverName: 'shop.example', resume: false },
    warmup: '1s',
    thresholds: ['p95 < 200ms', { expression: 'p99 < 1s', over: '30s' }],
  });
  for (const words of [
    'from sending',
    'no free virtual user',
    'Poisson',
    'One timeout',
    'web.sock',
    'ca.pem',
    'me.pfx',
    'shop.example',
    'full handshakes',
    'warm-up',
    'over the last 30 s',
  ])
    expect(losses.join('\n')).toContain(words);
  for (const loss of losses) expect(text).toContain(`// - ${loss}`);
});

test('a header that may come several times is named, and one that comes once is not', () => {
  const { losses } = scriptOf({
    scenarios: [
      {
        steps: [
          {
            name: 'log in',
            url: URL,
            extract: { first: { header: 'set-cookie' } },
            checks: [
              { header: 'link', contains: 'next' },
              { header: 'content-type', contains: 'json' },
            ],
          },
        ],
      },
    ],
  });
  const words = losses.filter((loss) => loss.includes('joins them with commas'));
  expect(words.map((loss) => /the header (\S+)/.exec(loss)?.[1])).toEqual(['set-cookie', 'link']);
});

test('thresholds use metrics that count as Onrush does', () => {
  const options = optionsOf({
    scenarios: [{ name: 'buy', steps: [{ name: 'cart, full', url: URL, checks: [{ status: 200 }] }, { url: URL }] }],
    thresholds: [
      'p95 < 200ms',
      'p(99.9){step: "cart, full"} < 1s',
      'errors < 1%',
      'success >= 99.9%',
      'checks{status 200} > 99%',
      'rps > 5',
      { expression: 'avg < 1s', abortOnFail: true, delay: '10s' },
      'p95{journey: "buy"} < 3s',
    ],
  });
  expect(options).toContain("service_time: ['p(95)<200', { threshold: 'avg<1000', abortOnFail: true, delayAbortEval: '10s' }]");
  expect(options).toContain("'service_time{name:cart full}': ['p(99.9)<1000']");
  expect(options).toContain("'request_failed{counts:true}': ['rate<0.01', 'rate<=0.001']");
  expect(options).toContain("'checks{check:status 200}': ['rate>0.99']");
  expect(options).toContain("requests: ['rate>5']");
  expect(options).toContain("'journey_time{journey:buy}': ['p(95)<3000']");
});

test('what the options refer to is declared before them', () => {
  const { text } = scriptOf({
    data: [{ name: 'users', file: 'users.csv', onEnd: 'stop' }],
    scenarios: [{ steps: [{ url: `${URL}{{users.id}}` }] }],
    tls: { cert: 'a.pem', key: 'a.key', passphrase: 'hunter2' },
  });
  const options = text.indexOf('export const options');
  expect(text).toContain('iterations: Math.min(1, data.users.length)');
  expect(text.indexOf('const data = {')).toBeLessThan(options);
  expect(text.indexOf('const secrets = {')).toBeLessThan(options);
});

test('the constant part of a URL is escaped as in Onrush', () => {
  const url = `${URL}ü/%20?q=ä"<b>&c=%C3%BC&d={{$vu}}é`;
  expect(textOf([{ url }])).toContain(
    'http://127.0.0.1:9/%C3%BC/%20?q=%C3%A4%22%3Cb%3E&c=%C3%BC&d=${encodeURIComponent(v.$vu)}%C3%A9',
  );
  expect(textOf([{ url: `${URL}ü?q=ä` }])).toContain("url: () => 'http://127.0.0.1:9/%C3%BC?q=%C3%A4'");
});
