// Where the values of a Postman collection come from: globals, environments, vaults, and files of a form.
import { expect, test } from 'vitest';
import { made } from '../imported/test-import.ts';
import { readScript } from './postman-script.ts';

test('globals apply if neither the environment nor the collection gives a value', () => {
  const collection = JSON.stringify({
    info: { name: 'Shop' },
    variable: [{ key: 'b', value: 'collection' }],
    item: [{ name: 'a', request: { method: 'GET', url: '{{base}}/{{a}}/{{b}}/{{c}}' } }],
  });
  const globals = JSON.stringify({
    _postman_variable_scope: 'globals',
    values: [
      { key: 'a', value: 'global' },
      { key: 'b', value: 'global' },
      { key: 'c', value: 'global' },
    ],
  });
  const environment = JSON.stringify({
    name: 'local',
    _postman_variable_scope: 'environment',
    values: [
      { key: 'base', value: 'http://127.0.0.1:9' },
      { key: 'c', value: 'environment' },
    ],
  });
  const { plan } = made([globals, collection, environment]);
  expect(plan.environments).toBeUndefined();
  expect(plan.variables).toEqual({ base: 'http://127.0.0.1:9', a: 'global', b: 'collection', c: 'environment' });
});

test('every file of a field is a part of its form, and values of a vault are secrets', () => {
  const { plan } = made(
    JSON.stringify({
      info: { name: 'Shop' },
      item: [
        {
          name: 'a',
          request: {
            method: 'POST',
            header: [{ key: 'X-Key', value: '{{vault:shop-key}}' }],
            url: 'http://127.0.0.1:9/a',
            body: { mode: 'formdata', formdata: [{ key: 'f', type: 'file', src: ['/a.png', '/b.png'] }] },
          },
        },
      ],
    }),
  );
  expect(plan.secrets).toEqual(['shop-key']);
  expect(plan.scenarios[0]?.steps[0]).toMatchObject({
    headers: { 'X-Key': '{{shop-key}}' },
    body: {
      multipart: [
        { name: 'f', file: '/a.png' },
        { name: 'f', file: '/b.png' },
      ],
    },
  });
});

test.each([
  [
    'const { token, user: u } = pm.response.json(); pm.environment.set("t", token); pm.environment.set("n", u.name);',
    { t: '$.token', n: '$.user.name' },
  ],
  ['pm.collectionVariables.set("id", pm.response.json().items[0].id.toString());', { id: '$.items[0].id' }],
  ['pm.environment.set("id", String(pm.response.json().id));', { id: '$.id' }],
  ['const r = pm.response.json(); pm.environment.set("id", r?.list?.[0]?.id ?? "");', { id: '$.list[0].id' }],
])('%s takes a value', (script, paths) => {
  const { extract, rest } = readScript(script, (name) => name);
  expect(extract).toEqual(Object.fromEntries(Object.entries(paths).map(([name, json]) => [name, { json }])));
  expect(rest).toEqual([]);
});

test.each([
  ['pm.expect(pm.response.json().items.length).to.equal(2);', { json: '$.items', count: '== 2' }],
  ['pm.expect(pm.response.json().items.length).to.be.above(2);', { json: '$.items', count: '> 2' }],
  ['pm.expect(pm.response.json().items).to.have.lengthOf(3);', { json: '$.items', count: '== 3' }],
  ['pm.expect(pm.response.json().n).to.be.at.least(3);', { json: '$.n', value: '>= 3' }],
  ['pm.expect(pm.response.json().name).to.include("x");', { json: '$.name', contains: 'x' }],
  ['pm.expect(pm.response.json()).to.have.property("a", 5);', { json: '$.a', is: 5 }],
  ['pm.expect(pm.response.json().ok).to.be.true;', { json: '$.ok', is: true }],
  ['pm.response.to.have.status("Created");', { status: 201 }],
  ['pm.expect(pm.response.code).to.be.within(200, 299);', { status: '2xx' }],
  ['pm.response.to.not.be.error;', { status: ['2xx', '3xx'] }],
  ['pm.response.to.have.header("X-A", "b");', { header: 'X-A', is: 'b' }],
])('%s is a check', (script, check) => {
  const { checks, rest } = readScript(`pm.test("t", () => { ${script} });`, (name) => name);
  expect(checks).toEqual([check]);
  expect(rest).toEqual([]);
});
