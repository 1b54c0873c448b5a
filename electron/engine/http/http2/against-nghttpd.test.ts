// Random requests to nghttpd, if it is installed: Onrush's own client receives the same as Node's client. ONRUSH_EXCHANGES=10000
// sends that many.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectHttp2, type ClientHttp2Session } from 'node:http2';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { templateFor } from '../http1/test-wire.ts';
import { OneUser } from './test-http2-user.ts';

const EXCHANGES = Number(process.env['ONRUSH_EXCHANGES'] ?? 60);
const CONNECTION_EVERY = 500;
const SIZES = [0, 1, 100, 16_384, 16_385, 70_000, 300_000];

const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
const program = folders.map((folder) => join(folder, 'nghttpd')).find((path) => existsSync(path));
if (program === undefined) process.stdout.write('nghttpd is not installed, so HTTP/2 is not held against it.\n');

const anyRequest = fc.record({
  method: fc.constantFrom('GET', 'GET', 'HEAD', 'POST', 'PUT'),
  file: fc.constantFrom(...SIZES.map(String), 'missing', 'missing/too?q=1'),
  sent: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 150_000 })),
  fields: fc.uniqueArray(fc.tuple(fc.stringMatching(/^x-[a-z]{1,12}$/), fc.stringMatching(/^[!-~]([ -~]{0,40}[!-~])?$/)), {
    maxLength: 6,
    selector: ([name]) => name,
  }),
});
/** nghttpd sends a page with a 404 to HEAD, which both clients refuse. */
const request = anyRequest.filter(({ method, file }) => method !== 'HEAD' || !file.startsWith('missing'));
type Asked = typeof request extends fc.Arbitrary<infer Value> ? Value : never;

interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

let folder = '';
let origin = '';
let server: ChildProcess | null = null;

beforeAll(async () => {
  if (program === undefined) return;
  folder = mkdtempSync(join(tmpdir(), 'onrush-nghttpd-'));
  for (const size of SIZES) writeFileSync(join(folder, String(size)), Buffer.alloc(size, 'f'));
  const port = await freePort();
  const args = [
    '--no-tls',
    '-a',
    '127.0.0.1',
    '-d',
    folder,
    '--echo-upload',
    '--padding=64',
    '--trailer=x-trailer: yes',
    `${port}`,
  ];
  server = spawn(program, args, { stdio: 'ignore' });
  origin = `http://127.0.0.1:${port}`;
  await vi.waitUntil(() => isOpen(port), { timeout: 9000 });
});

afterAll(() => {
  server?.kill();
  if (folder !== '') rmSync(folder, { recursive: true });
});

test.skipIf(program === undefined)(
  'nghttpd sends the same to our client as to that of Node',
  async () => {
    let session = connectHttp2(origin);
    let user = new OneUser(templateFor(origin));
    let count = 0;
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        count += 1;
        if (count % CONNECTION_EVERY === 0) {
          user.end();
          session.close();
          session = connectHttp2(origin);
          user = new OneUser(templateFor(origin));
        }
        const theirs = await throughNode(session, asked);
        const ours = await throughOnrush(user, asked);
        expect({ ...ours, body: ours.body.length }).toEqual({ ...theirs, body: theirs.body.length });
        expect(ours.body.equals(theirs.body)).toBe(true);
      }),
      { numRuns: EXCHANGES },
    );
    user.end();
    session.close();
  },
  60_000 + EXCHANGES * 20,
);

test.skipIf(program === undefined)('a page that nghttpd sends in response to HEAD changes nothing of its 404', async () => {
  const user = new OneUser({ ...templateFor(`${origin}/missing`), method: 'HEAD' });
  const { outcome, status } = await user.send({ ...templateFor(`${origin}/missing`), method: 'HEAD' });
  user.end();
  expect([outcome, status]).toEqual(['http_4xx', 404]);
});

function bodyOf({ method, sent }: Asked): Buffer | null {
  return sent > 0 && (method === 'POST' || method === 'PUT') ? Buffer.alloc(sent, 's') : null;
}

async function throughOnrush(user: OneUser, asked: Asked): Promise<Received> {
  const { outcome, status, headers, body } = await user.send({
    ...templateFor(`${origin}/${asked.file}`),
    method: asked.method,
    headers: asked.fields.flat(),
    body: bodyOf(asked),
    isShared: false,
    keepsBody: 400_000,
  });
  expect(outcome).toBe(status < 400 ? 'ok' : 'http_4xx');
  return { status, headers: withoutDate(headers), body };
}

async function throughNode(session: ClientHttp2Session, asked: Asked): Promise<Received> {
  const stream = session.request({ ':method': asked.method, ':path': `/${asked.file}`, ...Object.fromEntries(asked.fields) });
  const parts: Buffer[] = [];
  let received: Record<string, unknown> = {};
  stream.on('response', (headers) => (received = headers));
  stream.on('data', (part: Buffer) => parts.push(part));
  stream.end(bodyOf(asked) ?? undefined);
  await new Promise((resolve, reject) => stream.once('end', resolve).once('error', reject));
  const { ':status': status, ...headers } = received;
  return { status: Number(status), headers: withoutDate(headers), body: Buffer.concat(parts) };
}

/** Two seconds may pass between two requests. */
function withoutDate(headers: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'date'));
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
