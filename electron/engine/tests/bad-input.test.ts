// Responses and values that must not do harm: too large, of another host, in the wrong place.
import type { RequestListener } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { runPlan, type Observed } from './test-run.ts';
import { startHttpTarget, type TestTarget } from './test-target.ts';

let targets: TestTarget[] = [];

afterEach(async () => {
  for (const target of targets) await target.close();
  targets = [];
});

async function serve(handle: RequestListener): Promise<string> {
  const target = await startHttpTarget(handle);
  targets.push(target);
  return target.url;
}

type Steps = PlanInput['scenarios'][number]['steps'];

const KEY = 'pl4nted-key';

async function travel(steps: Steps): Promise<Observed> {
  const load = { model: 'iterations', iterations: 1, vus: 1 } as const;
  const journey = { constants: { API_KEY: KEY }, secrets: [KEY], tables: [] };
  const plan: PlanInput = { version: 2, secrets: ['API_KEY'], http: { followRedirects: 5 }, scenarios: [{ steps }], load };
  return await runPlan(plan, { files: { tls: {}, journey } });
}

const PIECE = Buffer.alloc(1_000_000, 'x');

test('of a response of 300 MB a step reads the first 16 MiB, and says so', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 300 * PIECE.length });
    let left = 300;
    const goOn = (): void => {
      while (left > 0 && response.write(PIECE)) left -= 1;
      if (left > 0) response.once('drain', () => ((left -= 1), goOn()));
      else response.end();
    };
    goOn();
  });
  const before = process.memoryUsage().rss;
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  const { rows } = await travel([
    { url, extract: { token: { json: '$.token' } }, onFail: 'continue' },
    { url, checks: [{ json: '$.items', count: '> 0' }] },
  ]);
  clearInterval(watch);
  expect(rows.map(({ message }) => message)).toEqual([
    'token: nothing at $.token within the first 16 MiB of the body',
    'Check “$.items count > 0”: only the first 16 MiB of the body were read, and there are 0.',
  ]);
  expect(rows.every(({ bytesIn }) => bytesIn > 300_000_000)).toBe(true);
  expect(most - before).toBeLessThan(250_000_000);
});

test('a redirect to another host takes no header along that holds a secret, whatever it is called', async () => {
  const heard: (string | undefined)[] = [];
  const other = await serve((request, response) => {
    heard.push(request.headers['x-mine'] as string | undefined, request.headers['x-plain'] as string | undefined);
    response.end();
  });
  const url = await serve((_, response) => response.writeHead(302, { location: other }).end());
  await travel([{ url, headers: { 'x-mine': 'key {{API_KEY}}', 'x-plain': 'kept' } }]);
  expect(heard).toEqual([undefined, 'kept']);
});

test('a relative address of a second redirect counts from where the first one led', async () => {
  const seen: string[] = [];
  const other = await serve((request, response) => {
    seen.push(request.url ?? '');
    if (request.url === '/a/b') response.writeHead(302, { location: 'c' }).end();
    else response.end();
  });
  const url = await serve((_, response) => response.writeHead(302, { location: `${other}a/b` }).end());
  const { rows } = await travel([{ url, checks: [{ status: 200 }] }]);
  expect(rows.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok']);
  expect(seen).toEqual(['/a/b', '/a/c']);
});

test('a line break from a response reaches no header and no URL: that request fails with the reason', async () => {
  const lines: string[] = [];
  const url = await serve((request, response) => {
    lines.push(`${request.url} ${String(request.headers['x-a'] ?? '')}`);
    response.end(JSON.stringify({ a: 'b\r\nx-evil: 1', host: 'evil.example/' }));
  });
  const take: Steps[number] = { url, extract: { a: { json: '$.a' } } };
  const { rows } = await travel([
    take,
    { url, headers: { 'x-a': '{{a}}' }, onFail: 'continue' },
    { url: `${url}{{a}}`, onFail: 'continue' },
    { url: `${url}?q={{a}}` },
  ]);
  expect(rows.map(({ message }) => message)).toEqual([
    '',
    'The header "x-a" would have a line break in it, so the request was not sent.',
    'The URL would have a line break in it, so it was not sent.',
    '',
  ]);
  expect(lines).toEqual(['/ ', '/?q=b%0D%0Ax-evil%3A%201 ']);
});
