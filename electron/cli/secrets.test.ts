// A secret that is sent, and that the server repeats wherever it can, is in nothing that a run leaves behind.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHistory } from '../app/history.ts';
import { startHttpTarget, type TestTarget } from '../engine/tests/test-target.ts';
import { runCommand } from './test-command.ts';
import { summaryMarkdown } from '../../shared/summary-markdown.ts';

const SECRET = 'öpen "sesame" <&> +1';
let folder: string;
let target: TestTarget;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-secrets-'));
  target = await startHttpTarget((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const place = `/landed/${SECRET.replaceAll(/[^!-~]+/g, encodeURIComponent)}?k=${encodeURIComponent(SECRET)}`;
      if (request.url?.startsWith('/moved')) return void response.writeHead(302, { location: place }).end();
      const errors = [{ message: `no user ${SECRET}` }];
      response.writeHead(200, { 'x-said': encodeURIComponent(SECRET) }).end(JSON.stringify({ errors, body, url: request.url }));
    });
  });
});

afterAll(async () => {
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a secret is in no file of a run, on no stream and in no log', async () => {
  const url = `${new URL(target.url).origin}/q?k={{API_KEY}}`;
  const auth = { type: 'basic', user: 'ada', password: '{{API_KEY}}' };
  const steps = [
    { name: 'ask', method: 'POST', url, auth, body: { graphql: '{ a }', variables: { k: '{{API_KEY}}' } }, onFail: 'continue' },
    { name: 'moved', url: `${new URL(target.url).origin}/moved/{{API_KEY}}`, extract: { said: { json: '$.url' } } },
    { name: 'list', url, checks: [{ json: '$.url', is: '{{API_KEY}}' }], onFail: 'continue' },
    { name: 'stop', method: 'POST', url: `${url}&said={{said}}`, body: { graphql: '{ a }' }, onFail: 'stop-run' },
  ];
  const load = { model: 'iterations', iterations: 20, vus: 2 };
  const plan = join(folder, 'plan.json');
  writeFileSync(
    plan,
    JSON.stringify({ version: 2, secrets: ['API_KEY'], http: { followRedirects: 2 }, scenarios: [{ steps }], load }),
  );
  const files = ['requests-csv', 'timeseries-csv', 'summary', 'report'].flatMap((kind) => [`--${kind}`, join(folder, kind)]);
  const { stdout, stderr } = await runCommand(['run', plan, ...files], { folder, env: { API_KEY: SECRET } });
  const said = stdout + stderr;
  expect(said).toContain('the plan stops the run in that case: GraphQL: no user (hidden)');
  const opened = openHistory(join(folder, 'data'), () => undefined);
  if (!opened.ok) throw new Error(opened.failure.message);
  const row = opened.value.runs.row(opened.value.runs.list()[0]?.id ?? '');
  await opened.value.close();
  if (row === null) throw new Error('There is no run');
  const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
  expect(left).toEqual(expect.arrayContaining(['requests-csv', 'timeseries-csv', 'summary', 'report']));
  const texts = [said, summaryMarkdown(row, '0'), ...left.map((name) => readFileSync(join(folder, name), 'latin1'))];
  expect(readFileSync(join(folder, 'requests-csv'), 'utf8')).toContain('/landed/(hidden)?k=(hidden)');
  for (const text of texts) expect(text.includes('sesame')).toBe(false);
});

/** Each is typed into the plan, a data file or the environment, and none is listed among its secrets. */
const TYPED = {
  short: 'x7q',
  basic: 'pw-of-Basic&1',
  bearer: 'tok.of.bearer',
  key: 'key-of-a-header',
  cookie: 'sid-of-a-cookie',
  query: 'query-of+a/key',
  body: 'json "body" pw',
  row: 'row <of> a file',
  environment: 'of-the-environment',
} as const;

test('secrets that are typed into a plan, a data file or the environment are in no file that is passed on', async () => {
  const echo = await startHttpTarget((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { authorization = '', cookie = '' } = request.headers;
      const heard = [authorization, cookie, request.headers['x-key'], request.headers['x-api-key'], request.url, body].join(' ');
      const all = [heard, decodeURIComponent(request.url ?? ''), Buffer.from(authorization.slice(6), 'base64').toString()];
      const forms = all.flatMap((text) => [text, Buffer.from(text).toString('base64'), Buffer.from(text).toString('hex')]);
      response.writeHead(500, `No ${authorization}`, { 'x-said': encodeURIComponent(heard) }).end(JSON.stringify(forms));
    });
  });
  const place = join(folder, 'typed');
  mkdirSync(place);
  writeFileSync(join(place, 'users.csv'), `name,password\nada,${TYPED.row}\n`);
  const url = new URL(echo.url).origin;
  const steps = [
    { url: `${url}/1`, auth: { type: 'basic', user: 'me', password: TYPED.short } },
    { url: `${url}/2`, auth: { type: 'basic', user: 'ada', password: TYPED.basic } },
    { url: `${url}/3`, auth: { type: 'bearer', token: TYPED.bearer } },
    { url: `${url}/4`, headers: { 'x-api-key': TYPED.key, cookie: `a=1; sid=${TYPED.cookie}` } },
    { url: `${url}/5?api_key=${encodeURIComponent(TYPED.query)}` },
    { url: `${url}/6`, method: 'POST', body: { json: { password: TYPED.body } } },
    { url: `${url}/7`, method: 'POST', body: { form: { password: '{{users.password}}' } } },
    { url: `${url}/8`, headers: { 'x-key': '{{$env.SHOP_TOKEN}}' } },
  ].map((step) => ({ ...step, onFail: 'continue' }));
  const data = [{ name: 'users', file: 'users.csv' }];
  const load = { model: 'iterations', iterations: 3, vus: 1 };
  const plan = join(place, 'plan.json');
  writeFileSync(plan, JSON.stringify({ version: 2, data, scenarios: [{ steps }], load }));
  const env = { SHOP_TOKEN: TYPED.environment };
  const where = { folder: place, env };
  const files = ['requests.csv', 'report.html', 'summary.json', 'summary.md', 'junit.xml', 'run.onrush'].map((name) =>
    join(place, name),
  );
  const texts: string[] = [];
  for (const args of [
    ['run', '--once', plan],
    ['run', '--once', plan, '--json'],
    ['run', plan],
    ['runs', '--json'],
  ]) {
    const { stdout, stderr } = await runCommand(args, where);
    texts.push(stdout + stderr);
  }
  for (const file of files) {
    expect((await runCommand(['export', 'latest', '-o', file], where)).code).toBe(0);
    texts.push(readFileSync(file, 'latin1'));
  }
  await echo.close();
  expect(texts[0]).toContain('(hidden)');
  const base64 = (text: string): string => Buffer.from(text).toString('base64').replaceAll('=', '');
  const found = Object.entries(TYPED).flatMap(([kind, secret]) => {
    const plain = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('hex')];
    // Three letters are found in many words, so such a password is hidden only together with its user.
    const searched = [
      base64(`me:${secret}`),
      ...(secret === TYPED.short ? [] : [...plain, base64(secret), base64(`ada:${secret}`)]),
    ];
    return texts.flatMap((text, at) => searched.filter((form) => text.includes(form)).map((form) => [kind, at, form]));
  });
  expect(found).toEqual([]);
});
