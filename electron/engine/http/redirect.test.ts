// Redirects as real servers send them: each hop is a row, secrets are not sent to other hosts, and the limit is reported.
import type { RequestListener } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { runPlan, type Observed } from '../tests/test-run.ts';
import { startHttpTarget, type TestTarget } from '../tests/test-target.ts';

const targets: TestTarget[] = [];

afterEach(async () => {
  await Promise.all(targets.splice(0).map((target) => target.close()));
});

async function serve(handle: RequestListener): Promise<TestTarget> {
  const target = await startHttpTarget(handle);
  targets.push(target);
  return target;
}

type StepInput = PlanInput['scenarios'][number]['steps'][number];

function follow(limit: number, ...steps: StepInput[]): Promise<Observed> {
  return runPlan({
    version: 1,
    scenarios: [{ steps }],
    load: { model: 'iterations', iterations: 1, vus: 1 },
    http: { followRedirects: limit },
  });
}

test('a redirect is the response unless redirects are followed', async () => {
  const { url } = await serve((_request, response) => response.writeHead(302, { location: '/next' }).end());
  const { rows } = await follow(0, { url });
  expect(rows.map(({ status, kind }) => [status, kind])).toEqual([[302, 'ok']]);
});

test('a hop has the name of the original request', async () => {
  const { url } = await serve((request, response) => {
    if (request.url === '/next?') response.end('ok');
    else response.writeHead(303, { location: '/next?' }).end();
  });
  const { rows } = await follow(1, { url, method: 'POST', body: 'a' }, { url: `${url}next?` });
  expect(rows.map(({ step, sent }) => [step, sent])).toEqual([
    [0, null],
    [0, { method: 'GET', url: `${url}next?` }],
    [1, null],
  ]);
});

test('each hop is a row of the same iteration and step, due when the one before it ended', async () => {
  const { url } = await serve((request, response) => {
    const number = Number(request.url?.slice(1));
    if (number < 3) response.writeHead(302, { location: `${number + 1}` }).end();
    else response.end('there');
  });
  const { rows, end } = await follow(5, { url: `${url}0` }, { url: `${url}3` });
  expect(rows.map(({ status, kind, step, iteration }) => [status, kind, step, iteration])).toEqual([
    [302, 'ok', 0, 0],
    [302, 'ok', 0, 0],
    [302, 'ok', 0, 0],
    [200, 'ok', 0, 0],
    [200, 'ok', 1, 0],
  ]);
  for (const [at, row] of rows.slice(1).entries()) expect(row.dueAt).toBeGreaterThanOrEqual(rows[at]?.endedAt ?? Infinity);
  expect(end.summary.requests).toEqual({ total: 5, succeeded: 5, failed: 0, cancelled: 0 });
  expect(end.summary.iterations.started).toBe(1);
});

test('a loop ends at the limit, as a failure that says so', async () => {
  const { url } = await serve((_request, response) => response.writeHead(307, { location: '/' }).end());
  const { rows, end } = await follow(2, { url });
  expect(rows.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'redirect']);
  expect(rows[2]?.message).toBe('More than 2 redirects in a row. If they are meant, raise the limit under Connection.');
  expect(end.summary.failures).toMatchObject([{ outcome: 'redirect', count: 1 }]);
});

test('an invalid address is named', async () => {
  const { url } = await serve((_request, response) => response.writeHead(302, { location: 'ftp://files.invalid/' }).end());
  const { rows } = await follow(2, { url });
  expect(rows.map(({ kind, message }) => [kind, message.split(':')[0]])).toEqual([
    ['redirect', 'The server redirected to an address that Onrush cannot follow'],
  ]);
});

test('method and body are kept if the status says so', async () => {
  const seen: string[] = [];
  const { url } = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push(`${request.method} ${request.url} ${request.headers['content-type']} ${body}`);
      const status = Number(request.url?.slice(1));
      if (status > 0) response.writeHead(status, { location: '/' });
      response.end();
    });
  });
  const post = (status: number): StepInput => ({
    method: 'POST',
    url: `${url}${status}`,
    headers: { 'content-type': 'text/plain' },
    body: 'hi',
  });
  await follow(1, post(301), post(303), post(307), post(308), { method: 'HEAD', url: `${url}303` });
  expect(seen.filter((_, at) => at % 2 === 1)).toEqual([
    'GET / undefined ',
    'GET / undefined ',
    'POST / text/plain hi',
    'POST / text/plain hi',
    'HEAD / undefined ',
  ]);
});

test('secrets are sent only to their own origin', async () => {
  const seen: (readonly (string | undefined)[])[] = [];
  const record: RequestListener = (request) => {
    const { authorization, cookie, accept, host } = request.headers;
    seen.push([authorization, cookie, accept, host]);
  };
  const stranger = await serve((request, response) => {
    record(request, response);
    response.end();
  });
  const home = await serve((request, response) => {
    record(request, response);
    response.writeHead(302, { location: request.url === '/' ? '/again' : stranger.url }).end();
  });
  await follow(3, {
    url: home.url,
    headers: { Authorization: 'Bearer s3cret', cookie: 'a=b', accept: 'text/plain', host: 'shop.test' },
  });
  expect(seen).toEqual([
    ['Bearer s3cret', 'a=b', 'text/plain', 'shop.test'],
    ['Bearer s3cret', 'a=b', 'text/plain', 'shop.test'],
    [undefined, undefined, 'text/plain', `127.0.0.1:${stranger.port}`],
  ]);
});

test('a server cannot lead a run to a public host that the plan does not name', async () => {
  // The address is reserved for documentation, and nothing is sent to it: that is what is tested.
  const { url } = await serve((_request, response) => response.writeHead(302, { location: 'http://203.0.113.9/' }).end());
  const { rows } = await follow(5, { url });
  expect(rows.map(({ kind, status }) => [kind, status])).toEqual([['redirect', 302]]);
  expect(rows[0]?.message).toBe(
    'The server redirected to 203.0.113.9, a host that the plan does not name. If it is meant, add a step for it.',
  );
});
