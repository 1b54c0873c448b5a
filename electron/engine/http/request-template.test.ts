import { expect, test } from 'vitest';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { NO_JOURNEY_FILES } from '../files/journey-files.ts';
import { compilePlan } from '../journey/compiled-plan.ts';
import { requestTarget } from './request-template.ts';

function scenariosOf(input: unknown) {
  const parsed = parsePlan(input);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return compilePlan(parsed.value, NO_JOURNEY_FILES, 'Onrush/test').scenarios.map(({ weight, steps }) => ({
    weight,
    requests: steps.map(({ request }) => {
      if (request.kind !== 'constant') throw new Error('nothing varies');
      return request.request;
    }),
  }));
}

const load = { model: 'iterations', iterations: 1, vus: 1 };

test('steps are numbered through all scenarios, with the default port and our user agent', () => {
  const scenarios = scenariosOf({
    version: 1,
    load,
    scenarios: [
      { steps: [{ url: 'http://a.test/x?y=1' }, { url: 'https://b.test', headers: { 'User-Agent': 'mine' } }] },
      { steps: [{ url: 'http://[::1]:81/' }] },
    ],
  });
  const requests = scenarios.flatMap((scenario) => scenario.requests);
  expect(requests.map(({ step, port, path }) => [step, port, path])).toEqual([
    [0, 80, '/x?y=1'],
    [1, 443, '/'],
    [2, 81, '/'],
  ]);
  expect(requests[0]?.headers).toEqual(['user-agent', 'Onrush/test']);
  expect(requests[1]?.headers).toEqual(['User-Agent', 'mine']);
});

test.each([
  ['http://a.test', '/'],
  ['http://a.test?', '/?'],
  ['http://a.test/q?', '/q?'],
  ['http://a.test/q?#top', '/q?'],
  ['http://a.test:81/a/../b/./c//d/', '/a/../b/./c//d/'],
  ['http://a.test/%7Eu/%2f?x=%20&y=\'{|}"', '/%7Eu/%2f?x=%20&y=\'{|}"'],
  ['http://[::1]/é?ü=\ud83d\ude00', '/%C3%A9?%C3%BC=%F0%9F%98%80'],
])('%s is requested as it was typed', (url, target) => {
  expect(requestTarget(url)).toBe(target);
});

test("a step's authentication replaces that of its scenario, and its own header replaces both", () => {
  const url = 'http://a.test/';
  const [scenario] = scenariosOf({
    version: 1,
    load,
    scenarios: [
      {
        auth: { type: 'bearer', token: 'abc' },
        steps: [
          { url },
          { url, auth: { type: 'basic', user: 'ada', password: 'päss:word' } },
          { url, headers: { AUTHORIZATION: 'mine' } },
        ],
      },
    ],
  });
  expect(scenario?.requests.map(({ headers }) => headers.slice(2))).toEqual([
    ['authorization', 'Bearer abc'],
    ['authorization', `Basic ${Buffer.from('ada:päss:word').toString('base64')}`],
    ['AUTHORIZATION', 'mine'],
  ]);
});

test('repeated headers are sent repeatedly, cookies are joined in one line, and an empty user-agent sends none', () => {
  const headers = [
    ['X-Tag', 'a'],
    ['Cookie', 'a=1'],
    ['user-agent', ''],
    ['X-Tag', 'b'],
    ['cookie', 'b=2'],
  ];
  const [scenario] = scenariosOf({ version: 1, load, scenarios: [{ steps: [{ url: 'http://a.test/', headers }] }] });
  expect(scenario?.requests[0]?.headers).toEqual(['X-Tag', 'a', 'Cookie', 'a=1; b=2', 'X-Tag', 'b']);
});
