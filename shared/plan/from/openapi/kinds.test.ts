// The peculiarities of each version's documents, one small document each.
import { expect, test } from 'vitest';
import { made } from '../imported/test-import.ts';

const SCHEMAS = `components:
  schemas:
    Base: { type: object, discriminator: { propertyName: kind, mapping: { c: '#/components/schemas/Cat' } }, properties: { kind: { type: string } } }
    Cat: { allOf: [ { $ref: '#/components/schemas/Base' }, { type: object, properties: { lives: { type: integer, example: 9 } } } ] }
    Dog: { type: object, properties: { kind: { type: string }, bark: { type: boolean } } }
    Node: { type: object, properties: { name: { type: string, example: n }, next: { $ref: '#/components/schemas/Node' } } }
    Id: { type: string, example: abc }
`;

function documentOf(schema: string, media: string): string {
  return `openapi: 3.1.0
info: { title: T }
servers: [ { url: 'https://a.test' } ]
paths:
  /a:
    post:
      requestBody: { content: { '${media}': { schema: ${schema} } } }
      responses: { '201': {} }
${SCHEMAS}`;
}

function stepOf(text: string) {
  const { plan, leftOut } = made(text);
  return { step: plan.scenarios[0]?.steps[0], secrets: plan.secrets, leftOut };
}

const JSON_TYPE = 'application/json';
const object = (properties: string): string => `{ type: object, properties: { ${properties} } }`;
const ONE = object('a: { type: integer, example: 1 }');

test.each<[string, string, string, unknown]>([
  [
    'a list of types',
    object(`a: { type: ['null', string] }, b: { type: [integer, 'null'], exclusiveMinimum: 3 }`),
    JSON_TYPE,
    { json: { a: 'string', b: 4 } },
  ],
  [
    'const and examples',
    object('a: { const: fixed }, b: { type: string, examples: [x, y] }'),
    JSON_TYPE,
    { json: { a: 'fixed', b: 'x' } },
  ],
  [
    'null first among several',
    object(`a: { anyOf: [ { type: 'null' }, { type: string, example: q } ] }`),
    JSON_TYPE,
    { json: { a: 'q' } },
  ],
  [
    'a name beside a reference',
    object(
      `id: { $ref: '#/components/schemas/Id', readOnly: true }, e: { $ref: '#/components/schemas/Id', example: mine }, d: { $ref: '#/components/schemas/Id', description: d }`,
    ),
    JSON_TYPE,
    { json: { e: 'mine', d: 'abc' } },
  ],
  [
    'a property that is called as a word of schemas',
    object(`default: { type: ['null', string] }, value: { type: ['null', integer] }`),
    JSON_TYPE,
    { json: { default: 'string', value: 0 } },
  ],
  [
    'a discriminator of several',
    `{ oneOf: [ { $ref: '#/components/schemas/Dog' } ], discriminator: { propertyName: kind, mapping: { dog: '#/components/schemas/Dog' } } }`,
    JSON_TYPE,
    { json: { kind: 'dog', bark: true } },
  ],
  ['a discriminator of a parent', `{ $ref: '#/components/schemas/Cat' }`, JSON_TYPE, { json: { kind: 'c', lives: 9 } }],
  ['a circle', `{ $ref: '#/components/schemas/Node' }`, JSON_TYPE, { json: { name: 'n', next: {} } }],
  [
    'nullable and who reads it',
    object(
      'a: { type: string, nullable: true, example: v }, w: { type: string, writeOnly: true }, r: { type: string, readOnly: true }',
    ),
    JSON_TYPE,
    { json: { a: 'v', w: 'string' } },
  ],
  [
    'a form',
    object('a: { type: string, example: x y }, l: { type: array, items: { type: integer, example: 3 } }'),
    'application/x-www-form-urlencoded',
    { form: { a: 'x y', l: [3] } },
  ],
  [
    'a file of a parent',
    `{ allOf: [ ${object('f: { type: string, format: binary }')} ] }`,
    'multipart/form-data',
    { multipart: [{ name: 'f', value: '', fileName: 'file.bin', type: 'application/octet-stream' }] },
  ],
  [
    'XML',
    `{ type: object, xml: { name: pet }, properties: { id: { type: integer, example: 7, xml: { attribute: true } }, name: { type: string, example: rex } } }`,
    'application/xml',
    '<pet id="7">\n  <name>rex</name>\n</pet>',
  ],
  ['a number as a text', '{ type: integer, example: 5 }', 'text/plain', '5'],
  ['any type', ONE, '*/*', { json: { a: 1 } }],
  ['a line of JSON', ONE, 'application/x-ndjson', '{"a":1}\n'],
])('a body is made: %s', (_, schema, media, body) => {
  expect(stepOf(documentOf(schema, media)).step?.body).toEqual(body);
});

test('a reference into another file is named, and the rest of the body stays', () => {
  const { step, leftOut } = stepOf(
    documentOf(object(`a: { type: string, example: ok }, b: { $ref: 'other.yaml#/B' }`), JSON_TYPE),
  );
  expect(step?.body).toEqual({ json: { a: 'ok', b: null } });
  expect(leftOut).toEqual(['The reference other.yaml#/B leads into another file, which was not read.']);
});

test('several keys get their own names, digests are read, and the cookies of a parameter and of a key share one header', () => {
  const secured = (schemes: string, security: string, parameters = ''): string =>
    `openapi: 3.0.3\ninfo: { title: T }\nservers: [ { url: 'https://a.test' } ]\npaths: { /a: { get: { parameters: [ ${parameters} ], responses: {} } } }\ncomponents: { securitySchemes: { ${schemes} } }\nsecurity: [ ${security} ]\n`;
  expect(
    stepOf(
      secured('a: { type: apiKey, in: header, name: X-App-Id }, b: { type: apiKey, in: query, name: key }', '{ a: [], b: [] }'),
    ),
  ).toMatchObject({
    step: { url: '{{base}}/a?key={{KEY}}', headers: { 'X-App-Id': '{{X_APP_ID}}' } },
    secrets: ['X_APP_ID', 'KEY'],
  });
  expect(stepOf(secured('a: { type: http, scheme: digest }', '{ a: [] }')).step?.auth).toEqual({
    type: 'digest',
    user: '{{user}}',
    password: '{{PASSWORD}}',
  });
  const sid = '{ name: sid, in: cookie, required: true, schema: { type: string, example: c } }';
  expect(stepOf(secured('a: { type: apiKey, in: cookie, name: key }', '{ a: [] }', sid)).step?.headers).toEqual({
    cookie: 'sid=c; key={{API_KEY}}',
  });
  const filter = `{ name: filter, in: query, required: true, content: { application/json: { schema: ${ONE} } } }`;
  expect(stepOf(secured('', '', filter)).step?.url).toBe('{{base}}/a?filter=%7B%22a%22%3A1%7D');
});

test('a client that fetches its own token does so in the plan, and a token that needs a user is a secret', () => {
  const flows = (flow: string, url: string): string => `openapi: 3.1.0
info: { title: T }
servers: [ { url: 'https://a.test' } ]
security: [ { o: [ read, write ] } ]
paths: { /a: { get: { responses: { '200': { description: ok } } } } }
components: { securitySchemes: { o: { type: oauth2, flows: { ${flow}: { tokenUrl: '${url}', scopes: {} } } } } }
`;
  const client = made(flows('clientCredentials', 'https://login.test/token')).plan;
  expect(client.scenarios[0]?.steps[0]?.auth).toMatchObject({
    type: 'oauth2',
    tokenUrl: 'https://login.test/token',
    clientSecret: '{{CLIENT_SECRET}}',
    scope: 'read write',
  });
  expect(client.secrets).toEqual(['CLIENT_SECRET']);
  for (const other of [flows('authorizationCode', 'https://login.test/token'), flows('clientCredentials', '/token')])
    expect(made(other).plan.scenarios[0]?.steps[0]?.auth).toEqual({ type: 'bearer', token: '{{TOKEN}}' });
});
