// A report of Newman: its collection is read, and its results are named.
import { expect, test } from 'vitest';
import { imported, made, refusal } from '../imported/test-import.ts';

const REPORT = {
  collection: {
    info: { name: 'Shop' },
    item: [
      {
        id: '1',
        name: 'Items',
        request: {
          url: {
            protocol: 'http',
            host: ['{{host}}'],
            path: ['items', '{{id}}'],
            query: [{ key: 'q', value: 'a' }],
            variable: [],
          },
          header: [{ key: 'Accept', value: 'application/json' }],
          method: 'GET',
        },
        response: [],
        event: [{ listen: 'test', script: { type: 'text/javascript', exec: ['pm.response.to.have.status(200);'] } }],
      },
    ],
  },
  environment: { id: 'e', name: 'local', values: [{ type: 'any', key: 'host', value: '127.0.0.1:9' }] },
  globals: { id: 'g', values: [{ type: 'any', key: 'id', value: '7' }] },
  run: { stats: {}, timings: {}, executions: [{ cursor: {} }, { cursor: {} }], failures: [{ error: {} }] },
};

test('the collection is read with the values of the run, and what is left out is named first', () => {
  expect(imported(JSON.stringify(REPORT)).kind).toBe('Newman report');
  const { plan, leftOut } = made(JSON.stringify(REPORT));
  expect(leftOut).toEqual([
    'This is a report of Newman, the result of a run: its collection was read, and its results (2 requests, 1 failure) with their timings and responses were left out.',
  ]);
  expect(plan.variables).toEqual({ host: '127.0.0.1:9', id: '7' });
  expect(plan.scenarios[0]?.steps[0]).toMatchObject({
    name: 'Items',
    url: 'http://{{host}}/items/{{id}}?q=a',
    headers: { Accept: 'application/json' },
    checks: [{ status: 200 }],
  });
});

test('a report without its collection is refused as the result of a run', () => {
  expect(refusal(JSON.stringify({ run: { stats: {} } }))).toBe(
    'This is a report of Newman, the result of a run, which Onrush does not read. Give the Postman collection that it was made with.',
  );
});
