// Users that share connections over HTTP/2, against Node's own server: how many there are, and whom an error of one request affects.
import { constants, createSecureServer, createServer, type Http2Session, type ServerHttp2Stream } from 'node:http2';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { DATA, END_HEADERS, END_STREAM, frame, HEADERS, numberFrame, WINDOW_UPDATE } from '../http/http2/frames.ts';
import { encodeHeaders } from '../http/http2/header-encoder.ts';
import { KEY, SELF_SIGNED } from './test-certificates.ts';
import { planFor, runPlan, type Row } from './test-run.ts';
import { startSocketTarget } from './test-target.ts';

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

type Handle = (stream: ServerHttp2Stream, turn: number) => void;

interface Served {
  readonly url: string;
  readonly sessions: Http2Session[];
  /** What the server found wrong with a connection. */
  readonly faults: Error[];
  /** Streams that were open at once on one connection. */
  readonly most: () => number;
}

interface ServeOptions {
  readonly mostStreams?: number;
  readonly secure?: boolean;
  readonly handleSocket?: (socket: Socket) => void;
}

async function serve(
  handle: Handle,
  { mostStreams = 100, secure = false, handleSocket = () => undefined }: ServeOptions = {},
): Promise<Served> {
  const settings = { maxConcurrentStreams: mostStreams };
  const server = secure ? createSecureServer({ key: KEY, cert: SELF_SIGNED, settings }) : createServer({ settings });
  const sessions: Http2Session[] = [];
  const faults: Error[] = [];
  server.on('sessionError', (error) => faults.push(error));
  const open = new Map<Http2Session | undefined, number>();
  let most = 0;
  let turn = 0;
  server.on('session', (session) => {
    sessions.push(session.on('error', () => undefined));
    closing.push(() => session.destroy());
  });
  server.on('connection', handleSocket);
  server.on('stream', (stream) => {
    const { session } = stream;
    open.set(session, (open.get(session) ?? 0) + 1);
    most = Math.max(most, open.get(session) ?? 0);
    stream.on('error', () => undefined).on('close', () => open.set(session, (open.get(session) ?? 0) - 1));
    handle(stream, turn);
    turn += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `${secure ? 'https' : 'http'}://127.0.0.1:${port}/`, sessions, faults, most: () => most };
}

const respond: Handle = (stream) => {
  setTimeout(() => {
    if (stream.destroyed) return;
    stream.respond({ ':status': 200 });
    stream.end('hello');
  }, 2);
};

async function send(url: string, connections: number | 'vu', iterations: number, vus: number, rest: Partial<PlanInput> = {}) {
  const load: PlanInput['load'] = { model: 'iterations', iterations, vus };
  const http = { version: '2', connections } as const;
  const { rows } = await runPlan(planFor(url, load, { http, tls: { verify: false }, timeouts: { total: '5s' }, ...rest }));
  expect(rows).toHaveLength(iterations);
  return rows;
}

const kinds = (rows: readonly Row[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { kind } of rows) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};

test.each([
  [1, false],
  [3, false],
  [3, true],
] as const)('%i connections carry the requests of twelve users at a time, over TLS %s', async (connections, secure) => {
  const { url, sessions, most } = await serve(respond, { secure });
  const rows = await send(url, connections, 120, 12);
  expect(kinds(rows)).toEqual({ ok: 120 });
  expect(sessions).toHaveLength(connections);
  expect(most()).toBeGreaterThan(1);
  expect(rows.filter(({ reused }) => reused === 0)).toHaveLength(connections);
  expect(rows.every(({ bytesIn, bytesOut }) => bytesIn > 0 && bytesOut > 0)).toBe(true);
});

test('a connection that is opened and not needed at once is still greeted first', async () => {
  let accepted = 0;
  let release = (): void => undefined;
  const { url, sessions, faults } = await serve(
    (stream, turn) => {
      release = () => respond(stream, turn);
      if (turn > 0 || accepted > 1) release();
    },
    { secure: true },
  );
  // The first response comes while the second connection is being opened, so that its request finds the first one free.
  const relay = await startSocketTarget((near) => {
    accepted += 1;
    if (accepted === 2) release();
    const far = connect(Number(new URL(url).port), '127.0.0.1');
    setTimeout(() => near.pipe(far).pipe(near), accepted === 2 ? 100 : 0);
  });
  closing.push(() => void relay.close());
  const slow = `https://127.0.0.1:${relay.port}/`;
  const rows = await send(slow, 2, 20, 2, { scenarios: [{ steps: [{ url: slow, think: '150ms' }] }] });
  expect([kinds(rows), sessions.length, faults]).toEqual([{ ok: 20 }, 2, []]);
});

test('"vu" gives each user its own connection', async () => {
  const { url, sessions, most } = await serve(respond);
  expect(kinds(await send(url, 'vu', 20, 4))).toEqual({ ok: 20 });
  expect([sessions.length, most()]).toEqual([4, 1]);
});

test('a request waits if its server takes no more at a time, and that is its blocked time', async () => {
  const { url, sessions, most } = await serve(respond, { mostStreams: 2 });
  const rows = await send(url, 1, 60, 6);
  expect(kinds(rows)).toEqual({ ok: 60 });
  expect(sessions).toHaveLength(1);
  expect(most()).toBeLessThanOrEqual(2);
  expect(rows.filter(({ blocked }) => blocked > 1).length).toBeGreaterThan(20);
});

test('a reset and a timeout end only their own requests, and the connection continues', async () => {
  const { url, sessions } = await serve((stream, turn) => {
    if (turn === 5) stream.close(11);
    else if (turn !== 7) respond(stream, turn);
  });
  const rows = await send(url, 1, 40, 4, { timeouts: { total: '400ms' } });
  expect(kinds(rows)).toEqual({ ok: 38, h2: 1, timeout: 1 });
  expect(sessions).toHaveLength(1);
});

test('a fault in the frames of one response ends only its own request', async () => {
  const sockets: Socket[] = [];
  const growByNothing = (stream: number): Buffer => numberFrame(WINDOW_UPDATE, stream, 0);
  const { url, sessions } = await serve(
    (stream, turn) => {
      if (turn === 5) sockets.at(-1)?.write(growByNothing(stream.id ?? 0));
      else respond(stream, turn);
    },
    { handleSocket: (socket) => sockets.push(socket) },
  );
  const rows = await send(url, 1, 40, 4, { timeouts: { total: '2s' } });
  expect(kinds(rows)).toEqual({ ok: 39, protocol: 1 });
  expect(rows.find(({ kind }) => kind === 'protocol')?.message).toMatch(/A window that grows by nothing/);
  expect(sessions).toHaveLength(1);
});

test('a response that goes on after its end is no success', async () => {
  const sockets: Socket[] = [];
  const { url } = await serve(
    (stream, turn) => {
      if (turn !== 5) return respond(stream, turn);
      const whole = [frame(HEADERS, END_HEADERS, stream.id ?? 0, encodeHeaders([[':status', '200']]))];
      for (const text of ['end', 'more']) whole.push(frame(DATA, END_STREAM, stream.id ?? 0, Buffer.from(text)));
      return sockets.at(-1)?.write(Buffer.concat(whole));
    },
    { handleSocket: (socket) => sockets.push(socket) },
  );
  const rows = await send(url, 1, 20, 1, { timeouts: { total: '2s' } });
  const [spoiled] = rows.filter(({ kind }) => kind === 'protocol');
  expect([spoiled?.iteration, spoiled?.message]).toEqual([5, 'Not a valid HTTP/2 response (More of a response after its end).']);
});

test('a connection that breaks fails the requests on it, and the next ones open another', async () => {
  const { url, sessions } = await serve((stream, turn) => {
    if (turn === 10) stream.session?.destroy();
    else respond(stream, turn);
  });
  const rows = await send(url, 1, 40, 4);
  const { ok = 0, ...failed } = kinds(rows);
  expect(ok).toBeGreaterThanOrEqual(36);
  expect(Object.values(failed).reduce((sum, count) => sum + count, 0)).toBe(40 - ok);
  expect(ok).toBeLessThan(40);
  expect(sessions).toHaveLength(2);
});

test('after GOAWAY accepted requests succeed, and the next requests open another connection', async () => {
  const { url, sessions } = await serve((stream, turn) => {
    if (turn === 10) stream.session?.close();
    respond(stream, turn);
  });
  const { ok = 0, h2 = 0 } = kinds(await send(url, 1, 40, 4));
  expect(ok + h2).toBe(40);
  expect(h2).toBeLessThan(4);
  expect(sessions).toHaveLength(2);
});

test('requests that wait for room move to a new connection when the server ends the old one', async () => {
  const { url, sessions } = await serve(
    (stream, turn) => {
      if (turn === 2) stream.session?.close();
      respond(stream, turn);
    },
    { mostStreams: 2 },
  );
  const rows = await send(url, 1, 8, 8, { timeouts: { total: '20s' } });
  const { ok = 0, h2 = 0 } = kinds(rows);
  expect([ok + h2, sessions.length]).toEqual([8, 2]);
  expect(h2).toBeLessThan(3);
});

test('a server that refuses each of 10,100 requests is not said to send frames that carry nothing', async () => {
  const { url, sessions } = await serve((stream) => stream.close(constants.NGHTTP2_REFUSED_STREAM));
  expect(kinds(await send(url, 1, 10_100, 50))).toEqual({ h2: 10_100 });
  expect(sessions).toHaveLength(1);
});

test('a request that no connection had room for says so', async () => {
  const { url } = await serve((stream, turn) => {
    stream.session?.settings({ maxConcurrentStreams: 0 });
    respond(stream, turn);
  });
  const rows = await send(url, 1, 6, 3, { timeouts: { total: '1s', connect: '200ms' } });
  const messages = rows.filter(({ kind }) => kind === 'timeout').map(({ message }) => message);
  expect(messages.length).toBeGreaterThan(1);
  expect(new Set(messages)).toEqual(
    new Set(['The server took no further request on the shared connections within 1s in total.']),
  );
});

test('a connection that has gone silent takes no request after one that timed out on it', async () => {
  const { url, sessions } = await serve((stream, turn) => {
    if (stream.session !== sessions[0] || turn < 4) respond(stream, turn);
  });
  const rows = await send(url, 1, 40, 2, { timeouts: { total: '300ms' } });
  const { ok = 0, timeout = 0 } = kinds(rows);
  expect([ok + timeout, sessions.length]).toEqual([40, 2]);
  // A response that comes while a request is already on its way lets one more request of that user into the silence.
  expect(timeout).toBeLessThanOrEqual(4);
});

test('each request says so if nothing listens', async () => {
  const { url } = await serve(respond);
  for (const close of closing.splice(0)) close();
  expect(kinds(await send(url, 2, 6, 3))).toEqual({ connect_refused: 6 });
});
