// A word of another tool, or a slip of spelling: the sentence names the word that was meant, at its place.
import { expect, test } from 'vitest';
import { parsePlan } from './plan-parse.ts';

const STEP = 'scenarios[0].steps[0]';
const U = 'http://a.test/token';
const TOKEN = { type: 'oauth2', tokenUrl: U, clientId: 'me', clientSecret: '' };

const meant: readonly [path: string, step: object, word: string][] = [
  [`${STEP}.checks[0].equals`, { checks: [{ json: '$.a', equals: 1 }] }, 'is'],
  [`${STEP}.checks[0].==`, { checks: [{ header: 'x', '==': '1' }] }, 'is'],
  [`${STEP}.checks[0].!=`, { checks: [{ json: '$.a', '!=': 1 }] }, 'isNot'],
  [`${STEP}.checks[0].match`, { checks: [{ json: '$.a', match: 'x' }] }, 'matches'],
  [`${STEP}.checks[0].exist`, { checks: [{ json: '$.a', exist: true }] }, 'exists'],
  [`${STEP}.checks[0].contain`, { checks: [{ name: 'b', json: '$.a', contain: 'x' }] }, 'contains'],
  [`${STEP}.checks[0].lessThan`, { checks: [{ json: '$.a', lessThan: 3 }] }, 'value'],
  [`${STEP}.checks[0].length`, { checks: [{ json: '$.a', length: 3 }] }, 'count'],
  [`${STEP}.checks[0].statusCode`, { checks: [{ statusCode: 200 }] }, 'status'],
  [`${STEP}.checks[0].jsonPath`, { checks: [{ jsonPath: '$.a', is: 1 }] }, 'json'],
  [`${STEP}.checks[0].responseTime`, { checks: [{ responseTime: '< 1s' }] }, 'time'],
  [`${STEP}.checks[0].body`, { checks: [{ body: 'equals', value: 'x' }] }, 'is'],
  [`${STEP}.checks[0].text`, { checks: [{ body: 'contains', text: 'x' }] }, 'value'],
  [`${STEP}.extract.a.jsonpath`, { extract: { a: { jsonpath: '$.a' } } }, 'json'],
  [`${STEP}.extract.a.xpath`, { extract: { a: { xpath: '//a' } } }, 'css'],
  [`${STEP}.extract.a.body`, { extract: { a: { body: '$.a' } } }, 'json'],
  [`${STEP}.extract.a.attribute`, { extract: { a: { css: 'a', attribute: 'href' } } }, 'attr'],
  [`${STEP}.extract.a.pick`, { extract: { a: { json: '$.a', pick: 'Any' } } }, 'random'],
  [`${STEP}.capture`, { capture: {} }, 'extract'],
  [`${STEP}.assertions`, { assertions: [] }, 'checks'],
  [`${STEP}.onFail`, { onFail: 'stop' }, 'stop-run'],
  [`${STEP}.onFail`, { onFail: 'skip' }, 'skip-rest'],
  [`${STEP}.auth.type`, { auth: { type: 'Bearer', token: 'x' } }, 'bearer'],
  [`${STEP}.auth.type`, { auth: { type: 'client_credentials' } }, 'oauth2'],
  [`${STEP}.auth.extraParams`, { auth: { ...TOKEN, extraParams: {} } }, 'params'],
  [`${STEP}.auth.resources`, { auth: { ...TOKEN, resources: [] } }, 'resource'],
  [`${STEP}.auth.token_url`, { auth: { type: 'oauth2', clientId: 'a', clientSecret: '', token_url: U } }, 'tokenUrl'],
  [`${STEP}.auth.token_endpoint_auth_method`, { auth: { ...TOKEN, token_endpoint_auth_method: 'x' } }, 'sendIn'],
  [`${STEP}.auth.sendIn`, { auth: { ...TOKEN, sendIn: 'client_secret_post' } }, 'body'],
  [`${STEP}.auth.sendIn`, { auth: { ...TOKEN, sendIn: 'client_secret_basic' } }, 'header'],
  [`${STEP}.auth.username`, { auth: { type: 'basic', username: 'a', password: 'b' } }, 'user'],
  [`${STEP}.body.formData`, { body: { formData: [] } }, 'multipart'],
  [`${STEP}.body.multipart[0].filename`, { body: { multipart: [{ name: 'a', file: 'b', filename: 'c' }] } }, 'fileName'],
];

test.each([
  [{ grantType: 'client_credentials' }, 'grantType', 'Leave it out: the grant is client_credentials.'],
  [{ redirect_uri: 'http://a.test/' }, 'redirect_uri', 'request the token in a step of "perVu"'],
])('%j has an alternative, which is named', (field, name, advice) => {
  const found = problemsOfStep({ auth: { ...TOKEN, ...field } });
  expect(found.find(({ path }) => path === `${STEP}.auth.${name}`)?.message).toContain(advice);
});

test.each<[string, object, string]>([
  ['variables.a b', { variables: { 'a b': 1 } }, 'A name has letters, digits, dashes and underscores'],
  ['environments.', { environments: { '': {} } }, 'Give the environment a name'],
  ['data', { data: { users: 'users.csv' } }, 'Write a list of files'],
  ['secrets', { secrets: { KEY: 'x' } }, 'Write a list of names'],
])('%s of %j', (path, rest, sentence) => {
  expect(problemsOf(rest).find((one) => one.path === path)?.message).toContain(sentence);
});

test.each([
  [{ extract: { 'a b': { json: '$.a' } } }, 'extract.a b', 'A name has letters'],
  [{ body: { user: 'ann', password: 'x' } }, 'body', 'Write a string, or an object with "json"'],
  [{ body: { form: { a: null } } }, 'body.form.a', 'Write a string, a number, true or false, or a list of them.'],
])('%j', (step, path, sentence) => {
  expect(problemsOfStep(step).find((one) => one.path === `${STEP}.${path}`)?.message).toContain(sentence);
});

test('a method in small letters, and an amount that is a number, are read', () => {
  const checks = [
    { json: '$.a', count: 3 },
    { json: '$.a', value: '= 2' },
  ];
  expect(problemsOfStep({ method: 'post', checks })).toEqual([]);
});

test.each(meant)('%s of %j: "%s" is meant', (path, step, word) => {
  const found = problemsOfStep(step);
  expect(found.find((one) => one.path === path)?.message).toMatch(new RegExp(` Did you mean "${word}"\\?$`));
});

test.each([
  ['data[0].pick', { data: [{ name: 'u', file: 'u.csv', pick: 'sequential' }] }, 'each'],
  ['data[0].onEnd', { data: [{ name: 'u', file: 'u.csv', onEnd: 'recycle' }] }, 'repeat'],
  ['data[0].separator', { data: [{ name: 'u', file: 'u.csv', separator: ';' }] }, 'delimiter'],
  ['load.model', { load: { model: 'constant-arrival-rate' } }, 'open'],
  ['load.model', { load: { model: 'ramping_vus' } }, 'closed'],
  ['load.maxVUs', { load: { model: 'open', maxVUs: 3, stages: [{ duration: '1s', target: 1 }] } }, 'maxVus'],
  ['setup', { setup: [] }, 'before'],
])('%s of %j: "%s" is meant', (path, fields, word) => {
  expect(problemsOf(fields).find((one) => one.path === path)?.message).toMatch(new RegExp(` Did you mean "${word}"\\?$`));
});

test.each([
  ['connections', { connections: 4 }, 'in "http"'],
  ['followRedirects', { followRedirects: 3 }, 'in "http"'],
  ['verify', { verify: false }, 'in "tls"'],
  ['firstByte', { firstByte: '3s' }, 'in "timeouts"'],
  ['pacing', { pacing: '3s' }, 'in a scenario'],
  ['checks', { checks: [] }, 'in a step'],
  ['http.thresholds', { http: { thresholds: [] } }, 'at the top of the plan'],
])('%s is written in another place: it belongs %3$s', (path, fields, place) => {
  const name = path.split('.').at(-1);
  expect(problemsOf(fields)).toEqual([{ path, message: `A plan has no field "${name}" here. It belongs ${place}.` }]);
});

test.each([
  ['what is neither a number nor a comparison', { json: '$.a', count: 'many' }, '.count', /^Write a number, or a comparison/],
  ['a number of ms without its sign', { time: 500 }, '.time', /^Write a time such as "< 500ms"/],
  ['a header compared with a number', { header: 'x', is: 1 }, '.is', /^Write a string here/],
  ['nothing that is asked for', {}, '', /^A check asks for one of/],
  ['a demand without its place', { contains: 'x' }, '', /^A check asks for one of/],
])('%s is one problem, at its field', (_, check, field, sentence) => {
  expect(problemsOfStep({ checks: [check] })).toEqual([
    { path: `${STEP}.checks[0]${field}`, message: expect.stringMatching(sentence) },
  ]);
});

test('a body of an unknown kind and a part without a name are reported with a sentence', () => {
  expect(problemsOfStep({ body: { multipart: [{ file: 'x' }] } })).toEqual([
    { path: `${STEP}.body.multipart[0].name`, message: 'Write the name of the field.' },
  ]);
  expect(problemsOfStep({ body: { soap: '<a/>' } })).toEqual([
    { path: `${STEP}.body`, message: expect.stringContaining('Write a string, or an object with "json"') },
  ]);
});

function problemsOfStep(step: object) {
  return problemsOf({ scenarios: [{ steps: [{ url: 'http://a.test/', ...step }] }] });
}

function problemsOf(fields: object) {
  const parsed = parsePlan({
    version: 2,
    load: { model: 'iterations', iterations: 1, vus: 1 },
    scenarios: [{ steps: [{ url: 'http://a.test/' }] }],
    ...fields,
  });
  return parsed.ok ? [] : (parsed.failure.problems ?? []);
}
