// A journey in the form: it is unchanged after being read and written, and a fault is shown at the field that can fix it.
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { examplePlan } from '../../../../shared/test-example-run.ts';
import { draftOf, type Draft } from './draft.ts';
import { withKind, newBody } from './draft-body.ts';
import { newCheck } from './draft-check.ts';
import { newExtract } from './draft-extract.ts';
import { judgeDraft } from './draft-faults.ts';
import { printValue, readJsonText, readValue } from './json-text.ts';

const JOURNEY = examplePlan({
  version: 2,
  variables: { base: 'http://127.0.0.1:8080', size: 24, zip: '01234', version: '1.10', isOn: true, text: '24' },
  secrets: ['API_KEY'],
  data: [{ name: 'users', file: 'users.csv', pick: 'random', delimiter: ';' }],
  seed: 7,
  environments: { staging: { base: 'https://shop.test', size: 48 }, production: { onlyThere: 'x' } },
  environment: 'staging',
  before: [{ name: 'reset', method: 'POST', url: '{{base}}/reset', extract: { run: { json: '$.run' } } }],
  scenarios: [
    {
      name: 'buy',
      cookies: 'vu',
      refresh: '50m',
      refreshOn: 401,
      perVu: [{ name: 'sign in', recorded: '84ms', url: '{{base}}/sign-in?run={{run}}', extract: { user: { json: '$.user' } } }],
      steps: [
        {
          name: 'log in',
          method: 'POST',
          url: '{{base}}/login',
          headers: [
            ['a', '{{users.email}}'],
            ['a', '2'],
          ],
          body: { json: { user: '{{users.email}}', list: [1, 'a', null, { deep: true }] } },
          extract: {
            token: { json: '$.token' },
            csrf: { css: 'input[name=csrf]', attr: 'value', pick: 'last' },
            id: { regex: 'id=(\\d+)', group: 1, default: 5 },
            part: { between: ['<b>', '</b>'], pick: 'random' },
            session: { cookie: 'sid', default: null },
            place: { header: 'location', pick: 'all-count', default: 'none' },
            code: { header: 'location', decode: 'url', part: 'code=([^&]+)' },
            claims: { json: '$.token', decode: 'jwt' },
          },
          checks: [
            { status: 200 },
            { status: ['2xx', 304] },
            { json: '$.items', count: '> 0' },
            { json: '$.price', value: '>= 5' },
            { json: '$.a', is: 5 },
            { json: '$.a', is: '5' },
            { json: '$.a', isNot: { b: 1 } },
            { json: '$.a', contains: '5' },
            { json: '$.a', exists: false },
            { json: '$.a' },
            { name: 'both', json: '$.a', is: 'x', exists: true },
            { header: 'content-type', contains: 'json' },
            { header: 'etag', exists: true },
            { body: 'not-contains', value: 'error' },
            { name: 'quick', time: '< 500ms' },
            { time: '<= 2s' },
          ],
          onFail: 'stop-run',
          think: ['1s', '3s'],
        },
        { url: '{{base}}/form', method: 'POST', body: { form: { a: '1', b: ['2', '{{token}}'] } }, think: '1500ms' },
        {
          url: '{{base}}/graph',
          method: 'POST',
          body: { graphql: '{ a }', variables: { n: '{{size}}' }, operation: 'A', allowErrors: true },
        },
      ],
    },
  ],
});

test('a journey comes out of the form as it went in', () => {
  const { plan, faults } = judgeDraft(draftOf(JOURNEY));
  expect([...faults]).toEqual([]);
  const expected = structuredClone(JOURNEY);
  // A check without a condition requires that the value exists.
  expected.scenarios[0]!.steps[0]!.checks![9] = { json: '$.a', exists: true };
  expect(plan).toEqual(expected);
});

test('any value of a check comes out of its field as it went in', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(readValue(printValue(normal(value)))).toEqual(normal(value));
    }),
  );
});

function normal(value: unknown) {
  return JSON.parse(JSON.stringify(value));
}

test('names in braces need no quotes in JSON', () => {
  expect(readJsonText('{ "n": {{$randomInt[1,3]}}, "s": "a {{b}} \\" {{c}}", "l": [{{d}}] }')).toEqual({
    ok: true,
    value: { n: '{{$randomInt[1,3]}}', s: 'a {{b}} " {{c}}', l: ['{{d}}'] },
  });
});

test.each([
  ['{\n  "a": 1\n  "b": 2\n}', 'Line 2: a comma is missing.'],
  ['{\n  "a" 1\n}', 'Line 2: a colon is missing.'],
  ['{\n  a: 1\n}', 'Line 1: a name in double quotes belongs here.'],
  ['{ "a": [1, 2', 'Line 1: a comma is missing.'],
  ['', 'Write the JSON to send.'],
])('%j is refused with its line', (text, message) => {
  expect(readJsonText(text)).toEqual({ ok: false, message });
});

test('a JSON text is kept when the kind changes to JSON and back', () => {
  const text = { ...newBody(), kind: 'text', text: '{"a":1}' } as const;
  expect(withKind(text, 'json')).toMatchObject({ kind: 'json', json: '{"a":1}', text: '{"a":1}' });
  expect(withKind({ ...newBody(), kind: 'json', json: '[1]' }, 'text')).toMatchObject({ text: '[1]' });
});

/** Two streams of arrivals, and the fields that few plans have. */
const STREAMS = examplePlan({
  seed: 11,
  scenarios: [
    { name: 'buy', steps: [{ url: 'http://127.0.0.1/' }] },
    {
      name: 'poll',
      load: { model: 'open', stages: [{ duration: '1m', target: 5 }], maxVus: 9, arrivals: 'poisson', seed: 3 },
      steps: [
        {
          method: 'POST',
          url: 'http://127.0.0.1/upload',
          auth: {
            type: 'oauth2',
            tokenUrl: 'http://127.0.0.1/token',
            clientId: '{{ID}}',
            clientSecret: '{{KEY}}',
            audience: 'shop',
            resource: 'https://a.example/',
            params: { tenant: '{{ID}}', hint: ['a', 'b'] },
            sendIn: 'body',
          },
          body: {
            multipart: [
              {
                name: 'a',
                value: 1,
                headers: [
                  ['x-a', '1:2'],
                  ['x-a', '3'],
                ],
              },
              { name: 'b', file: 'b.png', fileName: 'c.png', type: 'image/png', headers: { 'x-b': 'y' } },
            ],
          },
        },
      ],
    },
  ],
  secrets: ['ID', 'KEY'],
  load: { model: 'open', stages: [{ duration: '10s', target: 50 }], arrivals: 'poisson' },
});

test('a load of a scenario of its own, a seed, and headers within a form come out as they went in', () => {
  const { plan, faults } = judgeDraft(draftOf(STREAMS));
  expect([...faults]).toEqual([]);
  const expected = structuredClone(STREAMS);
  // The text of a field is sent.
  const body = expected.scenarios[1]!.steps[0]!.body;
  if (typeof body === 'object' && 'multipart' in body) body.multipart[0]!.value = '1';
  expect(plan).toEqual(expected);
});

test('the load of a scenario follows the model of the plan, and its faults stand at its own fields', () => {
  const draft = draftOf(STREAMS);
  draft.load.model = 'closed';
  expect(judgeDraft(draft).plan?.scenarios[1]?.load).toMatchObject({ model: 'closed' });
  draft.scenarios[1]!.ownLoad!.closed.stages[0]!.duration = 'long';
  expect([...judgeDraft(draft).faults.keys()]).toEqual(['scenarios.1.ownLoad.closed.stages.0.duration']);
  draft.scenarios[1]!.ownLoad!.closed.stages[0]!.duration = '0s';
  expect([...judgeDraft(draft).faults.keys()]).toEqual(['scenarios.1.ownLoad.closed.stages.0.target']);
  draft.scenarios[1]!.ownLoad!.closed.stages[0]!.duration = '1s';
  draft.scenarios[0]!.ownLoad = draft.scenarios[1]!.ownLoad;
  expect([...judgeDraft(draft).faults.keys()]).toEqual(['load.model']);
  draft.seed = 'x';
  expect([...judgeDraft(draft).faults]).toEqual([['seed', expect.stringContaining('as the seed')]]);
});

const STEP = 'scenarios.0.steps.0';

test.each<[string, (draft: Draft) => void, string, string]>([
  ['torn JSON', (draft) => (first(draft).body.json = '{'), `${STEP}.body.json`, 'Line 1'],
  [
    'a name that nobody makes in JSON',
    (draft) => (first(draft).body.json = '{"a":"{{tokn}}"}'),
    `${STEP}.body.json`,
    'Nothing makes “tokn”',
  ],
  [
    'a name that nobody makes in a field of a token request',
    (draft) => {
      const params = [
        { name: '', value: '' },
        { name: 'hint', value: '{{nobody}}' },
      ];
      first(draft).headers = [];
      first(draft).auth = { ...first(draft).auth, type: 'oauth2', tokenUrl: 'http://a.test/', clientId: 'me', params };
    },
    `${STEP}.auth.params.1.value`,
    'Nothing makes “nobody”',
  ],
  [
    'a name that nobody makes in a header of a list',
    (draft) => (first(draft).headers[1]!.value = '{{nobody}}'),
    `${STEP}.headers.1.name`,
    'Nothing makes “nobody”',
  ],
  [
    'a value taken twice',
    (draft) => first(draft).extract.push(newExtract('token')),
    `${STEP}.extract.8.name`,
    'takes “token” twice',
  ],
  ['a value without a name', (draft) => (first(draft).extract[0]!.name = ''), `${STEP}.extract.0.name`, 'Give the value a name'],
  ['a path that is not one', (draft) => (first(draft).extract[0]!.path = 'token'), `${STEP}.extract.0.path`, 'not a JSON path'],
  ['a group that is not there', (draft) => (first(draft).extract[2]!.group = '7'), `${STEP}.extract.2.path`, 'no group 7'],
  [
    'a part that is not one',
    (draft) => (first(draft).extract[6]!.part = '('),
    `${STEP}.extract.6.part`,
    'not a regular expression',
  ],
  ['a status that is not one', (draft) => (first(draft).checks[0]!.value = '2000'), `${STEP}.checks.0.value`, 'Write a status'],
  [
    'a check behind a blank one',
    (draft) => first(draft).checks.splice(0, 0, newCheck(), { ...newCheck('json'), place: '$.', value: 'x' }),
    `${STEP}.checks.1.place`,
    'JSON path',
  ],
  ['a pause that is not one', (draft) => (first(draft).think.most = 'soon'), `${STEP}.think.most`, ''],
  [
    'two variables of one name',
    (draft) => (draft.sources.variables[1]!.name = 'base'),
    'sources.variables.1.name',
    'Another variable',
  ],
  [
    'a variable that uses a name nobody makes',
    (draft) => (draft.sources.variables[1]!.value = '{{x}}'),
    'sources.variables.1.value',
    'Nothing makes “x”',
  ],
  [
    'a name that nobody makes in an environment with a dot in its name',
    ({ sources }) => {
      sources.environments[0]!.name = 'eu.prod';
      sources.environment = 'eu.prod';
      sources.environments[0]!.values[0] = '{{x}}';
    },
    'sources.environments.0.values.0',
    'Nothing makes “x”',
  ],
  ['a bad name of a secret', (draft) => (draft.sources.secrets[0]!.name = 'API KEY'), 'sources.secrets.0.name', 'A name has'],
  ['a data file without a path', (draft) => (draft.sources.data[0]!.file = ''), 'sources.data.0.file', 'Write the path'],
])('%s is shown at its own field', (_, spoil, path, words) => {
  const draft = draftOf(JOURNEY);
  spoil(draft);
  const { plan, faults } = judgeDraft(draft);
  expect(plan).toBeNull();
  expect(faults.get(path) ?? [...faults]).toContain(words);
});

function first(draft: Draft) {
  return draft.scenarios[0]!.steps[0]!;
}
