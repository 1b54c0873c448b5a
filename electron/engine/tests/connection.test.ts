// Connections as the plan specifies them, seen from the server's side.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { turned } from '../http/dns-cache.ts';
import type { Outcome } from '../../../shared/outcome.ts';
import { onRequest, say, type Misdeed } from './test-adversary.ts';
import { planFor, runPlan } from './test-run.ts';
import { startHttpTarget, startSocketTarget, type TestTarget } from './test-target.ts';

const FIVE: PlanInput['load'] = { model: 'iterations', iterations: 5, vus: 1 };
const targets: TestTarget[] = [];

afterEach(async () => {
  await Promise.all(targets.splice(0).map((target) => target.close()));
});

async function serve(handle: Parameters<typeof startHttpTarget>[0]): Promise<TestTarget> {
  const target = await startHttpTarget(handle);
  targets.push(target);
  return target;
}

test.each([
  [true, 1, [0, 1, 1, 1, 1]],
  [false, 5, [0, 0, 0, 0, 0]],
])('keep-alive %s makes %d connections for five requests', async (keepAlive, connections, reused) => {
  const ports = new Set<number | undefined>();
  const said = new Set<string | undefined>();
  const { url } = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    said.add(request.headers.connection);
    response.end('ok');
  });
  const { rows } = await runPlan(planFor(url, FIVE, { http: { keepAlive } }));
  expect(rows.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  expect(rows.map((row) => row.reused)).toEqual(reused);
  expect(rows.map(({ connecting }) => (Number.isNaN(connecting) ? 1 : 0))).toEqual(reused);
  expect(ports.size).toBe(connections);
  expect([...said]).toEqual([keepAlive ? 'keep-alive' : 'close']);
});

test.each([
  ['run', 1],
  ['connection', 5],
] as const)('names are resolved per %s', async (dnsCache, lookups) => {
  const { port } = await serve((_request, response) => response.end('ok'));
  const plan = planFor(`http://app.localhost:${port}/`, FIVE, { http: { keepAlive: false, dnsCache } });
  const { rows } = await runPlan(plan);
  expect(rows.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  expect(rows.filter(({ dns }) => !Number.isNaN(dns))).toHaveLength(lookups);
});

test('an IPv6 address can be the host', async () => {
  const server = createServer((request, response) => response.end(request.headers.host)).listen(0, '::1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { rows } = await runPlan(planFor(`http://[::1]:${port}/`, FIVE));
  server.closeAllConnections();
  server.close();
  expect(rows.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  const { rows: refused } = await runPlan(planFor(`http://[::1]:${port}/`, FIVE));
  expect(refused[0]).toMatchObject({ kind: 'connect_refused', message: expect.stringContaining(`[::1]:${port}`) });
});

test.skipIf(process.platform === 'win32')('a Unix socket can replace the host', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-socket-'));
  const socketPath = join(folder, 'app.sock');
  const hosts: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    hosts.push(request.headers.host);
    response.end('ok');
  }).listen(socketPath);
  await once(server, 'listening');
  const { rows } = await runPlan(planFor('http://shop.test/items', FIVE, { http: { socketPath } }));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(rows.map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok']);
  expect(new Set(hosts)).toEqual(new Set(['shop.test']));
  expect(rows.every(({ dns }) => Number.isNaN(dns))).toBe(true);
  const { rows: gone } = await runPlan(planFor('http://shop.test/items', FIVE, { http: { socketPath } }));
  rmSync(folder, { recursive: true });
  expect(gone[0]).toMatchObject({ kind: 'connect_failed', message: `There is no socket ${socketPath}. Is the server started?` });
});

test.each(['GET', 'DELETE', 'OPTIONS'])('%s with a body keeps its connection', async (method) => {
  const { url } = await serve((request, response) => request.resume().on('end', () => response.end('ok')));
  const steps = [{ url, method, body: '{"size":1}' }];
  const { rows } = await runPlan({ version: 1, scenarios: [{ steps }], load: FIVE });
  expect(rows.map((row) => row.reused)).toEqual([0, 1, 1, 1, 1]);
});

// They only wait, so they wait together. Each closes its own server: the hook after one test would close those of the others.
test.concurrent.each([[10], [60], [100]])('a 408 after %d idle ms belongs to no request', async (idleMs) => {
  let [connections, received] = [0, 0];
  const target = await startSocketTarget((socket) => {
    let timer: NodeJS.Timeout | undefined;
    connections += 1;
    socket.on('data', () => {
      clearTimeout(timer);
      received += 1;
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
      timer = setTimeout(() => {
        socket.write('HTTP/1.0 40');
        setTimeout(() => socket.end('8 Request Time-out\r\nconnection: close\r\n\r\n'), 10);
      }, idleMs);
    });
  });
  // Far apart, so that even a busy server has closed the idle connection before the next one is sent.
  const load: PlanInput['load'] = { model: 'open', stages: [{ duration: '2s', target: 2.5 }], startTarget: 2.5, maxVus: 1 };
  const { rows } = await runPlan(planFor(target.url, load));
  await target.close();
  expect([rows.map(({ kind }) => kind), received]).toEqual([['ok', 'ok', 'ok', 'ok', 'ok'], 5]);
  // Requests that a busy computer sends late may follow each other before the server closes the idle connection.
  expect(rows.filter(({ reused }) => reused === 0)).toHaveLength(connections);
  expect(connections).toBeGreaterThan(1);
});

test('connections take turns on the addresses of the preferred family', () => {
  const addresses = [
    { address: '::1', family: 6 },
    { address: '127.0.0.1', family: 4 },
    { address: '::2', family: 6 },
  ];
  const order = (turn: number): string[] => turned(addresses, turn).map(({ address }) => address);
  expect([order(0), order(1), order(2)]).toEqual([
    ['::1', '::2', '127.0.0.1'],
    ['::2', '::1', '127.0.0.1'],
    ['::1', '::2', '127.0.0.1'],
  ]);
});

test('connections of one user that end in different ways do not affect each other', async () => {
  const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
  const ways: readonly (readonly [Outcome, Misdeed])[] = [
    ['ok', say(ok)],
    ['truncated', say('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')],
    ['ok', say(ok, 'stay')],
    ['closed', say('')],
    ['ok', say('HTTP/1.1 200 OK\r\n\r\nuntil the end')],
    ['reset', onRequest((socket) => socket.resetAndDestroy())],
    ['protocol', say('hello', 'stay')],
    ['http_5xx', say('HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n', 'stay')],
  ];
  let turn = 0;
  const target = await startSocketTarget((socket) => ways[turn++ % ways.length]?.[1](socket));
  targets.push(target);
  const load: PlanInput['load'] = { model: 'iterations', iterations: ways.length * 4, vus: 1 };
  const { rows } = await runPlan(planFor(target.url, load, { http: { keepAlive: false } }));
  const expected = ways.map(([outcome]) => outcome);
  expect(rows.map(({ kind }) => kind)).toEqual([...expected, ...expected, ...expected, ...expected]);
  for (const row of rows) expect(row.connecting).toBeGreaterThanOrEqual(0);
});

test('each of many users sends its next request after its last response', async () => {
  const { url } = await serve((_request, response) => response.end('ok'));
  const { rows } = await runPlan(planFor(url, { model: 'iterations', iterations: 1800, vus: 600 }));
  expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['ok']));
  const ofUsers = Map.groupBy(
    rows.toSorted((a, b) => a.sentAt - b.sentAt),
    ({ vu }) => vu,
  );
  expect(rows).toHaveLength(1800);
  for (const [first, ...rest] of ofUsers.values()) {
    let before = first;
    for (const row of rest) {
      expect(row.sentAt).toBeGreaterThanOrEqual(before?.endedAt ?? Infinity);
      expect([row.reused, row.blocked]).toEqual([1, 0]);
      before = row;
    }
  }
});
