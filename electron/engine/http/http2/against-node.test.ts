// Random exchanges with Node's own server, cut into pieces of any size on the way: what arrives is what was sent, in both
// directions. ONRUSH_EXCHANGES=100000 runs that many.
import { createServer, type Http2Session, type ServerHttp2Stream } from 'node:http2';
import { connect, createServer as createRelay, type AddressInfo, type Server, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { templateFor } from '../http1/test-wire.ts';
import { OneUser } from './test-http2-user.ts';

const EXCHANGES = Number(process.env['ONRUSH_EXCHANGES'] ?? 150);
const CONNECTION_EVERY = 20;

const name = fc.stringMatching(/^x-[a-z][a-z0-9-]{0,20}$/);
const value = fc.stringMatching(/^[!-~]([ -~]{0,60}[!-~])?$/);
const exchange = fc.record({
  status: fc.constantFrom(200, 200, 200, 201, 204, 301, 404, 500),
  headers: fc.uniqueArray(fc.tuple(name, value), { maxLength: 8, selector: ([key]) => key }),
  method: fc.constantFrom('GET', 'POST', 'PUT', 'HEAD'),
  sent: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200_000 })),
  received: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 150_000 })),
  hasLength: fc.boolean(),
  hasHints: fc.boolean(),
  hasTrailers: fc.boolean(),
  piece: fc.constantFrom(1, 7, 100, 5000, 65_536),
});
type Exchange = typeof exchange extends fc.Arbitrary<infer Value> ? Value : never;

let planned: Exchange;
let seen: { headers: Record<string, unknown>; bytes: number };
let relay: Server;
const servers: { close(): void }[] = [];
const sessions = new Set<Http2Session>();

beforeAll(async () => {
  const server = createServer({ paddingStrategy: 1 });
  server.on('session', (session) => sessions.add(session.on('error', () => undefined)));
  server.on('stream', respond);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  relay = createRelay((near) => join(near, connect((server.address() as AddressInfo).port, '127.0.0.1')));
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  servers.push(server, relay);
});

afterAll(() => {
  for (const session of sessions) session.destroy();
  for (const server of servers) server.close();
});

/** Passes the data on in pieces, so that frames begin and end anywhere. */
function join(near: Socket, far: Socket): void {
  for (const socket of [near, far]) socket.setNoDelay(true).on('error', () => socket.destroy());
  far.on('data', (data) => {
    const size = Math.max(planned.piece, Math.ceil(data.length / 200));
    for (let at = 0; at < data.length; at += size) near.write(data.subarray(at, at + size));
  });
  near.pipe(far);
  near.on('close', () => far.destroy());
  far.on('close', () => near.destroy());
}

function respond(stream: ServerHttp2Stream, headers: Record<string, unknown>): void {
  const { status, hasHints, hasTrailers, hasLength, received } = planned;
  let bytes = 0;
  stream.on('error', () => undefined);
  stream.on('data', (data: Buffer) => (bytes += data.length));
  stream.on('end', () => {
    seen = { headers, bytes };
    if (hasHints) stream.additionalHeaders({ ':status': 103, link: '</style.css>' });
    const length = hasLength && received > 0 && status !== 204 ? { 'content-length': received } : {};
    const hasBody = received > 0 && status !== 204 && planned.method !== 'HEAD';
    stream.respond(
      { ':status': status, ...Object.fromEntries(planned.headers), ...length },
      { waitForTrailers: hasTrailers && hasBody },
    );
    stream.on('wantTrailers', () => stream.sendTrailers({ 'x-trailer': 'yes' }));
    stream.end(hasBody ? Buffer.alloc(received, 'r') : undefined);
  });
}

test('all data arrive in both directions', async () => {
  const base = templateFor(`http://127.0.0.1:${(relay.address() as AddressInfo).port}/path?q=1`);
  let user = new OneUser(base);
  let count = 0;
  await fc.assert(
    fc.asyncProperty(exchange, async (one) => {
      planned = one;
      count += 1;
      if (count % CONNECTION_EVERY === 0) {
        user.end();
        user = new OneUser(base);
      }
      const body = one.sent > 0 && (one.method === 'POST' || one.method === 'PUT') ? Buffer.alloc(one.sent, 's') : null;
      const template = {
        ...base,
        method: one.method,
        body,
        isShared: false,
        keepsBody: 200_000,
        headers: ['X-Count', String(count)],
      };
      const { outcome, status, headers, body: received } = await user.send(template);
      const hasBody = one.status !== 204 && one.method !== 'HEAD';
      expect({ outcome, status, bytes: received.length }).toEqual({
        outcome: one.status < 400 ? 'ok' : one.status < 500 ? 'http_4xx' : 'http_5xx',
        status: one.status,
        bytes: hasBody ? one.received : 0,
      });
      expect(headers).toMatchObject(Object.fromEntries(one.headers));
      expect(seen.bytes).toBe(body?.length ?? 0);
      expect(seen.headers).toMatchObject({ ':method': one.method, ':path': '/path?q=1', 'x-count': String(count) });
    }),
    { numRuns: EXCHANGES },
  );
  user.end();
});
