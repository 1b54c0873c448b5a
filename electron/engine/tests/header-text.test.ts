// Header values beyond ASCII: in UTF-8 on every kind of connection, as curl sends them.
import { createServer, type Http2Server } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { startTlsTarget, type Misdeed } from './test-adversary.ts';
import { KEY, SELF_SIGNED } from './test-certificates.ts';
import { runPlan } from './test-run.ts';
import { startSocketTarget, type TestTarget } from './test-target.ts';

const VALUE = 'Gr\u00fc\u00dfe, \u65e5\u672c \u{1f600}';

function planTo(url: string, http: PlanInput['http'] = {}): PlanInput {
  return {
    version: 1,
    scenarios: [{ steps: [{ url, headers: { 'x-note': VALUE } }] }],
    load: { model: 'iterations', iterations: 1, vus: 1 },
    http,
    tls: { verify: false },
  };
}

/** What arrives, byte by byte. */
function hearing(heard: string[]): Misdeed {
  return (socket) =>
    void socket.on('data', (data: Buffer) => {
      heard.push(data.toString('latin1'));
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    });
}

test.each<[string, (handle: Misdeed) => Promise<TestTarget>]>([
  ['plain', startSocketTarget],
  ['TLS', (handle) => startTlsTarget({ key: KEY, cert: SELF_SIGNED }, handle)],
])('header values over HTTP/1.1 are read: %s', async (_, start) => {
  const heard: string[] = [];
  const target = await start(hearing(heard));
  const { end } = await runPlan(planTo(target.url));
  await target.close();
  expect(end.summary.requests.succeeded).toBe(1);
  expect(heard.join('')).toContain(`x-note: ${Buffer.from(VALUE).toString('latin1')}\r\n`);
});

test('header values over HTTP/2 are read', async () => {
  const heard: unknown[] = [];
  const server: Http2Server = createServer((request, response) => {
    heard.push(request.headers['x-note']);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await runPlan(planTo(`http://127.0.0.1:${port}/`, { version: '2' }));
  server.close();
  const [value] = heard;
  expect(Buffer.from(String(value), 'latin1').toString()).toBe(VALUE);
});
