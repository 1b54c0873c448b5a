// .http files as VS Code, JetBrains and Visual Studio write them.
import { expect, test } from 'vitest';
import { readImport } from '../imported/read-import.ts';
import { made } from '../imported/test-import.ts';

test('variables, titles, names, headers over several lines and bodies are read', () => {
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

test("a value of another request's response is extracted there", () => {
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
    '“Body from a file”: its body is the file ./body.json, which must be there when the plan runs.',
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

test('files of JetBrains are read: GraphQL, marks, the version after the URL, forms with files, and names within a handler', () => {
  const { plan, leftOut } = made(`### Query
GRAPHQL http://127.0.0.1:9/graphql

query Items($n: Int) {
  items(first: $n) { id }
}

{"n": 3}

### Upload
// @no-redirect
// @no-cookie-jar
POST http://127.0.0.1:9/upload HTTP/2 (prior knowledge)
Content-Type: multipart/form-data; boundary=WebAppBoundary

--WebAppBoundary
Content-Disposition: form-data; name="note"

Hello {{name}}
--WebAppBoundary
Content-Disposition: form-data; name="file"; filename="a.png"
Content-Type: image/png

< ./a.png
--WebAppBoundary--

> {%
  const user = response.body.data["user"];
  client.global.set("id", user.id);
  client.global.set('second', jsonPath(response.body, "$.items[1].id"));
  client.test("types", function () {
    client.assert(response.contentType.mimeType === "application/json", "type");
    client.assert(user.name === "Ada");
    client.assert(response.body.hasOwnProperty("total"), "total");
  });
%}
>> ./out.json

### Live
WEBSOCKET ws://127.0.0.1:9/live

===
{}
`);
  expect(plan.scenarios[0]?.steps).toMatchObject([
    { method: 'POST', body: { graphql: 'query Items($n: Int) {\n  items(first: $n) { id }\n}', variables: { n: 3 } } },
    {
      method: 'POST',
      url: 'http://127.0.0.1:9/upload',
      body: {
        multipart: [
          { name: 'note', value: 'Hello {{name}}' },
          { name: 'file', file: './a.png', type: 'image/png' },
        ],
      },
      extract: { id: { json: '$.data.user.id' }, second: { json: '$.items[1].id' } },
      checks: [
        { header: 'content-type', contains: 'application/json' },
        { json: '$.total', exists: true },
        { json: '$.data.user.name', is: 'Ada' },
      ],
    },
  ]);
  expect(leftOut).toEqual(
    expect.arrayContaining([
      'A request is of another protocol, such as WebSocket or gRPC, which Onrush does not send.',
      '“Upload”: it does not follow redirects. A plan has one setting for all of its requests.',
      '“Upload”: it neither sends nor keeps cookies. A plan has one setting for all of its requests.',
    ]),
  );
});

test('files of VS Code are read: indented queries, passwords, values of the environment, prompts, commands and files with names', () => {
  const { plan, leftOut } = made(
    `@port = 9
# @prompt password Your password
# @name login
GET http://127.0.0.1:{{port}}/a
?x=1
&y={{$dotenv %KEY}}
Authorization: Digest ada {{password}}
X-Time: {{$processEnv HOME_ID}}

### Two words
GET http://127.0.0.1:9/b
Authorization: Basic ada pass:word

### Encoded
GET http://127.0.0.1:9/c
Authorization: Basic YWRhOng=
X-Id: {{login.response.headers.X-Id}}
X-Day: {{$datetime 'YYYY-MM-DD'}} {{$datetime iso8601}}
X-Other: {{login.response.body.$.a.id}} {{login.response.body.$.b.id}}

### As a command
curl -X PUT http://127.0.0.1:9/d \\
  -H 'A: b' -d 'x=1'

###
# @disabled
{{base}}?z=1
X-Request-Type: GraphQL

query { a }
`,
    { takes: () => true },
  );
  expect(plan.scenarios[0]?.steps).toMatchObject([
    {
      url: 'http://127.0.0.1:{{port}}/a?x=1&y={{KEY}}',
      auth: { type: 'digest', user: 'ada', password: '{{password}}' },
      headers: { 'X-Time': '{{HOME_ID}}' },
      extract: { 'login_X-Id': { header: 'X-Id' }, login_id: { json: '$.a.id' }, login_id_2: { json: '$.b.id' } },
    },
    { auth: { type: 'basic', user: 'ada', password: '{{PASSWORD}}' } },
    { headers: { 'X-Day': '{{$now[YYYY-MM-DD]}} {{$isoTimestamp}}', 'X-Other': '{{login_id}} {{login_id_2}}' } },
    { name: 'As a command', method: 'PUT', headers: { A: 'b' }, body: 'x=1' },
    { method: 'POST', url: '{{base}}?z=1', body: { graphql: 'query { a }' } },
  ]);
  expect(plan.secrets).toContain('password');
  expect(leftOut.filter((one) => /not carried over/.test(one))).toEqual([]);
});

test('files of httpyac are read: short references, assertions, and scripts in braces', () => {
  const { plan, leftOut } = made(`{{
  exports.start = Date.now();
}}
### Log in
# @name login
POST http://127.0.0.1:9/login
Content-Type: application/json

{"user": "ada"}

?? status == 200
?? header content-type includes json
?? js response.parsedBody.name == Ada
?? duration < 300
?? js start > 1

{{
  console.info('done');
}}

### Me
# @ref login
GET http://127.0.0.1:9/me
Authorization: Bearer {{login.token}}
`);
  expect(plan.scenarios[0]?.steps).toMatchObject([
    {
      body: '{"user": "ada"}',
      extract: { login_token: { json: '$.token' } },
      checks: [{ status: 200 }, { header: 'content-type', contains: 'json' }, { json: '$.name', is: 'Ada' }, { time: '< 300ms' }],
    },
    { name: 'Me', headers: { Authorization: 'Bearer {{login_token}}' } },
  ]);
  expect(leftOut).toEqual(['“Log in”: a test was not carried over: js start > 1']);
});

test('a private file of an environment gives secrets, and a store of secrets their names', () => {
  const read = readImport([
    { path: 'a.http', text: 'GET {{host}}/a\nX-Key: {{key}} {{vault}} {{all}}\n' },
    {
      path: 'http-client.env.json',
      text: '{"$shared": {"all": "1"}, "dev": {"host": "http://127.0.0.1:1", "vault": {"provider": "AspnetUserSecrets", "secretName": "x"}, "SSLConfiguration": {"verifyHostCertificate": false}}}',
    },
    { path: 'http-client.private.env.json', text: '{"dev": {"key": "s3cret"}}' },
  ]);
  if (!read.ok) throw new Error(read.failure.message);
  expect(read.value).toMatchObject({
    variables: { host: 'http://127.0.0.1:1', all: '1' },
    secrets: ['vault', 'key'],
    environments: {},
  });
  expect(JSON.stringify(read.value)).not.toContain('s3cret');
});
