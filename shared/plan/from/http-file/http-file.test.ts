// .http files as VS Code, JetBrains and Visual Studio write them.
import { expect, test } from 'vitest';
import { made } from '../imported/test-import.ts';

test('variables, titles, names, headers over several lines and bodies', () => {
  const { plan } = made(`@host = http://127.0.0.1:9
@Api.Version = 2

### List
# @name list
GET {{host}}/items
    ?version={{Api.Version}}
    &q=a HTTP/1.1
Accept: application/json
# a comment

### Add
POST {{host}}/items
Content-Type: application/x-www-form-urlencoded

a=1
&b={{$randomInt 1 6}}
`);
  expect(plan.variables).toEqual({ host: 'http://127.0.0.1:9', Api_Version: '2' });
  expect(plan.scenarios[0]?.steps).toMatchObject([
    { name: 'List', method: 'GET', url: '{{host}}/items?version={{Api_Version}}&q=a', headers: { Accept: 'application/json' } },
    { name: 'Add', method: 'POST', body: 'a=1&b={{$randomInt[1,6]}}' },
  ]);
});

test('what one request names of the response of another is taken there', () => {
  const { plan } = made(`# @name login
POST http://127.0.0.1:9/login

###
GET http://127.0.0.1:9/me
Authorization: Bearer {{login.response.body.$.data.token}}
X-Id: {{login.response.headers.X-Request-Id}}
`);
  expect(plan.scenarios[0]?.steps).toMatchObject([
    { extract: { login_token: { json: '$.data.token' }, 'login_X-Request-Id': { header: 'X-Request-Id' } } },
    { headers: { Authorization: 'Bearer {{login_token}}', 'X-Id': '{{login_X-Request-Id}}' } },
  ]);
});

test('response handlers of JetBrains become values and checks, and nothing is run', () => {
  const { plan, leftOut } = made(`### Log in
POST http://127.0.0.1:9/login
Content-Type: application/json

{"a": 1}

> {%
  client.test("ok", function() {
    client.assert(response.status === 200, "no");
  });
  client.global.set("token", response.body.token);
  client.global.set("sum", response.body.a + 1);
%}

### Body from a file
POST http://127.0.0.1:9/x

< ./body.json
`);
  expect(plan.scenarios[0]?.steps[0]).toMatchObject({
    body: '{"a": 1}',
    checks: [{ status: 200 }],
    extract: { token: { json: '$.token' } },
  });
  expect(leftOut).toEqual([
    '“Log in”: a part of its response handler was not carried over: client.global.set("sum", response.body.a + 1',
    '“Body from a file”: its body is the file ./body.json, which stands beside the .http file. Name it under Body.',
  ]);
});

test('several environments become those of the plan, and the first is chosen', () => {
  const { plan } = made([
    'GET {{host}}/a\nAuthorization: Basic ada {{pw}}\n',
    '{"dev": {"host": "http://127.0.0.1:1", "pw": "x"}, "prod": {"host": "http://127.0.0.1:2", "pw": "y"}}',
  ]);
  expect(plan.environment).toBe('dev');
  expect(plan.environments).toEqual({
    dev: { host: 'http://127.0.0.1:1', pw: 'x' },
    prod: { host: 'http://127.0.0.1:2', pw: 'y' },
  });
  expect(plan.scenarios[0]?.steps[0]?.auth).toEqual({ type: 'basic', user: 'ada', password: '{{pw}}' });
});
