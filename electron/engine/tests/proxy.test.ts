// Requests through a real proxy on the loopback: forwarded without TLS, tunnelled over TLS, refused with a sentence.
import { createServer as createHttpServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer, type ServerHttp2Stream } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { KEY, SELF_SIGNED } from './test-certificates.ts';
import { planFor, runPlan, type Row } from './test-run.ts';
import { closedPort } from './test-target.ts';
import { NO_FILES } from '../files/plan-files.ts';

const TWO: PlanInput['load'] = { model: 'iterations', iterations: 2, vus: 1 };
const AUTHORIZATION = `Basic ${Buffer.from('ada:s3cr@t').toString('base64')}`;
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => void sockets.add(socket.on('error', () => socket.destroy())));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

interface Seen {
  readonly target: string | undefined;
  readonly authorization: string | undefined;
}

/** Forwards in both directions; with `wants`, only for clients that send these credentials. */
async function startProxy(wants: string | null = null): Promise<{ port: number; seen: Seen[] }> {
  const seen: Seen[] = [];
  const note = (request: IncomingMessage): boolean => {
    const authorization = request.headers['proxy-authorization'];
    seen.push({ target: request.url, authorization });
    return wants === null || authorization === wants;
  };
  const server = createHttpServer((request: IncomingMessage, response: ServerResponse) => {
    if (!note(request)) return void response.writeHead(407).end();
    const { 'proxy-authorization': _, ...headers } = request.headers;
    request.pipe(
      httpRequest(request.url ?? '', { method: request.method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    if (!note(request)) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    const [host, port] = (request.url ?? '').split(':');
    const way = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      way.pipe(socket).pipe(way);
    });
    way.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'));
    socket.on('error', () => way.destroy());
  });
  return { port: await listen(server), seen };
}

async function startTarget(secure: boolean): Promise<{ url: string; headers: IncomingMessage['headers'][] }> {
  const headers: IncomingMessage['headers'][] = [];
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    headers.push(request.headers);
    response.end('ok');
  };
  const server = secure ? createHttpsServer({ key: KEY, cert: SELF_SIGNED }, handle) : createHttpServer(handle);
  return { url: `${secure ? 'https' : 'http'}://127.0.0.1:${await listen(server)}/items?page=2`, headers };
}

async function send(url: string, proxy: string): Promise<readonly Row[]> {
  const { rows } = await runPlan(planFor(url, TWO, { http: { proxy }, tls: { ca: 'ca.pem' } }), {
    files: { ...NO_FILES, tls: { ca: SELF_SIGNED } },
  });
  expect(rows).toHaveLength(2);
  return rows;
}

const OK = ['ok', 'ok'];
const kinds = (rows: readonly Row[]): string[] => rows.map(({ kind }) => kind);

test('http:// requests are forwarded with their whole address, and the credentials go only to the proxy', async () => {
  const target = await startTarget(false);
  const proxy = await startProxy(AUTHORIZATION);
  const rows = await send(target.url, `http://ada:s3cr%40t@127.0.0.1:${proxy.port}`);
  expect(kinds(rows)).toEqual(OK);
  expect(rows.map(({ reused }) => reused)).toEqual([0, 1]);
  expect(proxy.seen[0]).toEqual({ target: target.url, authorization: AUTHORIZATION });
  expect(target.headers[0]).toMatchObject({ host: new URL(target.url).host, 'user-agent': 'Onrush/test' });
  expect(target.headers[0]?.['proxy-authorization']).toBeUndefined();
});

test('https:// requests use a tunnel that is opened once per connection', async () => {
  const target = await startTarget(true);
  const proxy = await startProxy(AUTHORIZATION);
  const rows = await send(target.url, `http://ada:s3cr%40t@127.0.0.1:${proxy.port}`);
  expect(kinds(rows)).toEqual(OK);
  expect(proxy.seen).toEqual([{ target: new URL(target.url).host, authorization: AUTHORIZATION }]);
  expect(rows.map(({ reused, tlsHandshaking }) => [reused, tlsHandshaking > 0])).toEqual([
    [0, true],
    [1, false],
  ]);
  expect(target.headers[0]?.['proxy-authorization']).toBeUndefined();
});

test.each([
  {
    what: 'the connection was cut',
    end: (stream: ServerHttp2Stream) => stream.session?.socket.destroySoon(),
    fault: ['truncated', 'The server closed the connection in the middle of the body.'],
  },
  {
    what: 'the server said that it was complete',
    end: (stream: ServerHttp2Stream) => stream.end(),
    fault: ['protocol', 'The body was not as long as its Content-Length said.'],
  },
])(
  'a body over HTTP/2 that is too short is distinguished by its cause, through a tunnel and without one: $what',
  async ({ end, fault }) => {
    const server = createSecureServer({ key: KEY, cert: SELF_SIGNED });
    server.on('stream', (stream) => {
      stream.respond({ ':status': 200, 'content-length': 100 });
      stream.write('ten bytes.', () => setTimeout(() => end(stream), 20));
    });
    const url = `https://127.0.0.1:${await listen(server)}/`;
    const proxy = `http://127.0.0.1:${(await startProxy()).port}`;
    for (const http of [{ version: '2' as const }, { version: '2' as const, proxy }]) {
      const { rows } = await runPlan(planFor(url, TWO, { http, tls: { ca: 'ca.pem' } }), {
        files: { ...NO_FILES, tls: { ca: SELF_SIGNED } },
      });
      expect(rows.map(({ kind, message }) => [kind, message])).toEqual([fault, fault]);
    }
  },
);

test('a refusal of a proxy is reported with a sentence', async () => {
  const { url } = await startTarget(true);
  const { port } = await startProxy(AUTHORIZATION);
  const place = `127.0.0.1:${port}`;
  const bare = await send(url, `http://${place}`);
  expect(kinds(bare)).toEqual(['connect_failed', 'connect_failed']);
  expect(bare[0]?.message).toBe(
    `The proxy ${place} wants a user and a password (407). Write its address as http://user:password@${place}.`,
  );
  const wrong = await send(url, `http://ada:guess@${place}`);
  expect(wrong[0]?.message).toBe(`The proxy ${place} does not accept this user and password (407).`);
  const lost = await send(`https://127.0.0.1:${await closedPort()}/`, `http://ada:s3cr%40t@${place}`);
  expect(lost[0]?.message).toMatch(/^The proxy 127\.0\.0\.1:\d+ did not open a way to 127\.0\.0\.1:\d+ \(502 Bad Gateway\)\.$/);
});

test.each([false, true])('a missing proxy is named, over TLS: %s', async (secure) => {
  const { url } = await startTarget(secure);
  const port = await closedPort();
  const rows = await send(url, `http://127.0.0.1:${port}`);
  expect(kinds(rows)).toEqual(['connect_refused', 'connect_refused']);
  expect(rows[0]?.message).toBe(`No proxy is listening on 127.0.0.1:${port} (connection refused). Is it running?`);
});
