// Journeys against a small shop that checks what it is sent and keeps its own log.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import type { DataTable } from '../files/data-table.ts';
import { readCsv } from '../journey/read-csv.ts';
import { runPlan, type Observed } from './test-run.ts';

interface Heard {
  readonly line: string;
  readonly body: string;
  readonly cookie: string;
}

let heard: Heard[] = [];
let base = '';
const server = createServer((request, response) => void handle(request, response));

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  heard = [];
});

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  heard.push({ line: `${request.method} ${request.url}`, body, cookie: request.headers.cookie ?? '' });
  const send = (status: number, value: unknown, headers: Record<string, string> = {}): void => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  };
  const { authorization = '', cookie = '' } = request.headers;
  if (request.url === '/login') {
    const { user } = JSON.parse(body) as { user: string };
    return send(200, { token: `tok-${user}`, id: 41 }, { 'set-cookie': `sid=${encodeURIComponent(user)}; Path=/` });
  }
  if (request.url === '/cookie') return send(200, {});
  if (request.url === '/twentieth') return send(heard.length === 20 ? 500 : 200, {});
  if (request.url === '/page') return void response.end('<form><input name=csrf value="a&amp;b"></form>');
  if (request.url?.startsWith('/echo')) return send(200, { said: authorization, errors: [{ message: 'no such field' }] });
  const isKnown = authorization.startsWith('Bearer tok-') && cookie === `sid=${encodeURIComponent(authorization.slice(11))}`;
  send(isKnown ? 200 : 401, { items: [1, 2], body });
}

const USERS = 'email,password\r\nada@x.test,"a,""1"""\r\nbob@x.test,ä\r\neve@x.test,p3\r\n';

function table(text: string): DataTable {
  const read = readCsv(Buffer.from(text), null);
  if (!read.ok) throw new Error(read.message);
  return read.table;
}

type Steps = PlanInput['scenarios'][number]['steps'];

async function travel(
  steps: Steps,
  rest: Partial<PlanInput> = {},
  workers = 1,
  constants: Record<string, string> = {},
): Promise<Observed> {
  const load = { model: 'iterations', iterations: 6, vus: 3 } as const;
  const plan: PlanInput = {
    version: 2,
    variables: { base },
    data: [{ name: 'users', file: 'users.csv' }],
    scenarios: [{ steps }],
    load,
    ...rest,
  };
  const journey = { constants, secrets: Object.values(constants), tables: [table(USERS)] };
  return await runPlan(plan, { workers, files: { tls: {}, journey } });
}

const LOG_IN: Steps[number] = {
  name: 'log in',
  method: 'POST',
  url: '{{base}}/login',
  body: { json: { user: '{{users.email}}', password: '{{users.password}}', n: '{{$randomInt[1,3]}}' } },
  extract: { token: { json: '$.token' }, id: { json: '$.id' } },
  checks: [{ status: 200 }],
};
const CART: Steps[number] = {
  name: 'cart',
  method: 'POST',
  url: '{{base}}/carts/{{$guid}}?q={{users.password}}',
  auth: { type: 'bearer', token: '{{token}}' },
  body: { json: { n: '{{id}}', text: 'a "{{id}}"' } },
  checks: [{ status: '2xx' }, { json: '$.items', count: '> 0' }],
};

test('a scenario that forgets its cookies takes none from the user that keeps others, and leaves none', async () => {
  const steps = (user: string): Steps =>
    ['/cookie', '/login'].map((path) => ({ method: 'POST', url: `{{base}}${path}`, body: { json: { user } } }));
  await travel([], {
    scenarios: [
      { name: 'keeps', cookies: 'vu', steps: steps('ada') },
      { name: 'forgets', cookies: 'iteration', steps: steps('bob') },
      { name: 'never', cookies: 'off', steps: steps('eve') },
    ],
    load: { model: 'iterations', iterations: 12, vus: 1 },
  });
  const seen = (user: string): string[] =>
    heard.filter(({ line, body }) => line === 'POST /cookie' && body.includes(user)).map(({ cookie }) => cookie);
  expect(seen('ada')).toEqual(['', ...Array.from({ length: seen('ada').length - 1 }, () => 'sid=ada')]);
  expect(seen('ada').length).toBeGreaterThan(2);
  expect(new Set([...seen('bob'), ...seen('eve')])).toEqual(new Set(['']));
});

test('values, cookies and rows are kept from step to step, and every check is counted', async () => {
  const thresholds = ['checks > 99%', 'checks{status 200} >= 100%', 'checks{$.items count > 0, step: "cart"} == 100%'];
  const { end, rows } = await travel([LOG_IN, CART], { thresholds }, 2);
  expect(rows.map(({ kind, message }) => `${kind} ${message}`)).toEqual(Array.from({ length: 12 }, () => 'ok '));
  expect(end.summary.journey?.checks.map(({ name, passed, failed }) => [name, passed, failed])).toEqual([
    ['status 200', 6, 0],
    ['status 2xx', 6, 0],
    ['$.items count > 0', 6, 0],
  ]);
  expect(end.verdicts.map(({ passed, actual }) => [passed, actual])).toEqual([
    [true, 1],
    [true, 1],
    [true, 1],
  ]);
  const logIns = heard
    .filter(({ line }) => line === 'POST /login')
    .map(({ body }) => (JSON.parse(body) as { password: string }).password);
  expect(logIns.toSorted()).toEqual(['a,"1"', 'a,"1"', 'p3', 'p3', 'ä', 'ä']);
  expect(heard.filter(({ line }) => line.includes('carts')).map(({ body }) => body)).toEqual(
    Array.from({ length: 6 }, () => '{"n":41,"text":"a \\"41\\""}'),
  );
});

test('the same plan sends the same bytes with any number of threads', async () => {
  const sent: string[][] = [];
  for (const workers of [1, 2, 3]) {
    heard = [];
    await travel([LOG_IN, CART], {}, workers);
    sent.push(heard.map(({ line, body }) => `${line} ${body}`).toSorted());
  }
  expect(sent[1]).toEqual(sent[0]);
  expect(sent[2]).toEqual(sent[0]);
  expect(new Set(sent[0]?.filter((line) => line.includes('carts'))).size).toBe(6);
});

test('a missing value fails its request with a sentence, and the rest is skipped and counted', async () => {
  const { end, rows } = await travel([{ ...LOG_IN, extract: { token: { json: '$.tokn' }, id: { json: '$.id' } } }, CART]);
  expect(new Set(rows.map(({ kind, message }) => `${kind} ${message}`))).toEqual(
    new Set(['check_failed token: nothing at $.tokn']),
  );
  expect([rows.length, end.summary.journey?.skippedRequests]).toEqual([6, 6]);
  expect(heard.every(({ line }) => line === 'POST /login')).toBe(true);
});

test('a check of the status replaces the rule below 400, and onFail decides what follows', async () => {
  const refused: Steps[number] = { name: 'refused', url: '{{base}}/list', checks: [{ status: 401 }] };
  const wrong: Steps[number] = { ...refused, name: 'wrong', checks: [{ status: 200 }], onFail: 'continue' };
  const { end, rows } = await travel([refused, wrong, { url: '{{base}}/page' }]);
  expect(rows.filter(({ step }) => step === 0).every(({ kind }) => kind === 'ok')).toBe(true);
  expect(rows.find(({ step }) => step === 1)).toMatchObject({ kind: 'check_failed', message: 'Check “status 200”: it is 401.' });
  expect(rows.filter(({ step }) => step === 2).length).toBe(6);
  expect(end.state).toBe('completed');
  const stopped = await travel([{ ...wrong, onFail: 'stop-run' }]);
  expect([stopped.end.state, stopped.end.reason]).toEqual([
    'stopped',
    expect.stringContaining('“wrong” failed, and the plan stops the run'),
  ]);
});

test.each([
  { workers: 1, vus: 1, most: 20 },
  // Responses that arrive together are read in any order, and each of the other three is followed by one more request.
  { workers: 1, vus: 4, most: 30 },
  // Another thread continues until a message reaches it.
  { workers: 2, vus: 4, most: 100 },
])(
  'a step that stops the run is the last one that its thread begins: $vus users, $workers threads',
  async ({ workers, vus, most }) => {
    const load = { model: 'iterations', iterations: 5000, vus } as const;
    const { end } = await travel([{ name: 'guarded', url: '{{base}}/twentieth', onFail: 'stop-run' }], { load }, workers);
    expect([end.state, end.summary.requests.failed]).toEqual(['stopped', 1]);
    expect(heard.length).toBeLessThanOrEqual(most);
  },
);

test('a threshold on checks that were never evaluated fails, while those that were are judged', async () => {
  const refused: Steps[number] = { name: 'refused', url: '{{base}}/list', checks: [{ status: 200 }] };
  const never: Steps[number] = { name: 'never', url: '{{base}}/list', checks: [{ body: 'contains', value: 'x' }] };
  const thresholds = [
    'checks{step: "never"} > 1%',
    'checks{body contains x} > 1%',
    'checks{step: "refused"} < 1%',
    'checks < 1%',
  ];
  const { end } = await travel([refused, never], { thresholds });
  expect(end.verdicts.map(({ passed, actual }) => [passed, actual])).toEqual([
    [false, null],
    [false, null],
    [true, 0],
    [true, 0],
  ]);
});

test('a path with a missing value fails its request with a sentence', async () => {
  const without: Steps[number] = { ...LOG_IN, extract: { id: { json: '$.no' } }, checks: [], onFail: 'continue' };
  const next: Steps[number] = { name: 'next', url: '{{base}}/echo', extract: { said: { json: '$.{{id}}' } }, onFail: 'continue' };
  const checked: Steps[number] = { name: 'checked', url: '{{base}}/echo', checks: [{ json: '$.{{id}}', exists: true }] };
  const { end, rows } = await travel([without, next, checked]);
  const words = '“id” has no value, because the step that makes it failed.';
  expect(end.state).toBe('completed');
  expect(rows.find(({ step }) => step === 1)?.message).toBe(`said: ${words}`);
  expect(rows.find(({ step }) => step === 2)?.message).toContain(words);
});

test('CSS, regular expressions, texts between two others and defaults give values', async () => {
  const page: Steps[number] = {
    url: '{{base}}/page',
    extract: {
      csrf: { css: 'input[name=csrf]', attr: 'value' },
      name: { regex: 'name=(\\w+)' },
      raw: { between: ['value="', '"'] },
      none: { cookie: 'sid', default: 'nothing' },
      count: { regex: 'input', pick: 'all-count' },
    },
  };
  const form: Steps[number] = {
    method: 'POST',
    url: '{{base}}/form',
    body: { form: { a: '{{csrf}}', b: '{{name}} {{raw}}', c: '{{none}}{{count}}' } },
  };
  await travel([page, { ...form, checks: [{ status: 401 }] }]);
  expect(heard.find(({ line }) => line === 'POST /form')?.body).toBe('a=a%26b&b=csrf+a%26amp%3Bb&c=nothing1');
});

test('errors in a 200 of GraphQL fail, unless the step allows them', async () => {
  const query: Steps[number] = {
    method: 'POST',
    url: '{{base}}/echo',
    body: { graphql: '{ a { b }}', variables: { id: '{{$iteration}}' } },
  };
  const { rows } = await travel([query]);
  expect(rows[0]).toMatchObject({ kind: 'check_failed', message: 'GraphQL: no such field' });
  expect(
    heard.map(({ body }) => (JSON.parse(body) as { variables: { id: number } }).variables.id).toSorted((a, b) => a - b),
  ).toEqual([0, 1, 2, 3, 4, 5]);
  const allowed = await travel([{ ...query, body: { graphql: '{ a }', allowErrors: true } }]);
  expect(allowed.rows.every(({ kind }) => kind === 'ok')).toBe(true);
});

test('a value that would break a header is not sent, and the request says why', async () => {
  const { rows } = await travel([{ url: '{{base}}/page', headers: { 'x-name': '{{name}}' } }], {
    variables: { base, name: 'a{{$now[YYYY]}}' },
  });
  expect(rows.every(({ kind }) => kind === 'ok')).toBe(true);
  heard = [];
  const page: Steps[number] = {
    url: '{{base}}/page',
    extract: { all: { regex: '(?s).*', group: 0, pick: 'first' }, two: { default: 'a\r\nx: y', json: '$.no' } },
  };
  const broken = await travel([page, { name: 'broken', url: '{{base}}/page', headers: { 'x-name': '{{two}}' } }]);
  expect(broken.rows.find(({ step }) => step === 1)).toMatchObject({
    kind: 'check_failed',
    message: expect.stringContaining('a line break'),
  });
  expect(heard.length).toBe(6);
});

test('a secret that the server repeats is in no example', async () => {
  const secret = 'öpen "sesame" +1';
  const step: Steps[number] = { method: 'POST', url: '{{base}}/list?k={{KEY}}', body: { json: { key: '{{KEY}}' } } };
  const { examples } = await travel([step], { secrets: ['KEY'] }, 1, { KEY: secret });
  expect(examples.length).toBeGreaterThan(0);
  expect(JSON.stringify(examples)).not.toContain('sesame');
  expect(heard[0]?.body).toBe(JSON.stringify({ key: secret }));
});
