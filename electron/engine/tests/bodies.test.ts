// Forms and files as a server receives them, with Onrush's own client and with undici.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createH2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readBodyFiles } from '../../app/plan-files/read-body-files.ts';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { runPlan, type Observed } from './test-run.ts';

interface Heard {
  readonly type: string;
  readonly length: string;
  readonly coding: string;
  readonly hash: string;
  readonly body: Buffer;
}

type Receive = Pick<IncomingMessage, 'headers'> & AsyncIterable<Buffer>;

let folder = '';
let heard: Heard[] = [];
let closing: (() => void)[] = [];
/** Small bodies are kept. */
const MOST_KEPT = 4_000_000;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-bodies-'));
  heard = [];
});
afterEach(() => {
  for (const close of closing) close();
  closing = [];
  rmSync(folder, { recursive: true });
});

async function receive(request: Receive, respond: () => void): Promise<void> {
  const hash = createHash('sha256');
  const kept: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    hash.update(chunk);
    bytes += chunk.length;
    if (bytes <= MOST_KEPT) kept.push(chunk);
  }
  const { headers } = request;
  heard.push({
    type: headers['content-type'] ?? '',
    length: headers['content-length'] ?? '',
    coding: headers['transfer-encoding'] ?? '',
    hash: hash.digest('hex'),
    body: Buffer.concat(kept),
  });
  respond();
}

async function listening(server: Pick<Server, 'listen' | 'close' | 'address'>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function startServer(version: '1.1' | '2'): Promise<string> {
  if (version === '1.1') {
    const server = createServer((request, response) => void receive(request, () => response.end('ok')).catch(() => undefined));
    closing.push(() => server.closeAllConnections());
    return await listening(server);
  }
  const server = createH2Server((request, response) => void receive(request, () => response.end('ok')).catch(() => undefined));
  return await listening(server as unknown as Server);
}

type Body = NonNullable<PlanInput['scenarios'][number]['steps'][number]['body']>;

interface Sending {
  readonly version?: '1.1' | '2';
  readonly iterations?: number;
  readonly headers?: Record<string, string>;
  readonly afterReading?: () => void;
}

async function send(
  body: Body,
  { version = '1.1', iterations = 1, headers = {}, afterReading }: Sending = {},
): Promise<Observed> {
  const url = await startServer(version);
  const plan: PlanInput = {
    version: 2,
    http: { version },
    scenarios: [{ steps: [{ url, method: 'POST', headers, body }] }],
    load: { model: 'iterations', iterations, vus: 1 },
  };
  const parsed = parsePlan(plan);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const bodies = readBodyFiles(parsed.value, folder);
  afterReading?.();
  return await runPlan(plan, { files: { tls: {}, journey: { constants: {}, secrets: [], tables: [], bodies } } });
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const SMALL = randomBytes(3000);
const LARGE = randomBytes(3_000_001);

test.each(['1.1', '2'] as const)('a form of fields and files arrives correctly over HTTP/%s', async (version) => {
  writeFileSync(join(folder, 'small.png'), SMALL);
  writeFileSync(join(folder, 'large.bin'), LARGE);
  const { rows } = await send(
    {
      multipart: [
        { name: 'n', value: '{{$iteration}}' },
        { name: 'a "b"\r\n', value: 'x\r\n--y' },
        { name: 'photo', file: 'small.png' },
        { name: 'dump', file: 'large.bin', fileName: 'd{{$iteration}}.bin', type: 'application/x-dump' },
      ],
    },
    { version, iterations: 2 },
  );
  expect(rows.map(({ message }) => message)).toEqual(['', '']);
  expect(heard.map(({ coding }) => coding)).toEqual(['', '']);
  for (const [at, { type, length, body }] of heard.entries()) {
    expect(Number(length)).toBe(body.length);
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    expect(form.get('n')).toBe(String(at));
    expect(form.get('a "b"\r\n')).toBe('x\r\n--y');
    const [photo, dump] = [form.get('photo') as File, form.get('dump') as File];
    expect([photo.name, photo.type, hashOf(Buffer.from(await photo.arrayBuffer()))]).toEqual([
      'small.png',
      'image/png',
      hashOf(SMALL),
    ]);
    expect([dump.name, dump.type, hashOf(Buffer.from(await dump.arrayBuffer()))]).toEqual([
      `d${at}.bin`,
      'application/x-dump',
      hashOf(LARGE),
    ]);
  }
  expect(rows.every(({ bytesOut }) => bytesOut > LARGE.length)).toBe(true);
});

test('the boundary is added to a Content-Type of the step, and one that it contains is used', async () => {
  await send({ multipart: [{ name: 'a', value: 'b' }] }, { headers: { 'Content-Type': 'multipart/form-data' } });
  await send({ multipart: [{ name: 'a', value: 'b' }] }, { headers: { 'Content-Type': 'multipart/form-data; boundary=zzz' } });
  expect(heard[0]?.type).toMatch(/^multipart\/form-data; boundary=-{24}[0-9a-f]{24}$/);
  expect(heard[1]).toMatchObject({ type: 'multipart/form-data; boundary=zzz' });
  expect(String(heard[1]?.body)).toBe('--zzz\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--zzz--\r\n');
});

test.each([
  ['small.csv', SMALL, '1.1', 'text/csv'],
  ['large.bin', LARGE, '1.1', 'application/octet-stream'],
  ['large.bin', LARGE, '2', 'application/octet-stream'],
] as const)('the file %s is the body, with its length and type (%#)', async (file, content, version, type) => {
  writeFileSync(join(folder, file), content);
  const { rows } = await send({ file }, { version, iterations: 2 });
  expect(rows.map(({ message }) => message)).toEqual(['', '']);
  const one = { type, length: String(content.length), coding: '', hash: hashOf(content) };
  expect(heard).toMatchObject([one, one]);
});

test.each(['1.1', '2'] as const)('a file that was removed or replaced during the run is reported (HTTP/%s)', async (version) => {
  const path = join(folder, 'large.bin');
  writeFileSync(path, LARGE);
  const gone = await send({ file: 'large.bin' }, { version, afterReading: () => rmSync(path) });
  expect(gone.rows).toMatchObject([
    { kind: 'check_failed', message: `There is no file ${path} any more, so it was not sent.`, status: 0 },
  ]);
  writeFileSync(path, LARGE);
  const cut = await send({ file: 'large.bin' }, { version, afterReading: () => truncateSync(path, 2_000_000) });
  expect(cut.rows).toMatchObject([
    { kind: 'check_failed', message: `${path} has a different length than when the run began, so it was not sent.` },
  ]);
});

test('a file of 200 MB is sent in flat memory', async () => {
  const path = join(folder, 'huge.bin');
  writeFileSync(path, '');
  truncateSync(path, 200_000_000);
  const before = process.memoryUsage().rss;
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  const { rows } = await send({ file: 'huge.bin' });
  clearInterval(watch);
  expect(heard).toMatchObject([{ length: '200000000' }]);
  expect(rows).toMatchObject([{ status: 200 }]);
  expect(most - before).toBeLessThan(100_000_000);
});
