// Bruno: one request, and the folder of a collection.
import { expect, test } from 'vitest';
import type { Imported } from '../imported/imported.ts';
import { importedPlan } from '../imported/imported-plan.ts';
import { made, refusal } from '../imported/test-import.ts';
import { readImport, type GivenFile } from '../imported/read-import.ts';

function together(files: readonly GivenFile[]): Imported {
  const read = readImport(files);
  if (!read.ok) throw new Error(read.failure.message);
  return read.value;
}

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

test('a request is read with its body, values, assertions and tests', () => {
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
      { json: '$.items', count: '> 0' },
      { json: '$.name', contains: 'Ada' },
      { json: '$.name', is: 'Ada' },
    ],
  });
  expect(leftOut).toContain('“Log in”: a test was not carried over: res.headers.x-id: isString');
});

test('a collection is read with its headers, authentication, environments and the order of its requests', () => {
  const imported = together([
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

test('the settings of a collection alone contain no requests', () => {
  expect(refusal('headers {\n  a: b\n}\n\nauth {\n  mode: none\n}\n')).toMatch(/but no request/);
});

test('folders pass on their headers, variables and authentication in order', () => {
  const request = (name: string, seq: number, auth = 'inherit'): string =>
    `meta {\n  name: ${name}\n  seq: ${seq}\n}\n\nget {\n  url: {{base}}/${name}\n  auth: ${auth}\n}\n`;
  const { plan, leftOut } = importedPlan(
    together([
      {
        path: 'collection.bru',
        text: 'headers {\n  X-A: all\n}\n\nauth {\n  mode: basic\n}\n\nauth:basic {\n  username: u\n  password: {{p}}\n}\n\ntests {\n  expect(res.getStatus()).to.equal(200);\n}\n',
      },
      {
        path: 'z/folder.bru',
        text: 'meta {\n  name: First folder\n  seq: 1\n}\n\nheaders {\n  x-a: z\n  X-Z: 1\n}\n\nauth {\n  mode: bearer\n}\n\nauth:bearer {\n  token: {{t}}\n}\n\nvars:pre-request {\n  base: http://127.0.0.1:9\n}\n',
      },
      {
        path: 'a/folder.bru',
        text: 'meta {\n  name: Second folder\n  seq: 2\n}\n\nauth {\n  mode: inherit\n}\n\nscript:pre-request {\n  x();\n}\n',
      },
      { path: 'z/in.bru', text: request('in-z', 1) },
      { path: 'z/deep/deeper.bru', text: request('in-deep', 1) },
      { path: 'a/in.bru', text: request('in-a', 1) },
      { path: 'root.bru', text: request('root', 9, 'none') },
      { path: 'environments/local.bru', text: 'vars {\n  base: http://127.0.0.1:8\n}\nvars:secret [\n  p,\n  ~old\n]\n' },
    ]),
  );
  const steps = plan.scenarios[0]?.steps ?? [];
  expect(steps.map(({ name }) => name)).toEqual(['root', 'in-z', 'in-deep', 'in-a']);
  expect(steps[0]?.auth).toBeUndefined();
  expect(steps[1]).toMatchObject({ headers: { 'x-a': 'z', 'X-Z': '1' }, auth: { type: 'bearer', token: '{{t}}' } });
  expect(steps[2]?.auth).toEqual({ type: 'bearer', token: '{{t}}' });
  expect(steps[3]).toMatchObject({ headers: { 'X-A': 'all' }, auth: { type: 'basic', user: 'u', password: '{{p}}' } });
  expect(steps.every(({ checks }) => JSON.stringify(checks) === '[{"status":200}]')).toBe(true);
  expect(plan.variables).toMatchObject({ base: 'http://127.0.0.1:8' });
  expect(plan.secrets).toEqual(['p', 't']);
  expect(leftOut).toEqual(
    expect.arrayContaining([
      'The variable “base” has several values in this collection; http://127.0.0.1:8 counts.',
      'The folder “a”: a script that runs before each request was not carried over.',
    ]),
  );
});

test('values of the response are read in each spelling of Bruno', () => {
  const { plan } = made(
    LOGIN.replace(
      'token: res.body.data.token',
      "a: res.body.items[0].id\n  b: res('order.items[0].id')\n  c: res.headers['x-id']\n  d: res.getHeader(\"etag\")\n  ~off: res.body.x\n  e: res.getBody()?.f",
    ),
  );
  expect(plan.scenarios[0]?.steps[0]?.extract).toMatchObject({
    a: { json: '$.items[0].id' },
    b: { json: '$.order.items[0].id' },
    c: { header: 'x-id' },
    d: { header: 'etag' },
    e: { json: '$.f' },
  });
});
