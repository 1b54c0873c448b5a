// Insomnia exports: version 4 as a flat list, version 5 as a tree.
import { expect, test } from 'vitest';
import { made } from '../imported/test-import.ts';

const REQUESTS = [
  { _id: 'wrk_1', _type: 'workspace', parentId: null, name: 'Shop' },
  { _id: 'fld_1', _type: 'request_group', parentId: 'wrk_1', name: 'Account' },
  {
    _id: 'env_1',
    _type: 'environment',
    parentId: 'wrk_1',
    name: 'Base',
    data: { base: '{{ _.scheme }}://127.0.0.1:9', scheme: 'http', nested: { id: 7 } },
  },
  {
    _id: 'req_2',
    _type: 'request',
    parentId: 'wrk_1',
    name: 'Me',
    metaSortKey: 2,
    method: 'GET',
    url: '{{ _.base }}/users/{{ _.nested.id }}',
    parameters: [
      { name: 'q', value: 'a b' },
      { name: 'off', value: '1', disabled: true },
    ],
    headers: [{ name: 'X-Id', value: "{% uuid 'v4' %}" }],
    authentication: { type: 'bearer', token: "{% response 'body', 'req_1', 'b64::JC50b2tlbg==::46b', 'never', 60 %}" },
  },
  {
    _id: 'req_1',
    _type: 'request',
    parentId: 'fld_1',
    name: 'Log in',
    metaSortKey: 1,
    method: 'POST',
    url: '{{ _.base }}/login',
    body: { mimeType: 'application/json', text: '{"a": 1}' },
  },
];

test('version 4 is read: order, folders, environments, and values of other requests', () => {
  const { plan } = made(JSON.stringify({ _type: 'export', __export_format: 4, resources: REQUESTS }));
  expect(plan.name).toBe('Shop');
  expect(plan.variables).toEqual({ base: '{{scheme}}://127.0.0.1:9', scheme: 'http', nested_id: '7' });
  const [login, me] = plan.scenarios[0]?.steps ?? [];
  const [name = ''] = Object.keys(login?.extract ?? {});
  expect(login).toMatchObject({
    name: 'Log in',
    headers: { 'content-type': 'application/json' },
    extract: { [name]: { json: '$.token' } },
  });
  expect(me).toMatchObject({
    url: '{{base}}/users/{{nested_id}}?q=a+b',
    headers: { 'X-Id': '{{$guid}}' },
    auth: { type: 'bearer', token: `{{${name}}}` },
  });
});

test('version 5 is read: a tree in YAML with path parameters, and requests that are not HTTP', () => {
  const { plan, leftOut } = made(`type: collection.insomnia.rest/5.0
name: Tree
collection:
  - name: Folder
    children:
      - { name: One, method: GET, url: "{{ _.base }}/a/:id", pathParameters: [ { name: id, value: x1 } ] }
  - { name: Socket, url: "wss://127.0.0.1:9" }
environments:
  data: { base: "http://127.0.0.1:9" }
  subEnvironments:
    - { name: Dev, data: { base: "http://127.0.0.1:1" } }
    - { name: Prod, data: { base: "http://127.0.0.1:2" } }
`);
  expect(plan.scenarios[0]?.steps.map(({ url }) => url)).toEqual(['{{base}}/a/x1']);
  expect(plan.environments).toEqual({ Dev: { base: 'http://127.0.0.1:1' }, Prod: { base: 'http://127.0.0.1:2' } });
  expect(leftOut).toContain('A request is gRPC or WebSocket, which Onrush does not send.');
});

test('scripts that read a response become values and checks, and two requests may give a value of one name', () => {
  const { plan, leftOut } = made(`type: collection.insomnia.rest/5.0
name: Shop
collection:
  - name: Log in
    url: http://127.0.0.1:9/login
    method: POST
    meta: {id: req_1}
    scripts:
      afterResponse: |-
        insomnia.environment.set("session", insomnia.response.json().session);
        insomnia.test("ok", () => insomnia.response.to.have.status(200));
        odd();
  - name: Cart
    url: http://127.0.0.1:9/cart
    method: POST
    meta: {id: req_2}
  - name: Use
    url: "http://127.0.0.1:9/use?a={% response 'body', 'req_1', 'b64::JC5pZA==::46b', 'never', 60 %}&b={% response 'body', 'req_2', 'b64::JC5pZA==::46b', 'never', 60 %}"
    method: GET
    meta: {id: req_3}
`);
  expect(plan.scenarios[0]?.steps).toMatchObject([
    { extract: { session: { json: '$.session' }, id: { json: '$.id' } }, checks: [{ status: 200 }] },
    { extract: { id_2: { json: '$.id' } } },
    { url: 'http://127.0.0.1:9/use?a={{id}}&b={{id_2}}' },
  ]);
  expect(leftOut).toEqual(['“Log in”: a part of its script was not carried over: odd']);
});
