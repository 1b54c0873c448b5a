// Where the values of a Postman collection come from: globals, environments, vaults, and files of a form.
import { expect, test } from 'vitest';
import { made } from '../imported/test-import.ts';

test('globals count where neither the environment nor the collection gives a value', () => {
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

test('every file of a field is a part of its form, and what a vault holds is a secret', () => {
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
