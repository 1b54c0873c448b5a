// OpenAPI 3 and Swagger 2 documents, in JSON and YAML.
import { expect, test } from 'vitest';
import { imported, made, refusal } from '../imported/test-import.ts';
import { pathText, queryTexts, simpleText } from './parameters.ts';

function api(paths: string, rest = ''): string {
  return `openapi: 3.1.0\ninfo: { title: Pets }\nservers:\n  - url: https://{env}.pets.test:{port}/v1/\n    variables: { env: { default: api }, port: { enum: ['8443', '443'], default: '8443' } }\npaths:\n${paths}${rest}`;
}

test('an operation becomes a request: server, path, query, headers, body and the statuses it may have', () => {
  const { plan } = made(
    api(
      `  /pets/{petId}:
    parameters:
      - { name: petId, in: path, required: true, schema: { type: string }, example: rex }
    put:
      summary: Change a pet
      parameters:
        - { name: dry, in: query, required: true, schema: { type: boolean, default: true } }
        - { name: page, in: query, schema: { type: integer } }
        - { name: X-Trace, in: header, required: true, schema: { type: string, example: t-1 } }
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Pet' }
      responses:
        '200': { content: { application/json: {} } }
        '201': {}
        '404': {}
`,
      `components:
  schemas:
    Pet:
      type: object
      properties: { id: { type: integer, readOnly: true }, name: { type: string, example: "{{Rex}}" }, parent: { $ref: '#/components/schemas/Pet' } }
`,
    ),
  );
  expect(plan.variables).toEqual({ base: 'https://api.pets.test:8443/v1', petId: 'rex' });
  const [step] = plan.scenarios[0]?.steps ?? [];
  expect(step).toMatchObject({
    name: 'Change a pet',
    method: 'PUT',
    url: '{{base}}/pets/{{petId}}?dry=true',
    headers: { accept: 'application/json', 'X-Trace': 't-1' },
    checks: [{ status: [200, 201] }],
  });
  expect(JSON.stringify(step?.body)).toContain(String.raw`"name":"\\{{Rex}}"`);
});

test('an id that one operation makes is taken for those whose path asks for it, by schema or by link', () => {
  const { plan } = made(
    api(`  /pets:
    post:
      responses:
        '201': { content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } }
  /pets/{petId}:
    get:
      parameters: [ { name: petId, in: path, required: true, schema: { type: string } } ]
      responses: { '200': {} }
  /orders:
    post:
      responses:
        '200': { links: { get: { parameters: { 'path.order': '$response.body#/data/0/order-id' } } } }
  /o/{order}:
    get: { responses: { '200': {} } }
`),
  );
  const steps = plan.scenarios[0]?.steps ?? [];
  expect(steps.map(({ extract }) => extract)).toEqual([
    { petId: expect.objectContaining({ json: '$.id' }) },
    undefined,
    { order: expect.objectContaining({ json: "$.data[0]['order-id']" }) },
    undefined,
  ]);
  expect(plan.variables).toEqual({ base: 'https://api.pets.test:8443/v1' });
});

test('security becomes authentication or headers, with secrets by name', () => {
  const scheme = (text: string): string => `components: { securitySchemes: { s: ${text} } }\nsecurity: [ { s: [] } ]\n`;
  const step = (text: string): unknown => {
    const { plan } = made(api(`  /a: { get: { responses: {} } }\n`, scheme(text)));
    const { url, headers, auth } = plan.scenarios[0]?.steps[0] ?? { url: '', headers: {}, auth: undefined };
    return [url, headers, auth, plan.secrets];
  };
  expect(step('{ type: apiKey, in: header, name: X-Key }')).toEqual([
    '{{base}}/a',
    { 'X-Key': '{{API_KEY}}' },
    undefined,
    ['API_KEY'],
  ]);
  expect(step('{ type: apiKey, in: query, name: key }')).toEqual(['{{base}}/a?key={{API_KEY}}', {}, undefined, ['API_KEY']]);
  expect(step('{ type: http, scheme: basic }')).toEqual([
    '{{base}}/a',
    {},
    { type: 'basic', user: '{{user}}', password: '{{PASSWORD}}' },
    ['PASSWORD'],
  ]);
  expect(step('{ type: oauth2, flows: {} }')).toEqual(['{{base}}/a', {}, { type: 'bearer', token: '{{TOKEN}}' }, ['TOKEN']]);
});

test.each([
  ['simple', false, 'a,b', 'x,1,y,2'],
  ['simple', true, 'a,b', 'x=1,y=2'],
  ['label', false, '.a,b', '.x,1,y,2'],
  ['label', true, '.a.b', '.x=1.y=2'],
  ['matrix', false, ';n=a,b', ';n=x,1,y,2'],
  ['matrix', true, ';n=a;n=b', ';x=1;y=2'],
])('a path parameter is written in style %s, explode %s', (style, explode, list, object) => {
  const as = { style, explode, name: 'n' };
  expect([pathText(['a', 'b'], as), pathText({ x: 1, y: 2 }, as)]).toEqual([list, object]);
});

test('a path parameter is written with one value, with an empty one, and with reserved characters', () => {
  const matrix = { style: 'matrix', explode: true, name: 'n' };
  expect([pathText(5, matrix), pathText('', matrix), pathText(['', 'b'], matrix)]).toEqual([';n=5', ';n', ';n;n=b']);
  expect([pathText('a;b /c', matrix), pathText(5, { ...matrix, style: 'label' })]).toEqual([';n=a%3Bb%20%2Fc', '.5']);
});

test('a query parameter that allows reserved characters keeps them, but not those that would end it', () => {
  const as = { style: 'form', explode: true, name: 'n', isReservedKept: true };
  expect(queryTexts("/a:b?c=[d]@!$'()*+,;", as)).toEqual(["n=/a:b?c=[d]@!$'()*+,;"]);
  expect(queryTexts('a b&c#d%2Fé%', as)).toEqual(['n=a%20b%26c%23d%2F%C3%A9%25']);
  const { plan } = made(
    api(`  /a: { get: { parameters: [
      { name: u, in: query, required: true, allowReserved: true, example: 'https://b.test/c?d' },
      { name: v, in: query, required: true, example: 'b/c' } ], responses: {} } }\n`),
  );
  expect(plan.scenarios[0]?.steps[0]?.url).toBe('{{base}}/a?u=https://b.test/c?d&v=b%2Fc');
});

test.each([
  ['flows: { authorizationCode: { tokenUrl: /token } }', 'the OAuth 2 flow authorizationCode, in which a person logs in'],
  ['flows: { implicit: {} }', 'the OAuth 2 flow implicit, in which a person logs in'],
  ['flows: { password: {} }', 'the OAuth 2 flow password, which exchanges'],
  ['flows: { implicit: {}, password: {} }', 'browser, or the OAuth 2 flow password'],
  ['flows: { clientCredentials: { tokenUrl: /token } }', 'whose address for tokens, /token, is not a whole URL'],
  ['openIdConnectUrl: https://a.test', 'OpenID Connect (openIdConnect), in which a person logs in'],
])('a token that a plan cannot fetch is named once: %s', (scheme, words) => {
  const type = scheme.startsWith('flows') ? 'oauth2' : 'openIdConnect';
  const schemes = `components: { securitySchemes: { s: { type: ${type}, ${scheme} } } }\nsecurity: [ { s: [] } ]\n`;
  const { leftOut, plan } = made(api('  /a: { get: { responses: {} } }\n  /b: { get: { responses: {} } }\n', schemes));
  const said = leftOut.filter((sentence) => sentence.startsWith('The scheme “s” is '));
  expect(said).toEqual([expect.stringContaining(words)]);
  expect(said[0]).toContain('Onrush does not fetch this token: get one as your client does and give it as the secret TOKEN');
  expect(plan.secrets).toEqual(['TOKEN']);
});

test.each([
  ['form', true, ['n=a', 'n=b'], ['x=1', 'y=2']],
  ['form', false, ['n=a,b'], ['n=x,1,y,2']],
  ['spaceDelimited', false, ['n=a%20b'], ['n=x%201%20y%202']],
  ['pipeDelimited', false, ['n=a%7Cb'], ['n=x%7C1%7Cy%7C2']],
  ['deepObject', true, ['n=a', 'n=b'], ['n%5Bx%5D=1', 'n%5By%5D=2']],
])('a query parameter is written in style %s, explode %s', (style, explode, list, object) => {
  const as = { style, explode, name: 'n' };
  expect([queryTexts(['a', 'b'], as), queryTexts({ x: 1, y: 2 }, as)]).toEqual([list, object]);
  expect([simpleText({ x: 1 }, true), simpleText({ x: 1 }, false)]).toEqual(['x=1', 'x,1']);
});

test('Swagger 2 is read: host and base path, form fields, files and collections', () => {
  const { plan, leftOut } = made(
    JSON.stringify({
      swagger: '2.0',
      info: { title: 'Old' },
      host: 'old.test',
      basePath: '/v2',
      schemes: ['http'],
      paths: {
        '/pet': {
          get: {
            parameters: [
              {
                name: 'tags',
                in: 'query',
                required: true,
                type: 'array',
                items: { type: 'string', example: 'a' },
                collectionFormat: 'csv',
              },
            ],
            responses: { 200: {} },
          },
          post: {
            consumes: ['multipart/form-data'],
            parameters: [
              { name: 'f', in: 'formData', type: 'file' },
              { name: 'n', in: 'formData', type: 'string', default: 'x' },
            ],
            responses: {},
          },
          patch: {
            consumes: ['application/x-www-form-urlencoded'],
            parameters: [{ name: 'n', in: 'formData', type: 'string', default: 'x' }],
            responses: {},
          },
        },
      },
    }),
  );
  expect(plan.variables).toEqual({ base: 'http://old.test/v2' });
  const [post, get, patch] = plan.scenarios[0]?.steps ?? [];
  expect(get?.url).toMatch(/^\{\{base\}\}\/pet\?tags=/);
  expect(patch?.body).toEqual({ form: { n: 'x' } });
  expect(post?.body).toMatchObject({
    multipart: [
      { name: 'f', value: '', fileName: 'file.bin' },
      { name: 'n', value: 'x' },
    ],
  });
  expect(leftOut.join()).toContain('the file of the field “f” is not in the document');
});

test('a large document asks which operations to take, one without a server says so, and one with only webhooks is refused', () => {
  const many = Array.from({ length: 50 }, (_, at) => `  /p${at}: { get: { tags: [T], responses: {} } }\n`).join('');
  expect(imported(api(many)).scenarios[0]?.requests.every(({ leftAside }) => leftAside === 'choice')).toBe(true);
  expect(refusal(api(many))).toBe(
    'This OpenAPI document holds 50 requests, but none is chosen (50 operations). Choose at least one.',
  );
  const { leftOut } = made('openapi: 3.0.0\ninfo: {title: A}\npaths: { /a: { get: { responses: {} } } }');
  expect(leftOut).toEqual([
    'The document names no server. “base” is http://127.0.0.1:8080 until you write another under the variables.',
  ]);
  expect(refusal('openapi: 3.1.0\ninfo: {title: A}\nwebhooks: { a: { post: {} } }')).toMatch(/only webhooks/);
});
