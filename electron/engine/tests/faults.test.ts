// Every way a server can misbehave ends as a row with its kind and a plain sentence; the engine survives it.
import { afterEach, expect, test } from 'vitest';
import type { Outcome } from '../../../shared/outcome.ts';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { planFor, runPlan, type Observed } from './test-run.ts';
import { closedPort, startHttpTarget, startSocketTarget, type TestTarget } from './test-target.ts';

const THREE: PlanInput['load'] = { model: 'iterations', iterations: 3, vus: 1 };
const targets: TestTarget[] = [];

afterEach(async () => {
  await Promise.all(targets.splice(0).map((target) => target.close()));
});

async function send(url: string, rest: Partial<PlanInput> = {}): Promise<Observed> {
  const observed = await runPlan(planFor(url, THREE, rest));
  const { requests } = observed.end.summary;
  expect(requests.total).toBe(3);
  expect(requests.succeeded + requests.failed + requests.cancelled).toBe(3);
  expect(observed.rows).toHaveLength(3);
  return observed;
}

async function expectKind(url: string, kind: Outcome, sentence: RegExp, rest: Partial<PlanInput> = {}): Promise<Observed> {
  const observed = await send(url, rest);
  expect(observed.rows.map((row) => row.kind)).toEqual([kind, kind, kind]);
  for (const { message } of observed.rows) expect(message).toMatch(sentence);
  // Some sentences contain the time that a server took, which varies.
  const { failures } = observed.end.summary;
  expect(failures.map(({ outcome }) => outcome)).toEqual(failures.map(() => kind));
  expect(failures.reduce((sum, { count }) => sum + count, 0)).toBe(3);
  return observed;
}

/** Responds to the request's head with raw bytes. */
async function raw(response: string, then: 'end' | 'reset' | 'stay' = 'end'): Promise<string> {
  const target = await startSocketTarget((socket) => {
    socket.once('data', () => {
      socket.write(response, () => {
        if (then === 'end') socket.end();
        if (then === 'reset') setTimeout(() => socket.resetAndDestroy(), 20);
      });
    });
  });
  targets.push(target);
  return target.url;
}

test('a refused port fails the run and says what to look at', async () => {
  const port = await closedPort();
  const { end } = await expectKind(
    `http://127.0.0.1:${port}/`,
    'connect_refused',
    /No server is listening on 127\.0\.0\.1:\d+ .*Is it running\?/,
  );
  expect(end.state).toBe('failed');
  expect(end.reason).toMatch(/No request got a response: No server is listening/);
});

test('a name without an address is reported', async () => {
  await expectKind('http://onrush-test.invalid/', 'dns', /onrush-test\.invalid has no address \(DNS\)/);
});

test('a server that closes without responding is reported', async () => {
  await expectKind(await raw(''), 'closed', /closed the connection without a response/);
});

test('a server that resets is reported', async () => {
  await expectKind(await raw('', 'reset'), 'reset', /reset the connection without a response/);
});

test('a server that does not speak HTTP is reported', async () => {
  await expectKind(await raw('SSH-2.0-OpenSSH_9.2\r\n'), 'protocol', /Not a valid HTTP\/1\.1 response .*Is it an HTTP server\?/);
});

test('a body that ends before its length is a failure', async () => {
  await expectKind(await raw('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort'), 'truncated', /in the middle of the body/);
});

test('a body without a length that is cut by a reset is not a success', async () => {
  const { rows } = await send(await raw('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nhalf a bo', 'reset'));
  for (const row of rows) expect(row.kind).toBe('truncated');
});

test('headers larger than the limit are a failure', async () => {
  await expectKind(await raw(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(70_000)}\r\n\r\n`), 'header_limit', /larger than the limit/);
});

test('TLS to a port that speaks plain HTTP is a failure', async () => {
  const target = await startHttpTarget((_request, response) => response.end('ok'));
  targets.push(target);
  await expectKind(target.url.replace('http:', 'https:'), 'tls', /does not speak TLS\. Did you mean http:\/\/\?/);
});

test('an error status is a failure that names the status', async () => {
  const target = await startHttpTarget((_request, response) => response.writeHead(503).end('busy'));
  targets.push(target);
  const { end } = await expectKind(target.url, 'http_5xx', /The server responded with 503 Service Unavailable\./);
  expect(end.summary.statusCodes).toEqual({ 503: 3 });
  expect(end.state).toBe('completed');
});

/** Only the deadline under test may come first. */
const PATIENT = { connect: '30s', total: '30s', firstByte: '30s', idle: '30s' };

test('a request to a server that never responds ends at the first-byte deadline, within half a second', async () => {
  const { rows } = await expectKind(await raw('', 'stay'), 'timeout', /no first byte within 150ms/, {
    timeouts: { ...PATIENT, firstByte: '150ms' },
  });
  const took = rows.map((row) => row.endedAt - row.sentAt);
  expect(Math.min(...took)).toBeGreaterThanOrEqual(150);
  // A busy computer may delay some of them, but not all.
  expect(Math.min(...took)).toBeLessThan(450);
});

test('a response that stops in the middle ends at the idle deadline', async () => {
  const url = await raw('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort', 'stay');
  await expectKind(url, 'timeout', /stopped in the middle of its response for 150ms/, {
    timeouts: { ...PATIENT, idle: '150ms' },
  });
});

test('a body that never ends is cut at the total deadline', async () => {
  const target = await startHttpTarget((_request, response) => {
    const drip = setInterval(() => response.write('.'), 20);
    response.on('close', () => clearInterval(drip));
  });
  targets.push(target);
  const timeouts = { ...PATIENT, total: '300ms' };
  const { rows } = await expectKind(target.url, 'timeout', /not complete within 300ms in total/, { timeouts });
  for (const row of rows) expect(row.endedAt - row.sentAt).toBeGreaterThanOrEqual(300);
});

test('after faults the same users serve a clean response', async () => {
  let count = 0;
  const target = await startHttpTarget((request, response) => {
    count += 1;
    if (count % 2 === 1) request.socket.destroy();
    else response.end('ok');
  });
  targets.push(target);
  const { rows } = await runPlan(planFor(target.url, { model: 'iterations', iterations: 10, vus: 1 }));
  expect(rows.map((row) => row.kind === 'ok')).toEqual([false, true, false, true, false, true, false, true, false, true]);
});

test('every method and a body reach the server', async () => {
  const seen: string[] = [];
  const target = await startHttpTarget((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      seen.push(`${request.method} ${request.headers['x-test']?.toString()} ${body}`);
      response.end();
    });
  });
  targets.push(target);
  const steps = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PURGE'].map((method) => ({
    method,
    url: target.url,
    headers: { 'x-test': 'yes' },
    ...(method === 'POST' || method === 'PUT' ? { body: 'héllo' } : {}),
  }));
  const { rows } = await runPlan({ version: 1, scenarios: [{ steps }], load: { model: 'iterations', iterations: 1, vus: 1 } });
  expect(rows.map((row) => row.kind)).toEqual(steps.map(() => 'ok'));
  expect(rows.map((row) => row.step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(rows.map((row) => row.reused)).toEqual([0, 1, 1, 1, 1, 1, 1, 1]);
  expect(seen[2]).toBe('POST yes héllo');
});

test('users that cannot connect pause longer and longer, and are counted while they do', async () => {
  const port = await closedPort();
  const load = { model: 'closed' as const, startTarget: 4, stages: [{ duration: '1500ms', target: 4 }] };
  const { snapshots, end } = await runPlan(planFor(`http://127.0.0.1:${port}/`, load), { workers: 2 });
  const last = snapshots.findLast(({ backingOff }) => backingOff > 0);
  expect(last?.backingOff).toBeLessThanOrEqual(4);
  expect(last?.longestBackOffMs).toBeGreaterThanOrEqual(80);
  expect(last?.longestBackOffMs).toBeLessThanOrEqual(1000);
  // Without the pauses, four users would produce thousands of failures per second each.
  expect(end.summary.requests.failed).toBeLessThan(100);
});
