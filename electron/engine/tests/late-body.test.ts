// A body behind a response that never has one, some time after its head: named, at the response that it belongs to.
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { planOf } from '../../store/plan-cell.ts';
import { NO_FILES } from '../files/plan-files.ts';
import { tryOnce } from '../try-once.ts';
import { startTlsTarget, type Misdeed } from './test-adversary.ts';
import { KEY, SELF_SIGNED } from './test-certificates.ts';
import { runPlan, type Observed } from './test-run.ts';
import { startSocketTarget, type TestTarget } from './test-target.ts';

type Start = (handle: Misdeed) => Promise<TestTarget>;

const TRANSPORTS: readonly (readonly [string, Start])[] = [
  ['plain', startSocketTarget],
  ['TLS', (handle) => startTlsTarget({ key: KEY, cert: SELF_SIGNED }, handle)],
];
const NO_CONTENT = 'HTTP/1.1 204 No Content\r\n';

/** Sends the head to each request, and the body `afterMs` later. `heldBack` receives how much later each body really was sent. */
function lateBody(head: string, body: string, afterMs: number, heldBack: number[] = []): Misdeed {
  return (socket) => {
    let before = Promise.resolve();
    socket.on('data', () => {
      before = before.then(async () => {
        const from = performance.now();
        socket.write(`${head}\r\n`);
        await delay(afterMs);
        heldBack.push(performance.now() - from);
        socket.write(body);
      });
    });
  };
}

async function send(start: Start, handle: Misdeed, iterations = 6, method = 'GET'): Promise<Observed> {
  const target = await start(handle);
  const load: PlanInput['load'] = { model: 'iterations', iterations, vus: 1 };
  const steps = [{ url: target.url, method }];
  const observed = await runPlan({ version: 1, scenarios: [{ steps }], load, tls: { verify: false } });
  await target.close();
  return observed;
}

test.each(
  TRANSPORTS.flatMap(([transport, start]) =>
    ['content-length: 5\r\n', 'transfer-encoding: chunked\r\n'].flatMap((header) =>
      [1, 20].map((afterMs) => ({ transport, start, header, afterMs })),
    ),
  ),
)('$transport: a 204 that speaks of a body ($header) waits for it $afterMs ms', async ({ start, header, afterMs }) => {
  const heldBack: number[] = [];
  const { rows, end } = await send(start, lateBody(NO_CONTENT + header, 'hello', afterMs, heldBack));
  expect(rows.map(({ kind, message }) => [kind, message])).toEqual(
    Array.from({ length: 6 }, () => [
      'protocol',
      'The server sent a body with a response that never has one (to HEAD, or with status 204 or 304).',
    ]),
  );
  expect(end.summary.requests).toEqual({ total: 6, succeeded: 0, failed: 6, cancelled: 0 });
  // The time ends with the head: with the body, each would have taken at least as long as the server held the body back.
  if (afterMs === 20) expect(rows.some(({ endedAt, sentAt }, at) => endedAt - sentAt < (heldBack[at] ?? 0))).toBe(true);
});

test.each(TRANSPORTS)(
  'a 204 that announces a body which does not come is a success, and causes one wait: %s',
  async (_, start) => {
    const { rows, end } = await send(start, lateBody(`${NO_CONTENT}content-length: 5\r\n`, '', 0), 40);
    expect(end.summary.requests.succeeded).toBe(40);
    expect(rows.filter(({ reused }) => reused === 0)).toHaveLength(1);
    // Forty waits would be 4 s.
    expect(end.summary.durationMs).toBeLessThan(4000);
  },
);

test.each(
  TRANSPORTS.flatMap(([transport, start]) =>
    [
      ['GET', NO_CONTENT],
      ['GET', 'HTTP/1.1 304 Not Modified\r\n'],
      ['HEAD', 'HTTP/1.1 200 OK\r\n'],
    ].map(([method = '', head = '']) => ({ transport, start, method, head })),
  ),
)(
  '$transport: a body that nothing spoke of is named at the response before, and where it came instead ($method $head)',
  async (each) => {
    const { rows } = await send(each.start, lateBody(each.head, 'hello', 5), 6, each.method);
    const spoiled = 'The server sent a body with a response that never has one (to HEAD, or with status 204 or 304).';
    const instead =
      'Bytes that are not a response came in its place. They may be the body of the previous response on this connection, which must not have one.';
    const named = rows.filter(({ message }) => message === spoiled || message === instead);
    // A row that was stored by then stays a success, and on a slow machine the body may come before the next request.
    expect(named.length).toBeGreaterThanOrEqual(3);
    expect(rows.every(({ message }) => [spoiled, instead, ''].includes(message))).toBe(true);
  },
);

test.each(TRANSPORTS)('a trial names a late body at its step: %s', async (_, start) => {
  const target = await start(lateBody(NO_CONTENT, 'hello', 10));
  const plan = planOf({
    version: 1,
    scenarios: [{ steps: [{ name: 'gone', url: target.url, method: 'DELETE' }] }],
    load: { model: 'iterations', iterations: 1, vus: 1 },
    tls: { verify: false },
  });
  const { passed, scenarios } = await tryOnce(plan, NO_FILES, { userAgent: 'Onrush/test' });
  await target.close();
  expect(passed).toBe(false);
  expect(scenarios[0]?.steps[0]).toMatchObject({ state: 'failed', reason: expect.stringContaining('never has one') });
});
