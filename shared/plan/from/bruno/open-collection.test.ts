// OpenCollection, Bruno's YAML: one request, one file with all of a collection, and the files of its folder.
import { expect, test } from 'vitest';
import { importedPlan } from '../imported/imported-plan.ts';
import { readImport } from '../imported/read-import.ts';
import { made, refusal } from '../imported/test-import.ts';

const LOGIN = `info:
  name: Log in
  type: http
  seq: 1
  tags:
    - smoke

http:
  method: POST
  url: "{{base}}/login/:tenant?lang=de"
  params:
    - name: lang
      value: de
      type: query
    - name: tenant
      value: acme
      type: path
  headers:
    - name: X-A
      value: "{{$guid}}"
    - name: X-Off
      value: "1"
      disabled: true
  body:
    type: json
    data: |-
      {
        "user": "ada"
      }
  auth: inherit

runtime:
  scripts:
    - type: tests
      code: |-
        test("named", function() {
          expect(res.getBody().name).to.equal("Ada");
        });
    - type: before-request
      code: bru.setVar("x", 1)
  assertions:
    - expression: res.status
      operator: eq
      value: "200"
    - expression: res.body.off
      operator: isDefined
      disabled: true
  actions:
    - type: set-variable
      phase: after-response
      selector:
        expression: res.body.data.token
        method: jsonq
      variable:
        name: token
        scope: runtime

settings:
  encodeUrl: true
  timeout: 0
`;

test('one request is read with its body, values, assertions and tests', () => {
  const { plan, leftOut } = made(LOGIN);
  expect(plan.scenarios[0]?.steps[0]).toMatchObject({
    name: 'Log in',
    method: 'POST',
    url: '{{base}}/login/acme?lang=de',
    headers: { 'X-A': '{{$guid}}', 'content-type': 'application/json' },
    body: '{\n  "user": "ada"\n}',
    extract: { token: { json: '$.data.token' } },
    checks: [{ status: 200 }, { json: '$.name', is: 'Ada' }],
  });
  expect(leftOut).toContain('“Log in”: a script that runs before the request was not carried over.');
});

test('the files of a folder are read with the settings of its collection and folders', () => {
  const read = readImport([
    {
      path: 'shop/environments/dev.yml',
      text: 'name: dev\nvariables:\n  - name: base\n    value: http://127.0.0.1:1\n  - name: port\n    value: {type: number, data: "8"}\n  - secret: true\n    name: key\n',
    },
    { path: 'shop/environments/prod.yml', text: 'name: prod\nvariables:\n  - name: base\n    value: http://127.0.0.1:2\n' },
    { path: 'shop/login.yml', text: LOGIN },
    {
      path: 'shop/opencollection.yml',
      text: 'opencollection: 1.0.0\ninfo:\n  name: Shop\nrequest:\n  headers:\n    - name: X-All\n      value: "1"\n  auth:\n    type: apikey\n    key: X-Key\n    value: "{{key}}"\n    placement: header\nbundled: false\n',
    },
    {
      path: 'shop/users/folder.yml',
      text: 'info:\n  name: Users of the shop\n  type: folder\n  seq: 1\nrequest:\n  auth:\n    type: oauth2\n    flow: client_credentials\n    accessTokenUrl: "{{base}}/token"\n    credentials:\n      clientId: me\n      clientSecret: "{{key}}"\n      placement: body\n    scope: read\n',
    },
    {
      path: 'shop/users/list.yml',
      text: 'info:\n  name: List\n  type: graphql\n  seq: 1\ngraphql:\n  url: "{{base}}/graphql"\n  body:\n    query: "query { users { id } }"\n    variables: |-\n      {"n": 1}\n  auth: inherit\n',
    },
    { path: 'shop/users/live.yml', text: 'info:\n  name: Live\n  type: websocket\nwebsocket:\n  url: ws://127.0.0.1:1\n' },
  ]);
  if (!read.ok) throw new Error(read.failure.message);
  const { plan, leftOut, requests } = importedPlan(read.value);
  expect(plan).toMatchObject({ name: 'Shop', environment: 'dev', secrets: ['key'], variables: { port: '8' } });
  expect(Object.keys(plan.environments ?? {})).toEqual(['dev', 'prod']);
  expect(plan.scenarios[0]?.steps).toMatchObject([
    { name: 'Log in', headers: { 'X-All': '1', 'X-Key': '{{key}}' } },
    {
      method: 'POST',
      body: { graphql: 'query { users { id } }', variables: { n: 1 } },
      auth: {
        type: 'oauth2',
        tokenUrl: '{{base}}/token',
        clientId: 'me',
        clientSecret: '{{key}}',
        scope: 'read',
        sendIn: 'body',
      },
    },
  ]);
  expect(requests[0]?.map(({ group }) => group)).toEqual(['', 'Users of the shop']);
  expect(leftOut).toContain('A request is gRPC or WebSocket, which Onrush does not send.');
});

test('one file with a whole collection is read', () => {
  const { plan, leftOut } = made(`opencollection: "1.0.0"
info: {name: All}
config:
  environments:
    - name: local
      variables: [{name: base, value: "http://127.0.0.1:9"}]
items:
  - info: {name: Orders, type: folder}
    request: {headers: [{name: X-F, value: f}]}
    items:
      - info: {name: Upload, type: http}
        http:
          method: put
          url: "{{base}}/orders/:id"
          body:
            - {title: a, body: {type: text, data: no}}
            - title: b
              selected: true
              body:
                type: multipart-form
                data:
                  - {name: file, type: file, value: [a.png, b.png]}
                  - {name: note, type: text, value: "{{n}}"}
      - info: {name: Form, type: http}
        http: {method: POST, url: "{{base}}/f", body: {type: form-urlencoded, data: [{name: a, value: "x y"}, {name: b, value: z, disabled: true}]}}
bundled: true
`);
  expect(plan.scenarios[0]?.steps).toMatchObject([
    {
      method: 'PUT',
      url: '{{base}}/orders/{{id}}',
      headers: { 'X-F': 'f' },
      body: {
        multipart: [
          { name: 'file', file: 'a.png' },
          { name: 'file', file: 'b.png' },
          { name: 'note', value: '{{n}}' },
        ],
      },
    },
    { body: 'a=x+y', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ]);
  expect(leftOut.join(' ')).toContain('its form sends the files a.png, b.png');
});

test('a file without a request is refused with a sentence', () => {
  expect(refusal('opencollection: 1.0.0\ninfo: {name: A}\nbundled: false\n')).toMatch(/^This Bruno file describes a collection/);
  expect(refusal('info: {name: A, type: grpc}\ngrpc: {url: "localhost:1"}\n')).toMatch(/gRPC and WebSocket/);
  expect(refusal('opencollection: 1.0.0\ninfo: {name: W, type: workspace}\ncollections: [{name: a, path: b}]\n')).toMatch(
    /workspace of Bruno/,
  );
});
