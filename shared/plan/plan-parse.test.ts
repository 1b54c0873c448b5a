import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { parsePlan, parsePlanText, planJsonSchema, printPlan } from './plan-parse.ts';
import { planSchema } from './plan.ts';
import { problemsOf } from './test-problems.ts';

const STEP = { url: 'http://127.0.0.1:8080/' };
const LOAD = { model: 'iterations', iterations: 1000, vus: 50 };
const MINIMAL = { version: 1, scenarios: [{ steps: [STEP] }], load: LOAD };

function planOf(input: unknown) {
  const parsed = parsePlan(input);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

function withStep(step: object): unknown {
  return { ...MINIMAL, scenarios: [{ steps: [{ ...STEP, ...step }] }] };
}

test('defaults complete a minimal plan', () => {
  expect(planOf(MINIMAL)).toEqual({
    version: 2,
    name: 'Untitled plan',
    scenarios: [
      { name: 'default', weight: 1, steps: [{ kind: 'request', name: 'GET /', method: 'GET', url: STEP.url, headers: {} }] },
    ],
    load: LOAD,
    timeouts: { total: 30_000, connect: 5000, firstByte: 30_000, idle: 30_000 },
    http: { version: '1.1', keepAlive: true, followRedirects: 0, dnsCache: 'run' },
    tls: { verify: true, resume: true },
    gracefulStop: 5000,
    warmup: 0,
    thresholds: [],
  });
});

test('durations may be text or numbers, and targets may start elsewhere', () => {
  const load = {
    model: 'open',
    startTarget: 5,
    stages: [
      { duration: '1m30s', target: 200 },
      { duration: 500, target: 0.5 },
    ],
  };
  expect(planOf({ ...MINIMAL, load }).load).toEqual({
    model: 'open',
    arrivals: 'even',
    startTarget: 5,
    whenBusy: 'wait',
    stages: [
      { duration: 90_000, target: 200 },
      { duration: 500, target: 0.5 },
    ],
    maxVus: 100,
  });
});

test('a step without a name is called by method and path', () => {
  expect(planOf(withStep({ method: 'POST', url: 'https://a.example:8443/cart/add?id=1#x' })).scenarios[0]?.steps[0]?.name).toBe(
    'POST /cart/add',
  );
  expect(planOf(withStep({ url: ' http://a.example?x=1 ', name: ' ' })).scenarios[0]?.steps[0]).toMatchObject({
    name: 'GET /',
    url: 'http://a.example?x=1',
  });
});

const duration = fc.oneof(fc.integer({ min: 1, max: 3_600_000 }), fc.double({ min: 0.001, max: 1e6, noNaN: true }));
const stagesOf = (target: fc.Arbitrary<number>) => fc.array(fc.record({ duration, target }), { minLength: 1, maxLength: 5 });
const anyPlan = fc.record(
  {
    version: fc.constant(1),
    name: fc.constantFrom('a', 'Home page', ' trimmed '),
    scenarios: fc.array(
      fc.record(
        {
          name: fc.constantFrom('browse', 'buy'),
          weight: fc.integer({ min: 1, max: 9 }),
          steps: fc.array(
            fc.record(
              {
                url: fc.constantFrom('http://a.example/', 'https://[::1]:8443/x?y=z', 'http://127.0.0.1'),
                method: fc.constantFrom('GET', 'POST', 'PURGE'),
                body: fc.string(),
                headers: fc.dictionary(fc.constantFrom('accept', 'X-Trace'), fc.constantFrom('', '*/*')),
              },
              { requiredKeys: ['url'] },
            ),
            { minLength: 1, maxLength: 3 },
          ),
        },
        { requiredKeys: ['steps'] },
      ),
      { minLength: 1, maxLength: 3 },
    ),
    load: fc.oneof(
      fc.record({
        model: fc.constant('iterations'),
        iterations: fc.integer({ min: 1, max: 4_000_000_000 }),
        vus: fc.integer({ min: 1, max: 50_000 }),
      }),
      fc.record({ model: fc.constant('closed'), stages: stagesOf(fc.integer({ min: 1, max: 50_000 })) }),
      fc.record({ model: fc.constant('open'), stages: stagesOf(fc.double({ min: 0.1, max: 1000, noNaN: true })) }),
    ),
    gracefulStop: duration,
    thresholds: fc.constantFrom([], ['p(99) < 250', 'error_rate < 0.01']),
  },
  { requiredKeys: ['version', 'scenarios', 'load'] },
);

test('a step is a request unless it says its kind; the kind is known after parsing and not printed', () => {
  const silent = planOf(planWith([{ url: 'http://127.0.0.1/' }]));
  const spoken = planOf(planWith([{ kind: 'request', url: 'http://127.0.0.1/' }]));
  expect(silent).toEqual(spoken);
  expect(silent.scenarios[0]?.steps[0]?.kind).toBe('request');
  expect(planOf(silent)).toEqual(silent);
  expect(printPlan(silent).scenarios[0]?.steps[0]).not.toHaveProperty('kind');
});

test.each([
  [{ kind: 'pause', url: 'http://127.0.0.1/' }, 'scenarios[0].steps[0].kind', 'Write "request" as the kind, or leave it out.'],
  [{ kind: null, url: 'http://127.0.0.1/' }, 'scenarios[0].steps[0].kind', 'Write "request" as the kind, or leave it out.'],
  ['http://127.0.0.1/', 'scenarios[0].steps[0]', 'Write an object here.'],
])('the step %j is refused at its place', (step, path, message) => {
  expect(parsePlan(planWith([step]))).toMatchObject({ ok: false, failure: { problems: [{ path, message }] } });
});

function planWith(steps: readonly unknown[]): unknown {
  return { version: 2, scenarios: [{ steps }], load: { model: 'iterations', iterations: 1, vus: 1 } };
}

test('a plan parses to itself, and so does its printed text', () => {
  fc.assert(
    fc.property(anyPlan, (input) => {
      const plan = planOf(input);
      expect(planOf(plan)).toEqual(plan);
      expect(planOf(JSON.parse(JSON.stringify(printPlan(plan))))).toEqual(plan);
    }),
  );
});

test('printed durations are text', () => {
  const printed = printPlan(
    planOf({ ...MINIMAL, load: { model: 'closed', stages: [{ duration: 90_000, target: 5 }] }, gracefulStop: 0 }),
  );
  expect(printed).toMatchObject({
    load: { stages: [{ duration: '1m30s', target: 5 }] },
    timeouts: { connect: '5s' },
    gracefulStop: '0ms',
  });
});

test('every fault of a plan is named at once', () => {
  const input = { ...MINIMAL, load: { ...LOAD, vus: 0 }, scenarios: [{ steps: [{ url: 'x' }] }] };
  expect(problemsOf(input)).toHaveLength(2);
  const parsed = parsePlan(input);
  expect(parsed.ok ? '' : parsed.failure.message).toMatch(
    /^The plan is not valid at scenarios\[0\]\.steps\[0\]\.url: .* \(and 1 more\)$/,
  );
});

test('a plan of a newer version asks for an update', () => {
  expect(problemsOf({ ...MINIMAL, version: 3 })).toEqual([
    'version: This plan has version 3; this Onrush reads version 2. Update Onrush to run it.',
  ]);
});

test('any input gives a plan or problems, and never an exception', () => {
  fc.assert(
    fc.property(fc.anything(), (input) => {
      expect(parsePlan(input).ok || problemsOf(input).length > 0).toBe(true);
    }),
  );
});

test.each([
  ['', ': it is empty'],
  [' \n', ': it is empty'],
  ['{"version": 1', ': it ends too early'],
  ['{"name": "Home', ': it ends too early'],
  ['abc', ' at line 1, column 1'],
  ['{\n  "version": 1,\n}', ' at line 3, column 1'],
  ['{"version": 1,\n "name": x}', ' at line 2, column 10'],
  ['\uFEFF{x', ' at line 1, column 2'],
  ['{} {}', ' at line 1, column 4'],
  ['{"a": "position 999"x}', ' at line 1, column 21'],
])('the text %j is not JSON, and it says where', (text, where) => {
  expect(parsePlanText(text)).toMatchObject({
    ok: false,
    failure: { code: 'plan_invalid', message: `The plan is not valid JSON${where}.` },
  });
});

test('a text with a byte order mark is read', () => {
  expect(parsePlanText(`\uFEFF${JSON.stringify(MINIMAL)}`)).toEqual(parsePlan(MINIMAL));
});

test('a text that was cut or got another character never throws', () => {
  const whole = JSON.stringify(MINIMAL);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.constantFrom('', 'x', '"', '{', ',', '\\'), (at, extra) => {
      const result = parsePlanText(whole.slice(0, at) + extra);
      expect(result).toMatchObject({
        ok: false,
        failure: { message: expect.stringMatching(/^The plan is not valid JSON( at line 1, column \d+|: it .*)\.$/) },
      });
    }),
  );
});

test('the JSON Schema describes what people write', () => {
  const schema = planJsonSchema();
  expect(schema).toMatchObject({
    title: 'Onrush plan',
    type: 'object',
    required: ['version', 'scenarios', 'load'],
    additionalProperties: false,
  });
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  expect(z.toJSONSchema(planSchema, { io: 'input' })).toMatchObject({ properties: { version: { const: 2 } } });
});

test('a threshold on a step that is not in the plan is refused at its place', () => {
  const parsed = parsePlan({ ...MINIMAL, thresholds: ['p(95) < 1', 'p(95){step: "list"} < 100'] });
  expect(parsed.ok ? [] : parsed.failure.problems).toMatchObject([
    { path: 'thresholds[1]', message: expect.stringMatching(/^Column 7: no step is called “list”\. This plan has “/) as string },
  ]);
});

test('thresholds with options keep them, and print them again', () => {
  const options = { expression: 'p(99) < 250', abortOnFail: true, delay: '5s', over: '10s' };
  const plan = planOf({ ...MINIMAL, thresholds: ['avg < 5', options] });
  expect(plan.thresholds[1]).toEqual({ expression: 'p(99) < 250', abortOnFail: true, delay: 5000, over: 10_000 });
  expect(printPlan(plan).thresholds).toEqual(['avg < 5', options]);
});
