import { readVerdict } from '../../shared/plan/written-verdict.ts';
import { expect, test } from 'vitest';
import { examplePlan, exampleRun, summaryOf } from '../../shared/test-example-run.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import type { RunRow } from '../../shared/run.ts';
import { HIDDEN } from '../../shared/plan/secret.ts';
import { summaryFile, summaryText } from './summary-file.ts';

function rowWith(changes: Partial<RunRow>): RunRow {
  return exampleRun({
    id: 'run-1',
    name: 'Home page, second try',
    notes: 'cold cache',
    tags: ['nightly'],
    state: 'completed',
    startedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    summary: summaryOf(3),
    verdicts: [readVerdict({ expression: 'p(99) < 250', actual: 12.5, passed: true })],
    annotations: [{ at: 1200, kind: 'paused' }],
    ...changes,
  });
}

test('the summary has the documented shape', () => {
  const times = { min: 0, mean: 0, p50: 0, p75: 0, p90: 0, p95: 0, p99: 0, 'p99.9': 0, max: 0 };
  expect(summaryFile(rowWith({}), '0.1.0')).toEqual({
    onrush: '0.1.0',
    runId: 'run-1',
    name: 'Home page, second try',
    number: 0,
    notes: 'cold cache',
    tags: ['nightly'],
    plan: {
      version: 2,
      name: 'Home page',
      scenarios: [
        { name: 'home', weight: 1, steps: [{ name: 'GET /', method: 'GET', url: 'http://127.0.0.1:8080/', headers: {} }] },
      ],
      load: { model: 'iterations', iterations: 1000, vus: 50 },
      timeouts: { total: '30s', connect: '5s', firstByte: '30s', idle: '30s' },
      http: { version: '1.1', keepAlive: true, followRedirects: 0, dnsCache: 'run' },
      tls: { verify: true, resume: true },
      gracefulStop: '5s',
      warmup: '0ms',
      thresholds: [],
    },
    state: 'completed',
    reason: null,
    startedAt: '2026-01-02T03:04:05.678Z',
    durationMs: 0,
    pausedMs: 0,
    requests: { total: 3, succeeded: 3, failed: 0, cancelled: 0 },
    throughput: 0,
    bytesIn: 0,
    bytesOut: 0,
    serviceTime: times,
    responseTime: times,
    succeededTimes: null,
    failedTimes: null,
    phases: {},
    steps: [],
    outcomes: { ok: 3 },
    statusCodes: {},
    protocols: {},
    warmupRequests: 0,
    lostRequests: 0,
    iterations: { scheduled: 0, started: 0, dropped: 0 },
    failures: [],
    generator: {
      trusted: 0,
      strained: 0,
      suspect: 0,
      worstLatenessP99: null,
      worstEventLoopP99: null,
      causes: {},
      verdict: null,
      reason: 'Not measured: the run was too short.',
    },
    thresholds: [{ expression: 'p(99) < 250', actual: 12.5, passed: true }],
    annotations: [{ at: 1200, kind: 'paused' }],
  });
});

test('its plan can be run again', () => {
  const plan = examplePlan({ load: { model: 'open', stages: [{ duration: '90s', target: 20 }], maxVus: 10 } });
  expect(parsePlan(summaryFile(rowWith({ plan }), '0.1.0').plan)).toEqual({ ok: true, value: plan });
});

test.each(['Authorization', 'proxy-authorization', 'Cookie', 'X-Api-Key', 'x-apikey', 'X-Auth-Token', 'X-Amz-Security-Token'])(
  'the value of the header %s is hidden',
  (name) => {
    const plan = examplePlan({
      scenarios: [{ steps: [{ url: 'http://127.0.0.1/', headers: { [name]: 's3cret', accept: '*/*' } }] }],
    });
    const text = summaryText(rowWith({ plan }), '0.1.0');
    expect(text).not.toContain('s3cret');
    expect(summaryFile(rowWith({ plan }), '0.1.0').plan.scenarios[0]?.steps[0]?.headers).toEqual({
      [name]: HIDDEN,
      accept: '*/*',
    });
    expect(plan.scenarios[0]?.steps[0]?.headers).toMatchObject({ [name]: 's3cret' });
  },
);

test('authentication and the passphrase are hidden, and the plan can still be run', () => {
  const plan = examplePlan({
    scenarios: [
      {
        auth: { type: 'bearer', token: 's3cret' },
        steps: [
          { url: 'http://127.0.0.1/' },
          { url: 'http://127.0.0.1/', auth: { type: 'basic', user: 'ada', password: 's3cret' } },
        ],
      },
    ],
    http: { proxy: 'http://ada:s3cret@proxy.test:3128' },
    tls: { pfx: '/client.pfx', passphrase: 's3cret' },
  });
  const file = summaryFile(rowWith({ plan }), '0.1.0');
  expect(JSON.stringify(file)).not.toContain('s3cret');
  expect(file.plan.scenarios[0]?.auth).toEqual({ type: 'bearer', token: HIDDEN });
  expect(file.plan.scenarios[0]?.steps[1]?.auth).toEqual({ type: 'basic', user: 'ada', password: HIDDEN });
  expect(file.plan.tls).toEqual({ verify: true, resume: true, pfx: '/client.pfx', passphrase: HIDDEN });
  expect(file.plan.http?.proxy).toBe(`http://${HIDDEN}@proxy.test:3128`);
  expect(parsePlan(file.plan).ok).toBe(true);
});

test('the text is JSON and ends its last line', () => {
  const row = rowWith({ state: 'interrupted', reason: 'Onrush was closed at 0:22. Everything until then is here.' });
  const text = summaryText(row, '0.1.0');
  expect(JSON.parse(text)).toEqual(summaryFile(row, '0.1.0'));
  expect(text.endsWith('}\n')).toBe(true);
});

test('series from outside are named with their range and their sentence', () => {
  const at = Array.from({ length: 61 }, (_, second) => second * 1000);
  const cpu = { name: 'CPU of the database', at, values: at.map((ms) => (ms < 42_000 ? 30 : 100)), isPercent: true };
  const threads = { name: 'Threads', at, values: at.map(() => 8), isPercent: false };
  expect(summaryFile(rowWith({ series: [cpu, threads] }), '0.1.0').series).toEqual([
    { name: 'CPU of the database', least: 30, most: 100, sentence: 'CPU of the database was at 100 % from 0:42.' },
    { name: 'Threads', least: 8, most: 8, sentence: null },
  ]);
});
