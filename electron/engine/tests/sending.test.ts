// What a run reports of requests that a server stops reading; their times are held against the server's in http/upload-times.test.ts.
import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { startTlsTarget } from './test-adversary.ts';
import { startHttp2Target } from './test-h2-adversary.ts';
import { KEY, SELF_SIGNED } from './test-certificates.ts';
import { runPlan, type Row } from './test-run.ts';
import { startSocketTarget, type TestTarget } from './test-target.ts';

const TWENTY_MB = 'x'.repeat(20_000_000);
const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';
const targets: TestTarget[] = [];

afterEach(async () => {
  await Promise.all(targets.splice(0).map((target) => target.close()));
});

describe.each(['plain', 'TLS'])('%s', (transport) => {
  async function post(
    body: string,
    serve: (socket: Socket) => void,
  ): Promise<Row & { readonly bytesOutUnknown: number | undefined }> {
    const target =
      transport === 'TLS' ? await startTlsTarget({ key: KEY, cert: SELF_SIGNED }, serve) : await startSocketTarget(serve);
    targets.push(target);
    const steps: PlanInput['scenarios'][number]['steps'] = [{ url: target.url, method: 'POST', body }];
    const load: PlanInput['load'] = { model: 'iterations', iterations: 1, vus: 1 };
    const timeouts: PlanInput['timeouts'] = { firstByte: '5s', total: '8s' };
    const { rows, end } = await runPlan({ version: 1, scenarios: [{ steps }], load, timeouts, tls: { verify: false } });
    const [row] = rows;
    if (row === undefined) throw new Error('One request was sent');
    return { ...row, bytesOutUnknown: end.summary.bytesOutUnknown };
  }

  test('if the server responds before it has read everything, the number of sent bytes is unknown', async () => {
    const row = await post(TWENTY_MB, (socket) => {
      socket.once('data', () => {
        socket.pause();
        setTimeout(() => socket.write('HTTP/1.1 413 Payload Too Large\r\ncontent-length: 0\r\n\r\n'), 100);
      });
    });
    expect(row).toMatchObject({ kind: 'http_4xx', status: 413, bytesOut: Number.NaN, bytesOutUnknown: 1 });
    expect(row.sending).toBeGreaterThan(95);
    expect(row.firstByteAt - row.sentAt).toBeGreaterThanOrEqual(row.sending);
  });

  test('a body that the system accepts at once is sent at once', async () => {
    const row = await post('x'.repeat(40_000), (socket) => {
      socket.resume();
      setTimeout(() => socket.write(OK), 200);
    });
    expect(row.sending).toBeLessThan(150);
    expect(row.bytesOut).toBeGreaterThan(40_000);
  });

  test('a repeated response that comes before everything was sent leaves no connection for the next request', async () => {
    const connections: number[] = [];
    const serve = (socket: Socket): void => {
      const nth = connections.push(0) - 1;
      socket.on('data', () => {
        connections[nth] = (connections[nth] ?? 0) + 1;
        // The first request, and the beginning of the second one; no more is read.
        if (nth > 0 || (connections[nth] ?? 0) <= 2) socket.write(OK);
        else socket.pause();
      });
    };
    const target =
      transport === 'TLS' ? await startTlsTarget({ key: KEY, cert: SELF_SIGNED }, serve) : await startSocketTarget(serve);
    targets.push(target);
    const get = { url: target.url };
    const steps: PlanInput['scenarios'][number]['steps'] = [get, { ...get, method: 'POST', body: TWENTY_MB }, get];
    const load: PlanInput['load'] = { model: 'iterations', iterations: 1, vus: 1 };
    const timeouts: PlanInput['timeouts'] = { firstByte: '2s', total: '3s' };
    const { rows } = await runPlan({ version: 2, scenarios: [{ steps }], load, timeouts, tls: { verify: false } });
    expect(rows.map(({ kind, reused }) => [kind, reused])).toEqual([
      ['ok', 0],
      ['ok', 1],
      ['ok', 0],
    ]);
  });
});

test('over HTTP/2 the number of sent bytes is unknown if the response comes before everything was read', async () => {
  const target = await startHttp2Target((stream) => {
    let read = 0;
    stream.on('data', (data: Buffer) => {
      read += data.length;
      if (read < 200_000 || stream.headersSent) return;
      stream.pause();
      stream.respond({ ':status': 413 }, { endStream: true });
    });
  });
  targets.push(target);
  const load: PlanInput['load'] = { model: 'iterations', iterations: 1, vus: 1 };
  const steps: PlanInput['scenarios'][number]['steps'] = [{ url: target.url, method: 'POST', body: TWENTY_MB }];
  const { rows, end } = await runPlan({
    version: 1,
    scenarios: [{ steps }],
    load,
    http: { version: '2' },
    tls: { verify: false },
  });
  expect(rows).toMatchObject([{ status: 413, bytesOut: Number.NaN }]);
  expect(end.summary.bytesOutUnknown).toBe(1);
});
