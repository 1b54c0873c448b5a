// A secret that is sent, and that the server repeats wherever it can, is in nothing that a run leaves behind.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
