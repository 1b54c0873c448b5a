// Postman collections of versions 2.0 and 2.1 with their scripts, variables, kinds of body and ways to authenticate.
import { expect, test } from 'vitest';
import { made, refusal } from '../imported/test-import.ts';
import { postmanUrl } from './postman-url.ts';
import { readScript } from './postman-script.ts';

function collection(item: readonly unknown[], rest: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item,
    ...rest,
  });
}

function request(
  name: string,
  fields: Readonly<Record<string, unknown>>,
  scripts: Readonly<Record<string, readonly string[]>> = {},
): unknown {
  const event = Object.entries(scripts).map(([listen, exec]) => ({ listen, script: { exec } }));
  return { name, request: { method: 'GET', url: 'https://shop.test/', ...fields }, event };
}

/** As version 2.1 writes what a kind of authentication needs. */
function settings(of: Readonly<Record<string, string>>): unknown {
  return Object.entries(of).map(([key, value]) => ({ key, value }));
}

test('a login whose script keeps the token becomes a journey', () => {
  const text = collection([
    {
      name: 'Account',
      item: [
        request(
          'Log in',
          {
            method: 'POST',
            url: '{{base}}/login',
            body: {
              mode: 'raw',
              raw: '{"user": "{{user}}", "password": "{{password}}"}',
              options: { raw: { language: 'json' } },
            },
          },
          {
            test: [
              'var body = pm.response.json();',
              'pm.test("ok", function () {',
              '  pm.response.to.have.status(200);',
              '});',
              'pm.environment.set("token", body.data.token);',
            ],
          },
        ),
      ],
    },
    request('Orders', { url: '{{base}}/orders', auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}' }] } }),
  ]);
  const environment = JSON.stringify({
    name: 'local',
    _postman_variable_scope: 'environment',
    values: [
      { key: 'base', value: 'http://127.0.0.1:9', enabled: true },
      { key: 'user', value: 'ada', disabled: true },
      { key: 'user', value: 'grace' },
      { key: 'password', value: 'x', type: 'secret' },
    ],
  });
  const { plan } = made([text, environment]);
  expect(plan.variables).toEqual({ base: 'http://127.0.0.1:9', user: 'grace' });
  expect(plan.secrets).toEqual(['password']);
  expect(plan.scenarios[0]?.steps).toMatchObject([
    {
      name: 'Log in',
      headers: { 'content-type': 'application/json' },
      extract: { token: { json: '$.data.token' } },
      checks: [{ status: 200 }],
    },
    { name: 'Orders', auth: { type: 'bearer', token: '{{token}}' } },
  ]);
});

test.each([
  ['pm.expect(pm.response.code).to.be.oneOf([200, 201]);', { status: [200, 201] }],
  ['pm.expect(pm.response.code).to.equal(204)', { status: 204 }],
  ['tests["Status code is 200"] = responseCode.code === 200;', { status: 200 }],
  ['pm.response.to.be.ok;', { status: '2xx' }],
  ['pm.expect(pm.response.responseTime).to.be.below(200);', { time: '< 200ms' }],
  ['pm.expect(pm.response.text()).to.include("it\\"s");', { body: 'contains', value: 'it"s' }],
  ['pm.expect(pm.response.json().items[0].id).to.eql(7);', { json: '$.items[0].id', is: 7 }],
  ['const d = pm.response.json();\npm.expect(d["a b"]).to.equal("x");', { json: "$['a b']", is: 'x' }],
  ['pm.expect(pm.response.json()).to.have.property("id");', { json: '$.id', exists: true }],
  ['pm.response.to.have.header("X-Id");', { header: 'X-Id', exists: true }],
  ['pm.expect(pm.response.headers.get("Content-Type")).to.include("json");', { header: 'Content-Type', contains: 'json' }],
])('a test script is read: %s', (script, check) => {
  const read = readScript(`pm.test("t", () => {\n  ${script}\n});`, (name) => name);
  expect([read.checks, read.rest]).toEqual([[check], []]);
});

test.each([
  ['pm.collectionVariables.set("id", pm.response.json().id)', { id: { json: '$.id' } }],
  ['postman.setEnvironmentVariable("id", JSON.parse(responseBody).a.b);', { id: { json: '$.a.b' } }],
  ['pm.globals.set("etag", pm.response.headers.get("ETag"));', { etag: { header: 'ETag' } }],
  ['pm.environment.set("sid", pm.cookies.get("session"));', { sid: { cookie: 'session' } }],
])('a script that stores a value is read: %s', (script, extract) => {
  const read = readScript(script, (name) => name);
  expect([read.extract, read.rest]).toEqual([extract, []]);
});

test('lines of a script that are not understood are named, never run', () => {
  const text = collection([
    request(
      'A',
      {},
      {
        test: ['// a comment', 'const x = crypto.sign(pm.response.text());', 'pm.environment.set("sig", x);'],
        prerequest: ['pm.variables.set("a", Date.now())'],
      },
    ),
  ]);
  expect(made(text).leftOut).toEqual([
    '“A”: a script that runs before the request was not carried over: pm.variables.set("a", Date.now',
    '“A”: 2 lines of its test script were not carried over: const x = crypto.sign(pm.response.text',
  ]);
});

test.each([
  [{ raw: 'shop.test/a', host: ['shop', 'test'], path: ['a'] }, 'http://shop.test/a'],
  [{ raw: 'https://shop.test/1/profile/', path: ['1', 'profile', ''] }, 'https://shop.test/1/profile/'],
  [
    {
      raw: 'https://shop.test/a?x=1&y=2',
      query: [
        { key: 'x', value: '1' },
        { key: 'y', value: '2', disabled: true },
      ],
    },
    'https://shop.test/a?x=1',
  ],
  [{ raw: 'https://shop.test/users/:id/x', variable: [{ key: 'id', value: '7' }] }, 'https://shop.test/users/7/x'],
  [{ raw: 'https://shop.test/users/:id' }, 'https://shop.test/users/{{id}}'],
  [
    { protocol: 'https', host: ['shop', 'test'], port: '8443', path: ['a', 'b'], query: [{ key: 'q', value: null }] },
    'https://shop.test:8443/a/b?q',
  ],
  ['https://shop.test/a b?c=\nd#e', 'https://shop.test/a%20b?c=%0Ad'],
])('a URL of Postman is read: %j', (url, text) => {
  expect(postmanUrl(url)).toBe(text);
});

test('bodies of every kind are read', () => {
  const body = (fields: Readonly<Record<string, unknown>>): unknown => request('B', { method: 'POST', body: fields });
  const text = collection(
    [
      body({
        mode: 'urlencoded',
        urlencoded: [
          { key: 'a', value: '1' },
          { key: 'a', value: '{{x}}' },
          { key: 'off', value: '1', disabled: true },
        ],
      }),
      body({
        mode: 'urlencoded',
        urlencoded: [
          { key: 'a', value: '1 2' },
          { key: 'b', value: '{{x}}' },
          { key: 'a', value: '3' },
        ],
      }),
      body({ mode: 'graphql', graphql: { query: 'query ($id: ID!) { user(id: $id) { name } }', variables: '{"id": "{{x}}"}' } }),
      body({ mode: 'file', file: { src: './a.bin' } }),
      request('G', { method: 'GET', body: { mode: 'raw', raw: 'not sent by Postman' } }),
    ],
    { variable: [{ key: 'x', value: '5' }] },
  );
  const { plan, leftOut } = made(text);
  expect(plan.scenarios[0]?.steps.map((step) => step.body)).toEqual([
    { form: { a: ['1', '{{x}}'] } },
    'a=1+2&b={{x}}&a=3',
    { graphql: 'query ($id: ID!) { user(id: $id) { name } }', variables: { id: '{{x}}' } },
    { file: './a.bin' },
    undefined,
  ]);
  expect(leftOut).toContain('“B”: its body is the file ./a.bin, which must be there when the plan runs.');
});

test('authentication is inherited, and kinds that a plan does not have are named', () => {
  const text = collection(
    [
      request('Inherits', {}),
      request('None', { auth: { type: 'noauth' } }),
      request('Key', {
        auth: {
          type: 'apikey',
          apikey: settings({ key: 'X-Key', value: '{{k}}' }),
        },
      }),
      request('Query', {
        url: 'https://shop.test/?a=1',
        auth: {
          type: 'apikey',
          apikey: settings({ key: 'k', value: '{{k}}', in: 'query' }),
        },
      }),
      request('AWS', { auth: { type: 'awsv4', awsv4: [] } }),
      request('Digest', {
        auth: {
          type: 'digest',
          digest: settings({ username: 'u', password: '{{p}}' }),
        },
      }),
      request('Client credentials', {
        auth: {
          type: 'oauth2',
          oauth2: [
            { key: 'grant_type', value: 'client_credentials' },
            { key: 'accessTokenUrl', value: 'https://shop.test/token' },
            { key: 'clientId', value: 'app' },
            { key: 'clientSecret', value: 'k9d8f7s6a5' },
            { key: 'client_authentication', value: 'body' },
          ],
        },
      }),
    ],
    {
      auth: { type: 'basic', basic: { username: 'u', password: '{{p}}' } },
      variable: [
        { key: 'k', value: '1' },
        { key: 'p', value: '2' },
      ],
    },
  );
  const { plan, leftOut } = made(text);
  const [inherits, none, key, query, , digest, credentials] = plan.scenarios[0]?.steps ?? [];
  expect(inherits?.auth).toEqual({ type: 'basic', user: 'u', password: '{{p}}' });
  expect(none?.auth).toBeUndefined();
  expect(key?.headers).toEqual({ 'X-Key': '{{k}}' });
  expect(query?.url).toBe('https://shop.test/?a=1&k={{k}}');
  expect(digest?.auth).toEqual({ type: 'digest', user: 'u', password: '{{p}}' });
  expect(credentials?.auth).toEqual({
    type: 'oauth2',
    tokenUrl: 'https://shop.test/token',
    clientId: 'app',
    clientSecret: '{{CLIENT_SECRET}}',
    sendIn: 'body',
  });
  expect(leftOut).toContain(
    '“AWS”: AWS Signature was not carried over; a plan has basic, digest and bearer authentication, and OAuth 2 client credentials.',
  );
});

test('names that a plan does not allow, missing values and values that are used too early get a place in the plan', () => {
  const text = collection([
    request('First', { url: '{{api.host}}/a?t={{token}}&m={{missing}}' }),
    request('Second', { url: '{{api.host}}/b' }, { test: ['pm.environment.set("token", pm.response.json().t)'] }),
    request('Third', { url: '{{api.host}}/c?t={{token}}&r={{$randomUUID}}&e={{$randomEmail}}' }),
  ]);
  const { plan, leftOut } = made(text);
  expect(plan.variables).toEqual({ api_host: 'http://127.0.0.1:8080', missing: '', randomEmail: '', token_before: '' });
  expect(plan.scenarios[0]?.steps.map(({ url }) => url)).toEqual([
    '{{api_host}}/a?t={{token_before}}&m={{missing}}',
    '{{api_host}}/b',
    '{{api_host}}/c?t={{token}}&r={{$guid}}&e={{randomEmail}}',
  ]);
  expect(leftOut.join('\n')).toContain('“token” is used before a step takes it from a response.');
});

test('a value that a request takes of its own response is not known when it is sent', () => {
  const text = collection([
    request('Poll', { url: 'https://shop.test/?t={{token}}' }, { test: ['pm.environment.set("token", pm.response.json().t)'] }),
  ]);
  expect(made(text).plan.scenarios[0]?.steps[0]?.url).toBe('https://shop.test/?t={{token_before}}');
});

test('a request without method or URL is named; requests that delete are not ticked; version 1 is refused', () => {
  const { plan, notTicked, leftOut } = made(
    collection([
      request('Good', {}),
      request('Bad', { method: null }),
      request('Gone', { url: '' }),
      request('Drop', { method: 'DELETE' }),
    ]),
  );
  expect(plan.scenarios[0]?.steps.map(({ name }) => name)).toEqual(['Good']);
  expect(leftOut).toEqual([
    '“Bad”: the request has no method, so it was left out.',
    '“Gone”: the request has no URL, so it was left out.',
  ]);
  expect(notTicked).toEqual(['1 request that deletes: not ticked.']);
  expect(refusal('{"id": "1", "name": "old", "order": [], "requests": []}')).toMatch(/version 1/);
});

test('an environment alone has no requests', () => {
  expect(refusal('{"name": "local", "values": [], "_postman_variable_scope": "environment"}')).toBe(
    'This is a Postman environment: it holds names and values but no requests. Give it together with the file that uses them.',
  );
});
