// The trace context of requests: each has its own header over every transport, and its row leads back to it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { tracesOf } from '../../../shared/traced-run.ts';
import { runPlan, type Observed } from './test-run.ts';

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Heard {
  readonly url: string;
  readonly traceparent: string;
  readonly body: string;
}

/** "/away" leads to "/there". */
async function start(kind: 'http1' | 'http2'): Promise<{ url: string; heard: Heard[] }> {
  const heard: Heard[] = [];
  const respond = (request: IncomingMessage, response: ServerResponse): void => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => (body += text));
    request.on('end', () => {
      const { url = '', headers } = request;
      heard.push({ url, traceparent: String(headers['traceparent']), body });
      if (url === '/away') response.writeHead(302, { location: '/there' }).end();
      else response.end('ok');
    });
  };
  const server: Server =
    kind === 'http1'
      ? createServer(respond)
      : createHttp2Server((request, response) => respond(request as unknown as IncomingMessage, response as never));
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => void sockets.add(socket.on('error', () => undefined)));
  // A proxy that forwards a plain request sends it here.
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard };
}

function planOf(url: string, http: PlanInput['http']): PlanInput {
  return {
    version: 2,
    trace: true,
    http: { followRedirects: 1, ...http },
    scenarios: [
      {
        steps: [
          { name: 'plain', url: `${url}/plain`, onFail: 'continue' },
          { name: 'holes', method: 'POST', url: `${url}/holes?n={{$iteration}}`, body: 'n={{$iteration}}', onFail: 'continue' },
          { name: 'body', method: 'POST', url: `${url}/body`, body: 'x'.repeat(40_000), onFail: 'continue' },
          { name: 'long', url: `${url}/long`, headers: { 'x-long': 'x'.repeat(300) }, onFail: 'continue' },
          { name: 'away', url: `${url}/away`, onFail: 'continue' },
        ],
      },
    ],
    load: { model: 'iterations', iterations: 6, vus: 2 },
  };
}

function rowTraces({ rows, plan }: Observed, id: string): (string | undefined)[] {
  const traceOf = tracesOf({ id, plan });
  return rows.map(({ iteration, step }) => traceOf?.(iteration, step, 0) ?? undefined).toSorted(byText);
}

const byText = (one = '', other = ''): number => one.localeCompare(other);

const TRACEPARENT = /^00-([\da-f]{32})-([\da-f]{16})-01$/;

test.each([
  ['HTTP/1.1', 'http1', {}],
  ['HTTP/2', 'http2', { version: '2' }],
  ['shared connections of HTTP/2', 'http2', { version: '2', connections: 1 }],
] as const)('over %s every request has the trace of its row and its own span', async (_, kind, http) => {
  const { url, heard } = await start(kind);
  const observed = await runPlan(planOf(url, http), { runId: 'run-1', workers: 2 });
  expect(observed.rows.map(({ message }) => message).filter((message) => message !== '')).toEqual([]);
  // Five steps, of which one has a second request.
  expect(heard).toHaveLength(36);
  const parts = heard.map(({ traceparent }) => TRACEPARENT.exec(traceparent) ?? []);
  expect(parts.map(([, trace]) => trace).toSorted(byText)).toEqual(rowTraces(observed, 'run-1'));
  expect(new Set(parts.map(([, trace]) => trace)).size).toBe(30);
  expect(new Set(parts.map(([, , span]) => span)).size).toBe(36);
  expect(heard.filter(({ url: path }) => path === '/body').every(({ body }) => body === 'x'.repeat(40_000))).toBe(true);
});

test('requests through a proxy have a trace as well', async () => {
  const { url, heard } = await start('http1');
  const proxy = createServer().on('connection', (socket: Socket) => void socket.on('error', () => undefined));
  proxy.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const to = new URL(request.url ?? '');
    const way = connect(Number(to.port), to.hostname, () => {
      const lines = request.rawHeaders.map((text, at) => (at % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
      way.write(
        `${request.method} ${to.pathname} HTTP/1.1\r\n${lines.replace(/^connection:.*\r\n/gim, '')}connection: close\r\n\r\n`,
      );
    });
    way.on('error', () => undefined).on('data', () => response.end('ok'));
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  closing.push(
    () => proxy.closeAllConnections(),
    () => proxy.close(),
  );
  const plan: PlanInput = {
    version: 2,
    trace: true,
    http: { proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` },
    scenarios: [{ steps: [{ url: `${url}/plain` }] }],
    load: { model: 'iterations', iterations: 3, vus: 1 },
  };
  const observed = await runPlan(plan, { runId: 'run-2' });
  expect(heard.map(({ traceparent }) => TRACEPARENT.exec(traceparent)?.[1]).toSorted(byText)).toEqual(
    rowTraces(observed, 'run-2'),
  );
});

test('without the setting no trace is sent', async () => {
  const { url, heard } = await start('http1');
  const { rows } = await runPlan({ ...planOf(url, {}), trace: false }, { runId: 'run-3' });
  expect(rows).toHaveLength(36);
  expect(new Set(heard.map(({ traceparent }) => traceparent))).toEqual(new Set(['undefined']));
});

test('Server-Timing is kept for the slowest requests of each batch', async () => {
  const server = createServer((request, response) => {
    const ms = Number(new URL(request.url ?? '', 'http://x').searchParams.get('ms'));
    response.setHeader('server-timing', [`db;dur=${ms}`, 'app;desc="a secret word"']);
    setTimeout(() => response.end('ok'), ms);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const steps = [5, 60, 1, 2, 3, 4].map((ms) => ({ name: `${ms}`, url: `${url}/?ms=${ms}` }));
  const { batches } = await runPlan({
    version: 2,
    scenarios: [{ steps }],
    load: { model: 'iterations', iterations: 1, vus: 1 },
  });
  const kept = batches.flatMap(({ timings = [], columns }) => timings.map(({ row, text }) => [columns.step[row], text]));
  expect(kept).toContainEqual([1, 'db;dur=60, app;desc="a secret word"']);
  for (const [step, text] of kept) expect(text).toContain(`db;dur=${steps[Number(step)]?.name},`);
});
