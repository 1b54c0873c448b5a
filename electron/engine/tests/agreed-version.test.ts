// "version": "auto" over TLS: whichever version a server chooses, it is spoken by the project's own clients, connection by connection.
import { createSecureServer } from 'node:http2';
import type { ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { PROTOCOLS } from '../../../shared/sample.ts';
import { planOf } from '../../store/plan-cell.ts';
import { NO_FILES } from '../files/plan-files.ts';
import { UNDICI } from '../http/open-client.ts';
import { tryOnce } from '../try-once.ts';
import { startTlsTarget } from './test-adversary.ts';
import { KEY, SELF_SIGNED } from './test-certificates.ts';
import { planFor, runPlan, type Row } from './test-run.ts';
import { closedPort } from './test-target.ts';

const IDENTITY = { key: KEY, cert: SELF_SIGNED };
const closing: (() => void)[] = [];
/** For each connection to a server of this test: whether its TLS session resumed the previous one. */
let resumed: boolean[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
  resumed = [];
});

async function listen(server: Server): Promise<string> {
  const sockets = new Set<TLSSocket>();
  server.on('secureConnection', (socket: TLSSocket) => {
    resumed.push(socket.isSessionReused());
    sockets.add(socket.on('error', () => undefined));
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const startOld = (ALPNProtocols: string[] | undefined) =>
  listen(
    createHttpsServer({ ...IDENTITY, ...(ALPNProtocols === undefined ? {} : { ALPNProtocols }) }, (_, out) => out.end('ok')),
  );
const startNew = (allowHTTP1: boolean) => listen(createSecureServer({ ...IDENTITY, allowHTTP1 }, (_, out) => void out.end('ok')));

/** Each connection uses a different version from the previous one. */
function startFickle(): Promise<string> {
  let connections = 0;
  const ALPNCallback = (): string => {
    connections += 1;
    return connections % 2 === 1 ? 'http/1.1' : 'h2';
  };
  return listen(createSecureServer({ ...IDENTITY, allowHTTP1: true, ALPNCallback }, (_, out) => void out.end('ok')));
}

async function send(url: string, http: Partial<PlanInput['http']> = {}, rest: Partial<PlanInput> = {}): Promise<readonly Row[]> {
  const load: PlanInput['load'] = { model: 'iterations', iterations: 4, vus: 1 };
  const { rows } = await runPlan(
    planFor(url, load, { http: { version: 'auto', ...http }, tls: { verify: false }, timeouts: { total: '5s' }, ...rest }),
  );
  return rows;
}

const spoken = (rows: readonly Row[]): unknown[] => rows.map(({ protocol }) => PROTOCOLS[protocol]);

/** Another file of tests may have loaded it: they share a process. */
function isUndiciLoaded(): boolean {
  try {
    return Boolean(UNDICI.loaded);
  } catch {
    return false;
  }
}

test.each([
  ['only HTTP/1.1', () => startOld(['http/1.1']), 'HTTP/1.1'],
  ['HTTP/1.1, as it agrees on nothing', () => startOld(undefined), 'HTTP/1.1'],
  ['only HTTP/2', () => startNew(false), 'HTTP/2'],
  ['both', () => startNew(true), 'HTTP/2'],
] as const)('a server that speaks %s', async (_, start, version) => {
  const wasLoaded = isUndiciLoaded();
  const rows = await send(await start());
  expect(rows.map(({ kind, message, reused }) => [kind, message, reused])).toEqual([0, 1, 1, 1].map((one) => ['ok', '', one]));
  expect(new Set(spoken(rows))).toEqual(new Set([version]));
  const [first] = rows;
  for (const phase of ['connecting', 'tlsHandshaking', 'blocked', 'sending'] as const)
    expect(first?.[phase]).toBeGreaterThanOrEqual(0);
  expect(first?.firstByteAt).toBeGreaterThan((first?.sentAt ?? 0) + (first?.connecting ?? 0) + (first?.tlsHandshaking ?? 0));
  expect(rows.slice(1).every(({ connecting, tlsHandshaking }) => Number.isNaN(connecting + tlsHandshaking))).toBe(true);
  expect(isUndiciLoaded()).toBe(wasLoaded);
});

test('the agreed version applies to one connection only', async () => {
  const url = await startFickle();
  expect(spoken(await send(url, { keepAlive: false }))).toEqual(['HTTP/1.1', 'HTTP/2', 'HTTP/1.1', 'HTTP/2']);
});

test.each([
  ['HTTP/1.1', () => startOld(['http/1.1'])],
  ['HTTP/2', () => startNew(false)],
] as const)('TLS sessions are resumed from one connection to the next over %s', async (_, start) => {
  const url = await start();
  const rows = await send(url, { keepAlive: false });
  expect(rows.map(({ kind, reused }) => [kind, reused])).toEqual(Array.from({ length: 4 }, () => ['ok', 0]));
  expect(resumed).toEqual([false, true, true, true]);
  expect(rows.map((row) => row.resumed)).toEqual(resumed);
});

test('a try says of each handshake whether it resumed a session', async () => {
  const closes = (_: unknown, out: ServerResponse): void => void out.setHeader('connection', 'close').end('ok');
  const url = await listen(createHttpsServer(IDENTITY, closes));
  const load = { model: 'iterations', iterations: 1, vus: 1 };
  const plan = planOf({ version: 2, scenarios: [{ steps: [{ url }, { url }] }], load, tls: { verify: false } });
  const tried = await tryOnce(plan, NO_FILES, { userAgent: 'test' });
  const exchanges = tried.scenarios.flatMap(({ steps }) => steps.flatMap((step) => step.exchanges));
  expect(exchanges.map(({ isResumed }) => isResumed)).toEqual([false, true]);
  expect(resumed).toEqual([false, true]);
});

test('a server that accepts neither is named, and so is a missing one', async () => {
  const strange = await startTlsTarget({ ...IDENTITY, ALPNProtocols: ['spdy/1'] });
  closing.push(() => void strange.close());
  const refused = await send(strange.url);
  expect(refused.map(({ kind }) => kind)).toEqual(['tls', 'tls', 'tls', 'tls']);
  expect(refused[0]?.message).toMatch(/^\S+ supports no HTTP version that was offered\./);
  const nobody = await send(`https://127.0.0.1:${await closedPort()}/`);
  expect(nobody.map(({ kind }) => kind)).toEqual(['connect_refused', 'connect_refused', 'connect_refused', 'connect_refused']);
});

test('the wait for a server that is silent after the handshake begins at the start of the request', async () => {
  const silent = await startTlsTarget({ ...IDENTITY, ALPNProtocols: ['http/1.1'] }, () => undefined);
  closing.push(() => void silent.close());
  const [row] = await send(
    silent.url,
    {},
    { timeouts: { total: '150ms' }, load: { model: 'iterations', iterations: 1, vus: 1 } },
  );
  expect(row?.kind).toBe('timeout');
  expect(row?.message).toContain('150ms in total');
  expect((row?.endedAt ?? 0) - (row?.sentAt ?? 0)).toBeGreaterThanOrEqual(150);
});
