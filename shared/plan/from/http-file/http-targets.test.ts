// Files whose requests have no ### between them.
import { expect, test } from 'vitest';
import { made } from '../imported/test-import.ts';

test('a file of targets of vegeta is read completely: headers, files of bodies, comments, and lines without a blank line between them', () => {
  const { plan, leftOut } = made(`# targets
GET http://127.0.0.1:9/a?b=c
GET http://127.0.0.1:9/b
X-Account-ID: 8675309
X-Empty:

POST http://user:pass@127.0.0.1:9/c
Content-Type: application/json
@/path/to/body.json

DELETE http://127.0.0.1:9/d\r
@old.json\r
`);
  expect(plan.scenarios[0]?.steps).toMatchObject([
    { method: 'GET', url: 'http://127.0.0.1:9/a?b=c' },
    { method: 'GET', url: 'http://127.0.0.1:9/b', headers: { 'X-Account-ID': '8675309', 'X-Empty': '' } },
    { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: { file: expect.stringContaining('body.json') } },
  ]);
  expect(leftOut.join()).toContain('its body is the file /path/to/body.json, which must be there when the plan runs.');
});

test('request lines without ### between them are several requests, each with its own marks, variables and body', () => {
  const { plan } = made(`@host = http://127.0.0.1:9
# @name first
POST {{host}}/a
Content-Type: application/json

{"a": 1}

// @name second
@id = 7
GET {{host}}/b/{{id}} HTTP/1.1
GET {{host}}/c
GET 127.0.0.1:9/d
`);
  expect(plan.variables).toEqual({ host: 'http://127.0.0.1:9', id: '7' });
  expect(plan.scenarios[0]?.steps).toMatchObject([
    { name: 'first', method: 'POST', body: '{"a": 1}' },
    { name: 'second', method: 'GET', url: '{{host}}/b/{{id}}' },
    { method: 'GET', url: '{{host}}/c' },
    { method: 'GET', url: 'http://127.0.0.1:9/d' },
  ]);
  const separated = made('POST http://127.0.0.1:9/a\n\nGET http://127.0.0.1:9/b\n\n###\nGET http://127.0.0.1:9/c\n').plan;
  expect(separated.scenarios[0]?.steps.map(({ body }) => body)).toEqual(['GET http://127.0.0.1:9/b', undefined]);
});
