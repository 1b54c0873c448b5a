// HTTP/2 on request, against Node's own server: the version in use is reported, and each error has its name.
import { createSecureServer, createServer, constants, type Http2Session, type ServerHttp2Stream } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { PROTOCOLS } from '../../../shared/sample.ts';
import { KEY, SELF_SIGNED } from './test-certificates.ts';
import { planFor, runPlan, type Row } from './test-run.ts';
import { startHttpTarget } from './test-target.ts';

const THREE: PlanInput['load'] = { model: 'iterations', iterations: 3, vus: 1 };
const IDENTITY = { key: KEY, cert: SELF_SIGNED };
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

type Handle = (stream: ServerHttp2Stream) => void;

async function serve(handle: Handle, secure = true): Promise<{ url: string; sessions: Set<Http2Session> }> {
  const server = secure
    ? createSecureServer({ ...IDENTITY, allowHTTP1: true }, (_request, response) => void response)
    : createServer();
  const sessions = new Set<Http2Session>();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('error', () => undefined);
    closing.push(() => session.destroy());
  });
  server.on('stream', (stream) => {
    stream.on('error', () => undefined);
    handle(stream);
  });
  return { url: `${secure ? 'https' : 'http'}://127.0.0.1:${await listen(server)}/`, sessions };
}

const response: Handle = (stream) => {
  stream.respond({ ':status': 200, 'content-type': 'text/plain' });
  stream.end('hello');
};

async function send(url: string, http: PlanInput['http']): Promise<readonly Row[]> {
  const { rows } = await runPlan(planFor(url, THREE, { http, tls: { verify: false }, timeouts: { total: '5s' } }));
  expect(rows).toHaveLength(3);
  return rows;
}

const OK = ['ok', 'ok', 'ok'];
const kinds = (rows: readonly Row[]): string[] => rows.map(({ kind }) => kind);
const spoken = (rows: readonly Row[]): unknown[] => [...new Set(rows.map(({ protocol }) => PROTOCOLS[protocol]))];

test.each([
  ['2', true],
  ['auto', true],
  ['2', false],
] as const)('version %s, over TLS %s, uses one connection, reports HTTP/2 and times every phase', async (version, secure) => {
  const { url, sessions } = await serve(response, secure);
  const rows = await send(url, { version });
  expect(rows.map(({ kind, message }) => [kind, message])).toEqual([
    ['ok', ''],
    ['ok', ''],
    ['ok', ''],
  ]);
  expect(spoken(rows)).toEqual(['HTTP/2']);
  expect(sessions.size).toBe(1);
  expect(rows.map(({ reused }) => reused)).toEqual([0, 1, 1]);
  for (const { sentAt, firstByteAt, endedAt, bytesIn, bytesOut, sending } of rows) {
    expect(firstByteAt).toBeGreaterThanOrEqual(sentAt);
    expect(endedAt).toBeGreaterThanOrEqual(firstByteAt);
    expect(bytesIn).toBeGreaterThan(0);
    expect(bytesOut).toBeGreaterThan(0);
    expect(sending).toBeGreaterThanOrEqual(0);
  }
});

test('the summary counts the protocol versions', async () => {
  const { url } = await serve(response);
  const { end } = await runPlan(planFor(url, THREE, { http: { version: '2' }, tls: { verify: false } }));
  expect(end.summary.protocols).toEqual({ 'HTTP/2': 3 });
});

test('without keep-alive each request has a connection of its own', async () => {
  const { url, sessions } = await serve(response);
  const rows = await send(url, { version: '2', keepAlive: false });
  expect(kinds(rows)).toEqual(OK);
  expect(sessions.size).toBe(3);
  expect(rows.map(({ reused }) => reused)).toEqual([0, 0, 0]);
});

test('the automatic choice accepts HTTP/1.1 from a server that has nothing else, and HTTP/2 by choice refuses it', async () => {
  const server = createHttpsServer(IDENTITY, (_request, response) => response.end('ok'));
  const url = `https://127.0.0.1:${await listen(server)}/`;
  closing.push(() => server.closeAllConnections());
  const automatic = await send(url, { version: 'auto' });
  expect(kinds(automatic)).toEqual(OK);
  expect(spoken(automatic)).toEqual(['HTTP/1.1']);
  const insisted = await send(url, { version: '2' });
  expect(kinds(insisted)).toEqual(['h2', 'h2', 'h2']);
  expect(insisted[0]?.message).toMatch(/does not speak HTTP\/2\. Choose HTTP\/1\.1 or automatic under Connection\.$/);
});

test.each([
  ['a stream that is reset', (stream: ServerHttp2Stream) => stream.close(constants.NGHTTP2_INTERNAL_ERROR), /INTERNAL_ERROR/],
  [
    'a stream that is reset in its body',
    (stream: ServerHttp2Stream) => {
      stream.respond({ ':status': 200 });
      // The stream is destroyed in the middle: "close" would first end the body properly.
      stream.write('half', () => setTimeout(() => stream.destroy(new Error('broken')), 20));
    },
    /INTERNAL_ERROR/,
  ],
  [
    'a connection that is ended',
    (stream: ServerHttp2Stream) => stream.session?.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM, 0),
    /ENHANCE_YOUR_CALM/,
  ],
])('%s ends with its name', async (_, misdeed, name) => {
  const rows = await send((await serve(misdeed)).url, { version: '2' });
  expect(kinds(rows)).toEqual(['h2', 'h2', 'h2']);
  for (const { message } of rows) expect(message).toMatch(name);
});

test('a body that ends before its length is not a success', async () => {
  const { url } = await serve((stream) => {
    stream.respond({ ':status': 200, 'content-length': '100' });
    stream.write('half', () => stream.close(constants.NGHTTP2_NO_ERROR));
  });
  const rows = await send(url, { version: '2' });
  for (const { kind } of rows) expect(['protocol', 'truncated', 'h2']).toContain(kind);
});

test('HTTP/2 to a port that speaks plain HTTP/1.1 is a failure', async () => {
  const target = await startHttpTarget((_request, response) => response.end('ok'));
  closing.push(() => void target.close());
  const rows = await send(target.url, { version: '2' });
  for (const { kind } of rows) expect(['protocol', 'h2', 'closed', 'reset']).toContain(kind);
});

test('a second stop cancels requests in flight over HTTP/2, and no thread crashes', async () => {
  const { url } = await serve(() => undefined);
  const plan = planFor(url, { model: 'iterations', iterations: 30, vus: 5 }, { http: { version: '2' }, tls: { verify: false } });
  const { end, rows } = await runPlan(plan, {
    during: (run) => {
      setTimeout(() => run.stop(), 500);
      setTimeout(() => run.stop(), 600);
    },
  });
  expect([end.state, end.reason]).toEqual(['stopped', null]);
  expect(kinds(rows)).toEqual(Array.from({ length: 5 }, () => 'cancelled'));
});
