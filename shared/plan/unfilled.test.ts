import { expect, test } from 'vitest';
import { parsePlan } from './plan-parse.ts';
import { refuseUnfilled, unfilledProblems } from './unfilled.ts';

const URL = 'http://127.0.0.1/';

function placesOf(scenario: unknown): string[] {
  const load = { model: 'iterations', iterations: 1, vus: 1 };
  const parsed = parsePlan({ version: 1, scenarios: [scenario], load });
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return unfilledProblems(parsed.value).map(({ path }) => path);
}

test('a name in braces is reported wherever it would be sent', () => {
  expect(placesOf({ steps: [{ url: `${URL}{{id}}` }, { url: URL, body: '{"n": "{{ $randomInt[1,3] }}"}' }] })).toEqual([
    'scenarios[0].steps[0].url',
    'scenarios[0].steps[1].body',
  ]);
  expect(placesOf({ steps: [{ url: URL, headers: { 'x-key': '{{API_KEY}}', a: 'b' } }] })).toEqual([
    'scenarios[0].steps[0].headers.x-key',
  ]);
  const twice = [
    ['a', '1'],
    ['a', '{{users.email}}'],
  ];
  expect(placesOf({ steps: [{ url: URL, headers: twice }] })).toEqual(['scenarios[0].steps[0].headers[1]']);
  expect(placesOf({ auth: { type: 'bearer', token: '{{token}}' }, steps: [{ url: URL }] })).toEqual(['scenarios[0].auth.token']);
});

test.each(['{"a":{"b":{}}}', '{{', '{{ }}', '{{#each x}}', '}}{{', '{id}'])('the body %s is plain text', (body) => {
  expect(placesOf({ steps: [{ url: URL, body }] })).toEqual([]);
});

test('only a plan of version 1 is refused: in version 2 a backslash says that braces are meant', () => {
  const load = { model: 'iterations', iterations: 1, vus: 1 };
  const refused = (version: number, body: string): boolean => {
    const input = { version, scenarios: [{ steps: [{ url: URL, body }] }], load };
    return !refuseUnfilled(input, parsePlan(input)).ok;
  };
  expect([refused(1, '{{id}}'), refused(1, 'id'), refused(2, String.raw`\{{id}}`)]).toEqual([true, false, false]);
});
