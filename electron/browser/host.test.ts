// The browser host as its own page and a foreign page see it.
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { ServerFrame } from '../../shared/socket-frames.ts';
import { pack, unpack } from '../../shared/wire.ts';
import { openTestBrowserHost, type TestBrowserHost } from './test-browser-host.ts';

let host: TestBrowserHost;
let origin: string;
let token: string;

beforeAll(async () => {
  host = await openTestBrowserHost({
    'pages/index.html': '<title>Onrush</title>',
    'pages/assets/a.js': 'export {}',
    'secret.txt': 'secret',
  });
  ({ origin, token } = host);
});

afterAll(() => host.close());

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** Unlike fetch, sends any path and Host unchanged. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(origin, { path, headers, method, setHost: headers['host'] === undefined }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on('error', reject);
    request.end();
  });
}

function socketOutcome(protocols: string[], headers: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(origin.replace('http', 'ws') + '/rpc', protocols, { headers: { origin, ...headers } });
    socket.on('open', () => {
      socket.close();
      resolve('open');
    });
    socket.on('error', (error) => resolve(error.message));
  });
}

test('the host sends the pages with a strict policy', async () => {
  const { status, headers, body } = await get('/');
  expect([status, body]).toEqual([200, '<title>Onrush</title>']);
  expect(headers['content-security-policy']).toContain("default-src 'none'");
  expect(headers['content-security-policy']).toContain("script-src 'self';");
  expect((await get('/assets/a.js')).headers['content-type']).toContain('text/javascript');
});

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '//secret.txt',
  '/nothing',
  '/..\\secret.txt',
  '/assets/..%5c..%5csecret.txt',
  '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
  '/assets/....//....//secret.txt',
  '/%00',
  '/assets/a.js%00.html',
  '/assets/a.js/',
  '/assets',
  '/__proto__',
  '/constructor',
  '/download/',
  '/download/__proto__',
  '/download/../secret.txt',
  'http://evil.example/../secret.txt',
])('%s leads nowhere', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test.each([
  'LOCALHOST.evil.example',
  'localhost.',
  '127.0.0.1',
  '[::1]',
  '0.0.0.0',
  '2130706433',
  '0x7f.1',
  '127.0.0.1.nip.io',
  'evil.example#127.0.0.1',
  'evil.example@127.0.0.1',
])('the host name %s, which anyone could point here, is refused', async (name) => {
  const { port } = new URL(origin);
  expect((await get('/', { host: name })).status).toBe(403);
  if (name !== '127.0.0.1') expect((await get('/', { host: `${name}:${port}` })).status).toBe(403);
  expect((await get('/', { host: `127.0.0.1:${port}@${name}` })).status).toBe(403);
});

test('another host name is refused, and so is any method except GET', async () => {
  expect((await get('/', { host: 'evil.example' })).status).toBe(403);
  expect((await get('/', { host: `evil.example:${new URL(origin).port}` })).status).toBe(403);
  expect((await get('/', {}, 'POST')).status).toBe(405);
});

test('the socket opens only for our page with the token', async () => {
  expect(await socketOutcome(['onrush', token])).toBe('open');
  expect(await socketOutcome(['onrush', 'wrong'])).toContain('403');
  expect(await socketOutcome(['onrush'])).toContain('403');
  expect(await socketOutcome(['onrush', token], { origin: 'http://evil.example' })).toContain('403');
  expect(await socketOutcome(['onrush', token], { host: 'evil.example' })).toContain('403');
});

test('a client that asks for a socket and resets the connection does not end the host', async () => {
  const faults: unknown[] = [];
  const note = (fault: unknown): void => void faults.push(fault);
  process.on('uncaughtException', note);
  for (let times = 0; times < 20; times++) await resetWhileAsking();
  expect((await get('/')).status).toBe(200);
  process.off('uncaughtException', note);
  expect(faults).toEqual([]);
});

async function resetWhileAsking(): Promise<void> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  socket.write('GET /rpc HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
  await new Promise((resolve) => setImmediate(resolve));
  socket.resetAndDestroy();
}

async function withSocket(handle: (socket: WebSocket) => Promise<void>): Promise<void> {
  const socket = new WebSocket(origin.replace('http', 'ws') + '/rpc', ['onrush', token], { headers: { origin } });
  await new Promise((resolve) => socket.once('open', resolve));
  await handle(socket);
  socket.close();
}

function nextFrame(socket: WebSocket): Promise<ServerFrame> {
  return new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(unpack(data) as ServerFrame)));
}

test('replies to commands have their number', async () => {
  await withSocket(async (socket) => {
    socket.send(pack({ id: 7, name: 'app.info', input: {} }));
    expect(await nextFrame(socket)).toMatchObject({ id: 7, result: { ok: true, value: { host: 'browser' } } });
    socket.send(pack({ id: 8, name: 'nonsense', input: null }));
    expect(await nextFrame(socket)).toMatchObject({ id: 8, result: { ok: false, failure: { code: 'bad_request' } } });
  });
});

test('bytes that are not a frame end the socket and not the host', async () => {
  await withSocket(async (socket) => {
    socket.send('hello');
    expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(1003);
  });
  await withSocket(async (socket) => {
    socket.send(Buffer.from([0xc1, 0xff]));
    expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(1003);
  });
  expect((await get('/')).status).toBe(200);
});

/** How often; each takes about 2 ms. */
const FRAMES = Number(process.env['ONRUSH_MUTATIONS'] ?? 100);

test('mutated frames get a reply or end only their socket', async () => {
  const names = ['app.info', 'runs.list', 'drafts.list', 'drafts.keep', 'files.take', 'secrets.list', '__proto__'];
  const draft = fc.oneof(fc.object(), fc.integer({ min: 1, max: 40_000 }).map(nestedBytes));
  const frame = fc
    .record({
      id: fc.nat(),
      name: fc.constantFrom(...names),
      input: fc.oneof(fc.constant({}), fc.record({ planId: fc.string(), draft })),
    })
    .map((value) => Buffer.from(pack(value)));
  const change = fc.record({ at: fc.nat(), byte: fc.nat(255), cut: fc.option(fc.nat(), { freq: 3 }) });
  await fc.assert(
    fc.asyncProperty(frame, fc.array(change, { maxLength: 3 }), fc.boolean(), async (bytes, changes, isBinary) => {
      const sent = changes.reduce((now, { at, byte, cut }) => {
        if (now.length > 0) now[at % now.length] = byte;
        return cut === null ? now : now.subarray(0, cut % (now.length + 1));
      }, Buffer.from(bytes));
      await withSocket(async (socket) => {
        const heard = Promise.race([once(socket, 'message'), once(socket, 'close')]);
        socket.send(sent, { binary: isBinary });
        await heard;
      });
    }),
    { numRuns: FRAMES },
  );
  await withSocket(async (socket) => {
    socket.send(pack({ id: 1, name: 'drafts.list', input: {} }));
    expect(await nextFrame(socket)).toMatchObject({ id: 1, result: { ok: true } });
  });
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
});

test('an endlessly nested message is refused with a sentence', async () => {
  await withSocket(async (socket) => {
    // What packs messages would not pack it, but anybody can write the bytes.
    const flat = Buffer.from(pack({ id: 1, name: 'drafts.keep', input: { planId: 'p', draft: null } }));
    socket.send(Buffer.concat([flat.subarray(0, -1), Buffer.alloc(60_000, 0x91), flat.subarray(-1)]));
    const failure = { code: 'bad_request', message: 'The input of "drafts.keep" is nested too deep.' };
    expect(await nextFrame(socket)).toEqual({ id: 1, result: { ok: false, failure } });
  });
});

function nestedBytes(levels: number): Uint8Array {
  return new Uint8Array(levels).fill(0x91);
}

test('a download address works once', async () => {
  const { Downloads } = await import('./downloads.ts');
  const downloads = new Downloads();
  const file = { fileName: 'a.csv', contentType: 'text/csv', stream: () => ['a'], write: () => Promise.resolve({ rows: 1 }) };
  const offered = downloads.offer(file);
  if (offered.kind !== 'download') throw new Error('It must be a download');
  expect(downloads.take('/download/guess')).toBeNull();
  expect(downloads.take(offered.url)).toBe(file);
  expect(downloads.take(offered.url)).toBeNull();
});
