// Bruno: one request, and the folder of a collection.
import { expect, test } from 'vitest';
import { importedPlan } from '../imported/imported-plan.ts';
import { made, refusal } from '../imported/test-import.ts';
import { readBruno } from './bruno.ts';

const LOGIN = `meta {
  name: Log in
  seq: 1
}

post {
  url: {{base}}/login/:tenant
  body: json
  auth: inherit
}

params:path {
  tenant: acme
}

headers {
  X-A: {{$uuid}}
  ~X-Off: 1
}

body:json {
  {
    "user": "ada"
  }
}

vars:post-response {
  token: res.body.data.token
}

assert {
  res.status: eq 200
  res.body.items.length: gt 0
  res.body.name: contains Ada
  res.headers.x-id: isString
}

tests {
  test("named", function() {
    expect(res.getBody().name).to.equal("Ada");
  });
}
`;

test('a request with its body, values, assertions and tests', () => {
  const { plan, leftOut } = made(LOGIN);
  expect(plan.scenarios[0]?.steps[0]).toMatchObject({
    name: 'Log in',
    method: 'POST',
    url: '{{base}}/login/acme',
    headers: { 'X-A': '{{$guid}}', 'content-type': 'application/json' },
    body: '{\n  "user": "ada"\n}',
    extract: { token: { json: '$.data.token' } },
    checks: [
      { status: 200 },
      { json: '$.items.length', value: '> 0' },
      { json: '$.name', contains: 'Ada' },
      { json: '$.name', is: 'Ada' },
    ],
  });
  expect(leftOut).toContain('“Log in”: a test was not carried over: res.headers.x-id: isString');
});

test('a collection: its own headers and authentication, environments and the order of its requests', () => {
  const imported = readBruno([
    {
      path: 'shop/collection.bru',
      text: 'headers {\n  X-All: 1\n}\n\nauth {\n  mode: bearer\n}\n\nauth:bearer {\n  token: {{t}}\n}\n',
    },
    {
      path: 'shop/b.bru',
      text: 'meta {\n  name: Second\n  seq: 2\n}\n\nget {\n  url: {{base}}/b\n  body: none\n  auth: none\n}\n',
    },
    { path: 'shop/login.bru', text: LOGIN },
    { path: 'shop/environments/dev.bru', text: 'vars {\n  base: http://127.0.0.1:1\n  t: 1\n}\n' },
    { path: 'shop/environments/prod.bru', text: 'vars {\n  base: http://127.0.0.1:2\n  t: 2\n}\n' },
  ]);
  const { plan } = importedPlan(imported);
  expect(plan.scenarios[0]?.steps.map(({ name }) => name)).toEqual(['Log in', 'Second']);
  expect(plan.scenarios[0]?.steps[0]).toMatchObject({ auth: { type: 'bearer', token: '{{t}}' }, headers: { 'X-All': '1' } });
  expect(plan.scenarios[0]?.steps[1]?.auth).toBeUndefined();
  expect(Object.keys(plan.environments ?? {})).toEqual(['dev', 'prod']);
});

test('the settings of a collection alone are not requests', () => {
  expect(refusal('headers {\n  a: b\n}\n\nauth {\n  mode: none\n}\n')).toMatch(/but no request/);
});
