// Which problems of a journey are refused before anything is sent, and which of its hosts are known then.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemsOf } from '../test-problems.ts';
import { parsePlan } from '../plan-parse.ts';
import { printPlan } from '../plan-parse.ts';
import { hostnamesOf } from './plan-hosts.ts';
import { escapeTemplate, parseTemplate } from './template.ts';
import { randomBelow } from './random.ts';

const LOAD = { model: 'iterations', iterations: 1, vus: 1 };

function planWith(steps: readonly object[], rest: object = {}): unknown {
  return { version: 2, load: LOAD, scenarios: [{ steps }], ...rest };
}

function faultOf(plan: unknown): string {
  return problemsOf(plan).join('\n');
}

const LOG_IN = { name: 'log in', url: 'http://a.test/login', extract: { token: { json: '$.token' } } };
const USES = { name: 'list', url: 'http://a.test/list', headers: { authorization: 'Bearer {{token}}' } };

test.each([
  [
    'a name that nobody makes',
    planWith([LOG_IN, { url: 'http://a.test/{{tokn}}' }]),
    'Nothing makes “tokn”. Did you mean {{token}}?',
  ],
  ['a value used too early', planWith([USES, LOG_IN]), 'step 2 “log in” makes it later'],
  ['a value in its own request', planWith([{ ...LOG_IN, url: 'http://a.test/{{token}}' }]), 'cannot be part of its request'],
  ['a circle', planWith([{ url: '{{a}}' }], { variables: { a: 'x{{b}}', b: '{{a}}' } }), 'refers to itself: a → b → a.'],
  [
    'a name that nobody makes in the operation of a query',
    planWith([{ method: 'POST', url: 'http://a.test/', body: { graphql: '{ a }', operation: '{{op}}' } }]),
    'Nothing makes “op”.',
  ],
  [
    'a name in the name of a header that is looked up',
    planWith([{ ...LOG_IN, extract: { a: { header: 'x-{{b}}' } }, checks: [{ header: '{{b}}', exists: true }] }]),
    'The name of a header has no {{names}} in it.',
  ],
  ['an unknown built-in', planWith([{ url: 'http://a.test/{{$guidd}}' }]), 'Did you mean {{$guid}}?'],
  ['an open brace', planWith([{ url: 'http://a.test/{{a' }]), 'is not closed'],
  ['a JSON path that is not one', planWith([{ ...LOG_IN, extract: { a: { json: 'token' } } }]), 'is not a JSON path'],
  [
    'a path with a regular expression',
    planWith([{ ...LOG_IN, extract: { a: { json: '$[?search(@.a, "(a+)+$")]' } } }]),
    'not available in a JSON path',
  ],
  [
    'a regular expression with look-ahead',
    planWith([{ ...LOG_IN, extract: { a: { regex: '(?=a)' } } }]),
    'is not a regular expression that Onrush can run',
  ],
  [
    'a path that needs the value at it',
    planWith([{ ...LOG_IN, extract: { a: { json: '$.{{b}}' }, b: { json: '$.b' } } }]),
    '“b” is taken later in this step',
  ],
  [
    'a path that needs its own value',
    planWith([{ ...LOG_IN, extract: { a: { json: '$.{{a}}' } } }]),
    'Values are taken in the order in which they are written',
  ],
  ['a selector that is not one', planWith([{ ...LOG_IN, extract: { a: { css: 'a[' } } }]), 'is not a CSS selector'],
  ['no selector', planWith([{ ...LOG_IN, extract: { a: { css: ' ' } } }]), 'Write a CSS selector'],
  [
    'a pseudo-class of a browser',
    planWith([{ ...LOG_IN, extract: { a: { css: 'a:target' } } }]),
    '":target" cannot be selected by.',
  ],
  ['a pseudo-class of jQuery', planWith([{ ...LOG_IN, extract: { a: { css: 'li:is(b, a:eq(1))' } } }]), 'is said by "pick"'],
  ['a pseudo-element', planWith([{ ...LOG_IN, extract: { a: { css: 'a::attr(href)' } } }]), 'the attribute as "attr"'],
  ['a namespace', planWith([{ ...LOG_IN, extract: { a: { css: 'svg|a' } } }]), 'Namespaces are not available'],
  [
    'a repeat that is too large',
    planWith([{ ...LOG_IN, extract: { a: { regex: 'a{5000}' } } }]),
    'that Onrush can run: invalid repeat count: "{5000}".',
  ],
  [
    'a variable that uses a value from a response',
    planWith([LOG_IN, { url: 'http://a.test/{{v}}' }], { variables: { v: 'x{{token}}' } }),
    'variables.v: “token” is taken from a response, so it has no value yet',
  ],
  [
    'a variable that uses a column',
    planWith([{ url: 'http://a.test/{{v}}' }], { variables: { v: '{{u.a}}' }, data: [{ name: 'u', file: 'u.csv' }] }),
    'variables.v: “u.a” comes from a row of a data file',
  ],
  ['two sources', planWith([{ ...LOG_IN, extract: { a: { css: 'a', json: '$.a' } } }]), 'Keep one of "json", "css"'],
  ['a variable that makes no URL', planWith([{ url: '{{base}}/x' }], { variables: { base: 'ftp://a' } }), 'http:// and https://'],
  [
    'a threshold on the checks of a step without any',
    planWith(
      [
        { name: 'a', url: 'http://a.test/', checks: [{ status: 200 }] },
        { name: 'b', url: 'http://a.test/' },
      ],
      {
        thresholds: ['checks{step: "b"} > 99%'],
      },
    ),
    'The step “b” has no checks',
  ],
  [
    'a journey time of one request',
    planWith([{ url: 'http://a.test/' }], { thresholds: ['p95{journey} < 3s'] }),
    'Every scenario of this plan has one step',
  ],
  [
    'a journey time of one step',
    planWith([{ name: 'a', url: 'http://a.test/' }, { url: 'http://a.test/' }], {
      thresholds: ['p95{journey, step: "a"} < 3s'],
    }),
    'leave the step out',
  ],
  ['a threshold on checks without any', planWith([{ url: 'http://a.test/' }], { thresholds: ['checks > 99%'] }), 'has no checks'],
  [
    'a threshold on an unknown check',
    planWith([{ ...LOG_IN, checks: [{ status: 200 }] }], { thresholds: ['checks{status 20} > 99%'] }),
    'Did you mean “status 200”?',
  ],
  ['what is not available', planWith([LOG_IN], { after: [] }), 'A plan has no field "after" here'],
])('%s is refused', (_, plan, words) => {
  expect(faultOf(plan)).toContain(words);
});

test('a name in the authentication of a scenario is said once, where it is written', () => {
  const problemsOf = (name: string): readonly unknown[] => {
    const parsed = parsePlan({
      version: 2,
      load: LOAD,
      scenarios: [{ auth: { type: 'bearer', token: `{{${name}}}` }, steps: [LOG_IN, { url: 'http://a.test/' }] }],
    });
    return parsed.ok ? [] : (parsed.failure.problems ?? []).map(({ path, message }) => [path, message]);
  };
  expect(problemsOf('tokn')).toEqual([['scenarios[0].auth.token', 'Nothing makes “tokn”. Did you mean {{token}}?']]);
  expect(problemsOf('token')).toEqual([
    [
      'scenarios[0].auth.token',
      'Step 1 “log in” uses this authentication: “token” is made by the response of this step, so it cannot be part of its request.',
    ],
  ]);
});

test('a journey is printed as it was read', () => {
  const parsed = parsePlan(
    planWith([{ ...LOG_IN, think: ['1s', '3s'], checks: [{ status: '2xx' }] }, USES], { variables: { a: 1 }, seed: 7 }),
  );
  if (!parsed.ok) throw new Error(parsed.failure.message);
  expect(printPlan(parsed.value).scenarios[0]?.steps[0]).toMatchObject({ think: ['1s', '3s'] });
  expect(parsePlan(printPlan(parsed.value))).toEqual(parsed);
});

test('a plan of version 1 keeps its braces, goes on after a failed step and knows no cookies', () => {
  const parsed = parsePlan({
    version: 1,
    load: LOAD,
    scenarios: [{ steps: [{ url: 'http://a.test/', body: '{{x}}' }, { url: 'http://a.test/' }] }],
  });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const [scenario] = parsed.value.scenarios;
  expect(parsed.value.version).toBe(2);
  expect(scenario).toMatchObject({ cookies: 'off', steps: [{ body: String.raw`\{{x}}`, onFail: 'continue' }, {}] });
});

test('an escaped text has no holes and says the same', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('{{', '}}', 'a', '{', ' ')).map((parts) => parts.join('')),
      (text) => {
        fc.pre(!text.includes('{{{'));
        expect(parseTemplate(escapeTemplate(text))).toEqual({ ok: true, pieces: text === '' ? [] : [text] });
      },
    ),
  );
});

test('random numbers follow from their place, lie within their bounds and are spread', () => {
  const counts = [0, 0, 0, 0];
  for (let k = 0; k < 40_000; k += 1) {
    const drawn = randomBelow(4, 1, k, 3);
    expect(drawn).toBe(randomBelow(4, 1, k, 3));
    counts[drawn] = (counts[drawn] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});

test.each([
  ['http://{{host}}/y', {}],
  ['http://{{host}}:8080/y', {}],
  ['{{scheme}}://{{host}}/', { scheme: 'http' }],
])('the server of %s is known only while the journey goes on', (url, variables) => {
  const parsed = parsePlan(planWith([{ url: 'http://a.test/', extract: { host: { json: '$.host' } } }, { url }], { variables }));
  expect(parsed.ok ? hostnamesOf(parsed.value) : parsed.failure.message).toEqual(['a.test']);
});

test('a circular variable is reported at its names, and nothing is claimed about the unknown URL', () => {
  const fault = faultOf(planWith([{ url: '{{a}}' }], { variables: { a: '{{b}}', b: '{{a}}' } }));
  expect(fault.split('\n').map((line) => line.split(':')[0])).toEqual(['variables.a', 'variables.b']);
});
