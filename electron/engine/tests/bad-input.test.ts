// Responses and values that must do no harm: too large, from another host, or in the wrong place.
import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { withheldLines } from '../../../shared/journey-words.ts';
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

test('a step reads the first 16 MiB of a response of 300 MB, and says so', async () => {
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

test('a redirect to another host does not send any header with a secret, whatever its name', async () => {
  const heard: (string | undefined)[] = [];
  const other = await serve((request, response) => {
    heard.push(request.headers['x-mine'] as string | undefined, request.headers['x-plain'] as string | undefined);
    response.end();
  });
  const url = await serve((_, response) => response.writeHead(302, { location: other }).end());
  const encoded = Buffer.from(`me:${KEY}`).toString('base64');
  const { end } = await travel([
    { url, headers: { 'x-mine': 'key {{API_KEY}}', 'x-plain': 'kept', authorization: `Basic ${encoded}`, 'x-code': encoded } },
  ]);
  expect(heard).toEqual([undefined, 'kept']);
  const { host } = new URL(other);
  expect(end.summary.journey?.withheld).toEqual(
    ['x-mine', 'authorization', 'x-code'].map((header) => ({ header, host, count: 1 })),
  );
  expect(withheldLines(end.summary.journey)[0]).toBe(
    `1 time: The header “x-mine” was not sent where a redirect led to ${host}, because it may hold a secret.`,
  );
});

test('a redirect that keeps the body does not send a secret in it to another host, and the request fails with the reason', async () => {
  const other = await serve((_, response) => response.end());
  const elsewhere = other.replace('127.0.0.1', 'localhost');
  const url = await serve((_, response) => response.writeHead(307, { location: elsewhere }).end());
  const sent: Steps[number] = { method: 'POST', url, body: { json: { key: '{{API_KEY}}' } }, onFail: 'continue' };
  const { rows } = await travel([sent, { ...sent, body: 'nothing to hide' }, { url: elsewhere }]);
  const { host } = new URL(elsewhere);
  expect(rows.map(({ kind, message }) => [kind, message])).toEqual([
    ['redirect', `The server redirected to ${host}, and the body of the request holds a secret, so it was not sent there.`],
    ['ok', ''],
    ['ok', ''],
    ['ok', ''],
  ]);
});

test.each([
  ['an empty value', '', 'sent'],
  ['a letter beyond Latin-1', 'ж', 'sent'],
  ['a NUL', 'a\u0000b', 'a control character'],
  ['a line feed alone', 'a\nb: c', 'a line break'],
])('a value in a header that is %s fails its request', async (_, value, end) => {
  const heard: string[] = [];
  const url = await serve((request, response) => {
    const header = request.headers['x-a'];
    if (typeof header === 'string') heard.push(Buffer.from(header, 'latin1').toString());
    response.end(JSON.stringify({ a: value }));
  });
  const { rows } = await travel([
    { url, extract: { a: { json: '$.a' } } },
    { url, headers: { 'x-a': '{{a}}' } },
  ]);
  expect(rows[1]?.message).toContain(end === 'sent' ? '' : `The header "x-a" would have ${end} in it`);
  expect(heard).toEqual(end === 'sent' ? [value] : []);
});

test.each([
  ['a blank in a value', '{{base}}/{{v}}', 'a b', '/a%20b', ''],
  ['another scheme', '{{v}}', 'ftp://a.test/', null, 'http:// and https://'],
  ['no scheme', '{{v}}', '//a.test/x', null, ''],
  ['an address that is none', '{{v}}', 'http://[::1/', null, ''],
])('a URL that has %s fails its request', async (_, url, value, path, words) => {
  const heard: string[] = [];
  const base = await serve((request, response) => {
    heard.push(request.url ?? '');
    response.end(JSON.stringify({ v: value }));
  });
  const { rows } = await travel([
    { url: `${base}first`, extract: { v: { json: '$.v' } } },
    { url: url.replace('{{base}}/', base) },
  ]);
  expect(heard).toEqual(path === null ? ['/first'] : ['/first', path]);
  expect([rows[1]?.kind, rows[1]?.message]).toEqual([path === null ? 'check_failed' : 'ok', expect.stringContaining(words)]);
  if (path === null) expect(rows[1]?.message).not.toBe('');
});

test('a step reads nothing of 300 MB that a server sends compressed, and says so', async () => {
  const packed = gzipSync(Buffer.alloc(300_000_000, 'x'));
  const url = await serve((_, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'application/json' }).end(packed),
  );
  const before = process.memoryUsage.rss();
  const { rows } = await travel([{ url, extract: { token: { json: '$.token' } } }]);
  expect(rows.map(({ message }) => message)).toEqual([
    'token: nothing at $.token: nothing of the body, which has more than 64 MiB unpacked, was read',
  ]);
  expect(process.memoryUsage.rss() - before).toBeLessThan(400_000_000);
});

test('a relative address of a second redirect starts where the first one led', async () => {
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

test('a line break from a response reaches no header and no URL, and the request fails with the reason', async () => {
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

test('a line break from a response reaches no credentials, cookie or part of a form', async () => {
  const heard: string[] = [];
  const bodies: string[] = [];
  const url = await serve((request, response) => {
    heard.push(...request.rawHeaders.filter((_, at) => at % 2 === 0));
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      if (request.method === 'POST') bodies.push(body);
      const isAsked = request.url === '/digest' && request.headers.authorization === undefined;
      const challenge = { 'www-authenticate': 'Digest realm="r", nonce="n", qop="auth"' };
      response.writeHead(isAsked ? 401 : 200, isAsked ? challenge : {}).end(JSON.stringify({ a: 'b\r\nx-evil: 1' }));
    });
  });
  const form = [{ name: 'n{{a}}', value: 'v{{a}}' }];
  const { rows } = await travel([
    { url, extract: { a: { json: '$.a' } } },
    { url, auth: { type: 'bearer', token: '{{a}}' }, onFail: 'continue' },
    { url, auth: { type: 'basic', user: '{{a}}', password: '{{a}}' } },
    { url: `${url}digest`, auth: { type: 'digest', user: 'ж{{a}}', password: '{{a}}' } },
    { url, headers: { cookie: 'a={{a}}' }, onFail: 'continue' },
    { method: 'POST', url, body: { multipart: form } },
  ]);
  expect(rows.map(({ status, message }) => (status === 0 ? message : status))).toEqual([
    200,
    'The header "authorization" would have a line break in it, so the request was not sent.',
    200,
    401,
    200,
    'The header "cookie" would have a line break in it, so the request was not sent.',
    200,
  ]);
  expect(heard).not.toContain('x-evil');
  expect(bodies[0]).toContain('name="nb%0D%0Ax-evil: 1"');
});
