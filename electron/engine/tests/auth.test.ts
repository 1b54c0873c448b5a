// Users that authenticate themselves: digests against a server that checks them, and access tokens.
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { openAccessTokens } from '../access-tokens.ts';
import { NO_FILES } from '../files/plan-files.ts';
import { runPlan, type Observed } from './test-run.ts';

let closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing) close();
  closing = [];
});

async function serve(handle: RequestListener): Promise<string> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface DigestServer {
  readonly algorithm?: string;
  readonly hasQop?: boolean;
  /** This many requests may use one nonce. */
  readonly usesPerNonce?: number;
  readonly givesNext?: boolean;
}

const USER = 'ada';
const PASSWORD = 'pa"ss: wörd';

/** Written from the RFC, independently of the code under test; curl agrees with it below. */
function digestListener(
  { algorithm, hasQop = true, usesPerNonce = Infinity, givesNext = false }: DigestServer,
  log: string[],
): RequestListener {
  const uses = new Map<string, number>();
  const hash = (text: string): string =>
    createHash(/^sha-256/i.test(algorithm ?? '') ? 'sha256' : 'md5')
      .update(text)
      .digest('hex');
  const challenge = (response: ServerResponse, isStale: boolean): void => {
    const nonce = randomUUID();
    uses.set(nonce, 0);
    const parts = [
      'realm="shop"',
      `nonce="${nonce}"`,
      ...(hasQop ? ['qop="auth"'] : []),
      ...(algorithm === undefined ? [] : [`algorithm=${algorithm}`]),
    ];
    log.push('401');
    response.writeHead(401, { 'www-authenticate': `Digest ${[...parts, ...(isStale ? ['stale=true'] : [])].join(', ')}` }).end();
  };
  return (request: IncomingMessage, response: ServerResponse) => {
    const field = (name: string): string =>
      new RegExp(`[ ,]${name}="?([^",]*)`).exec(request.headers.authorization ?? '')?.[1] ?? '';
    const [nonce, nc, cnonce] = [field('nonce'), field('nc'), field('cnonce')];
    const used = uses.get(nonce);
    if (used === undefined) return challenge(response, false);
    const plain = hash(`${USER}:shop:${PASSWORD}`);
    const first = /-sess$/i.test(algorithm ?? '') ? hash(`${plain}:${nonce}:${cnonce}`) : plain;
    const second = hash(`${request.method}:${request.url}`);
    const wanted = hash(hasQop ? `${first}:${nonce}:${nc}:${cnonce}:auth:${second}` : `${first}:${nonce}:${second}`);
    if (field('response') !== wanted || field('uri') !== request.url || (hasQop && Number.parseInt(nc, 16) !== used + 1)) {
      return challenge(response, false);
    }
    if (used + 1 > usesPerNonce) return challenge(response, true);
    uses.set(nonce, used + 1);
    log.push('200');
    if (request.url === '/go') return void response.writeHead(302, { location: '/there?a=b' }).end();
    const next = givesNext ? randomUUID() : null;
    if (next !== null) uses.set(next, 0);
    response.writeHead(200, next === null ? {} : { 'authentication-info': `nextnonce="${next}"` }).end('ok');
  };
}

async function load(url: string, auth: object, rest: Partial<PlanInput> = {}): Promise<Observed> {
  const steps = [
    { url, auth, headers: { 'x-a': '{{$iteration}}' } },
    { url: `${url}?b=1&c=ä`, auth },
  ] as PlanInput['scenarios'][number]['steps'];
  return await runPlan({ version: 2, scenarios: [{ steps }], load: { model: 'iterations', iterations: 6, vus: 2 }, ...rest });
}

test.each<[string, DigestServer]>([
  ['MD5 without a word of it', {}],
  ['MD5', { algorithm: 'MD5' }],
  ['SHA-256', { algorithm: 'SHA-256' }],
  ['MD5-sess', { algorithm: 'MD5-sess' }],
  ['SHA-256-sess', { algorithm: 'SHA-256-sess' }],
  ['no qop (RFC 2069)', { hasQop: false }],
])('each user gets one challenge: %s', async (_, settings) => {
  const log: string[] = [];
  const url = `${await serve(digestListener(settings, log))}/p`;
  const { rows } = await load(url, { type: 'digest', user: USER, password: PASSWORD });
  expect(rows.filter(({ kind }) => kind !== 'ok')).toEqual([]);
  expect(rows.map(({ status }) => String(status)).toSorted()).toEqual(log.toSorted());
  expect(log.filter((one) => one === '401').length).toBeLessThanOrEqual(2);
  expect(log.filter((one) => one === '200')).toHaveLength(12);
});

test('a used nonce is replaced, whether it is refused as stale or a next one is given', async () => {
  const stale: string[] = [];
  const first = await load(`${await serve(digestListener({ usesPerNonce: 3 }, stale))}/`, {
    type: 'digest',
    user: USER,
    password: PASSWORD,
  });
  expect(first.rows.every(({ kind }) => kind === 'ok')).toBe(true);
  expect(stale.filter((one) => one === '200')).toHaveLength(12);
  const next: string[] = [];
  const second = await load(`${await serve(digestListener({ usesPerNonce: 1, givesNext: true }, next))}/`, {
    type: 'digest',
    user: USER,
    password: PASSWORD,
  });
  expect(second.rows.every(({ kind }) => kind === 'ok')).toBe(true);
  expect(next.filter((one) => one === '401').length).toBeLessThanOrEqual(2);
});

test('the request after a redirect may get another challenge', async () => {
  const log: string[] = [];
  const url = `${await serve(digestListener({ usesPerNonce: 1 }, log))}/go`;
  const { rows } = await runPlan({
    version: 2,
    http: { followRedirects: 3 },
    scenarios: [{ steps: [{ url, auth: { type: 'digest', user: USER, password: PASSWORD } }] }],
    load: { model: 'iterations', iterations: 1, vus: 1 },
  });
  expect(rows.map(({ kind, status }) => [kind, status])).toEqual([401, 302, 401, 200].map((status) => ['ok', status]));
});

test('a wrong password and a server that asks for something else are reported', async () => {
  const wrong = await load(`${await serve(digestListener({}, []))}/`, { type: 'digest', user: USER, password: 'no' });
  expect(new Set(wrong.rows.filter(({ kind }) => kind !== 'ok').map(({ message }) => message))).toEqual(
    new Set(['The server responded with 401 to the digest it asked for. Check user and password.']),
  );
  const basic = await serve((_, response) => response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end());
  const other = await load(`${basic}/`, { type: 'digest', user: USER, password: PASSWORD });
  expect(new Set(other.rows.map(({ message }) => message))).toEqual(
    new Set(['The server asks for basic authentication, not for digest.']),
  );
});

test('the same server accepts curl', async () => {
  const url = `${await serve(digestListener({ algorithm: 'SHA-256' }, []))}/p?x=1`;
  const curl = promisify(execFile)('curl', ['-s', '--digest', '-u', `${USER}:${PASSWORD}`, url], { timeout: 10_000 });
  // Without curl there is nothing to compare with.
  const { stdout } = await curl.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return { stdout: 'ok' };
    throw error;
  });
  expect(stdout).toBe('ok');
});

interface Shop {
  readonly url: string;
  readonly fetches: () => number;
  readonly revoke: () => void;
  readonly heard: readonly string[];
}

type Said = Readonly<Record<string, unknown>> | number | ((response: ServerResponse) => void);

/** A token endpoint and the resource that its tokens give access to. */
async function startShop(token: (request: string, authorization: string) => Said = () => ({ expires_in: 3600 })): Promise<Shop> {
  let fetches = 0;
  let valid = '';
  const heard: string[] = [];
  const url = await serve((request, response) => {
    if (request.url !== '/token') {
      const isValid = request.headers.authorization === `Bearer ${valid}`;
      heard.push(isValid ? '200' : '401');
      return void response.writeHead(isValid ? 200 : 401).end(String(request.headers.authorization));
    }
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      fetches += 1;
      const said = token(body, request.headers.authorization ?? '');
      if (typeof said === 'function') return said(response);
      if (typeof said === 'number')
        return void response.writeHead(said).end('{"error":"invalid_client","error_description":"hush-hush is unknown"}');
      valid = `token-${fetches}`;
      response.end(JSON.stringify({ access_token: valid, token_type: 'Bearer', ...said }));
    });
  });
  return { url, fetches: () => fetches, revoke: () => (valid = 'none'), heard };
}

async function loadShop({ url }: Shop, load: PlanInput['load'], during?: () => void, auth: object = {}): Promise<Observed> {
  const input: PlanInput = {
    version: 2,
    variables: { base: url },
    scenarios: [
      {
        auth: { type: 'oauth2', tokenUrl: '{{base}}/token', clientId: 'me', clientSecret: 'hush-hush', scope: 'a b', ...auth },
        steps: [{ url: '{{base}}/list', checks: [{ status: 200 }] }],
      },
    ],
    load,
  };
  const parsed = parsePlan(input);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const tokens = await openAccessTokens(parsed.value, NO_FILES, 'test');
  try {
    return await runPlan(input, { workers: 2, files: tokens.files, ...(during === undefined ? {} : { during }) });
  } finally {
    tokens.close();
  }
}

test('one token serves all users and threads', async () => {
  const asked: string[] = [];
  const shop = await startShop((body, authorization) => {
    asked.push(body, authorization);
    return { expires_in: 3600 };
  });
  const { rows } = await loadShop(shop, { model: 'iterations', iterations: 40, vus: 8 });
  expect(rows).toHaveLength(40);
  expect(rows.every(({ kind }) => kind === 'ok')).toBe(true);
  expect(asked).toEqual(['grant_type=client_credentials&scope=a+b', `Basic ${Buffer.from('me:hush-hush').toString('base64')}`]);
});

test.each([{ expires_in: 0 }, { expires_in: 'soon' }, { expires_in: null }, {}])(
  'ID and secret may be fields of the form, empty fields are left out, and %j is no time to renew at',
  async (said) => {
    const asked: string[] = [];
    const shop = await startShop((...request) => (asked.push(...request), said));
    const auth = { sendIn: 'body', scope: '', audience: 'https://api/' };
    const { rows } = await loadShop(shop, { model: 'iterations', iterations: 2, vus: 1 }, undefined, auth);
    expect(rows.map(({ kind }) => kind)).toEqual(['ok', 'ok']);
    const fields = 'audience=https%3A%2F%2Fapi%2F&client_id=me&client_secret=hush-hush';
    expect(asked).toEqual([`grant_type=client_credentials&${fields}`, '']);
  },
);

test('a token that a server repeats is in no example', async () => {
  const shop = await startShop(() => ({ access_token: 's3cret-value' }));
  const { examples } = await loadShop(shop, { model: 'iterations', iterations: 1, vus: 1 });
  expect(JSON.stringify(examples)).toContain('(hidden)');
  expect(JSON.stringify(examples)).not.toContain('s3cret-value');
});

test('a token is renewed before it expires, and no request is refused', async () => {
  const shop = await startShop(() => ({ expires_in: '1' }));
  const { rows } = await loadShop(shop, { model: 'open', stages: [{ duration: '2500ms', target: 40 }], startTarget: 40 });
  expect(shop.fetches()).toBeGreaterThanOrEqual(3);
  expect(rows.filter(({ kind }) => kind !== 'ok')).toEqual([]);
});

test('if a server refuses the token, another one is fetched once and the requests are sent again', async () => {
  const shop = await startShop();
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '2s', target: 40 }], startTarget: 40 };
  const { rows, end } = await loadShop(shop, load, () => setTimeout(shop.revoke, 700));
  expect(shop.fetches()).toBeLessThanOrEqual(3);
  expect(shop.heard).toContain('401');
  expect(rows.filter(({ kind }) => kind !== 'ok')).toEqual([]);
  expect(end.summary.requests.failed).toBe(0);
});

test.each<[string, Said, string]>([
  ['a page', (response) => response.setHeader('content-type', 'text/html').end('<p>'), 'Its response is not JSON but text/html.'],
  ['nothing', (response) => response.end(), 'Its response is not JSON.'],
  ['a page of an error', (response) => response.writeHead(503).end('<p>'), 'The server responded with 503 Service Unavailable.'],
  [
    'a redirect',
    (response) => response.writeHead(307, { location: '/other?hush-hush' }).end('{"access_token":"a"}'),
    'The server responded with 307, a redirect to /other?(hidden), which is not followed. Write the URL of the endpoint itself.',
  ],
  [
    'an error in a 200',
    { access_token: undefined, error: 'invalid_scope', error_description: 'no\n"a b"' },
    'Its response has no "access_token". (invalid_scope: no "a b")',
  ],
  ['an endpoint that refuses', 401, 'The server responded with 401 Unauthorized. (invalid_client: (hidden) is unknown)'],
  ['no token', { access_token: 7 }, 'Its response has no "access_token".'],
  ['another type of token', { token_type: 'mac' }, 'It gives tokens of the type "mac"; Onrush sends bearer tokens.'],
  ['a token of two lines', { access_token: 'a\r\nb' }, 'Its access token cannot be sent in a header.'],
])('%s stops the run before it begins', async (_, said, reason) => {
  const shop = await startShop(() => said);
  await expect(loadShop(shop, { model: 'iterations', iterations: 1, vus: 1 })).rejects.toMatchObject({
    failure: {
      code: 'plan_invalid',
      problems: [{ path: 'scenarios[0].auth', message: `There is no access token from ${shop.url}/token. ${reason}` }],
    },
  });
});
