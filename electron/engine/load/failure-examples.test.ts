// Failed requests that people can examine: few of each kind, limited in size, without secrets.
import { afterEach, expect, test } from 'vitest';
import { EXAMPLE_BODY_BYTES, EXAMPLES_PER_KIND } from '../../../shared/failure-example.ts';
import { planFor, runPlan } from '../tests/test-run.ts';
import { closedPort, startHttpTarget, startSocketTarget, type TestTarget } from '../tests/test-target.ts';

const targets: TestTarget[] = [];

afterEach(async () => {
  await Promise.all(targets.splice(0).map((target) => target.close()));
});

function keep(target: TestTarget): string {
  targets.push(target);
  return target.url;
}

test('five responses of each status are kept, with their head and the beginning of their body', async () => {
  let count = 0;
  const url = keep(
    await startHttpTarget((_request, response) => {
      count += 1;
      if (count % 3 === 0) return response.end('fine');
      const status = count % 3 === 1 ? 503 : 404;
      return response.writeHead(status, { 'retry-after': '1', 'x-two': ['a', 'b'] }).end('busy '.repeat(2000));
    }),
  );
  const { examples, end } = await runPlan(planFor(url, { model: 'iterations', iterations: 90, vus: 4 }), { workers: 2 });
  expect(end.summary.requests).toMatchObject({ succeeded: 30, failed: 60 });
  for (const status of [404, 503]) {
    const kept = examples.filter(({ answer }) => answer?.status === status);
    expect(kept).toHaveLength(EXAMPLES_PER_KIND);
    for (const { answer, endedAt, sentAt, firstByteAt } of kept) {
      expect(answer?.headers).toContainEqual({ name: 'retry-after', value: '1' });
      expect(answer?.headers.filter(({ name }) => name === 'x-two')).toHaveLength(2);
      expect(answer?.body).toBe('busy '.repeat(2000).slice(0, EXAMPLE_BODY_BYTES));
      expect(answer?.bodyBytes).toBe(10_000);
      expect(firstByteAt).toBeGreaterThanOrEqual(sentAt);
      expect(endedAt).toBeGreaterThanOrEqual(firstByteAt ?? Infinity);
    }
  }
  expect(examples).toHaveLength(2 * EXAMPLES_PER_KIND);
});

test('secrets are not kept, not even where the server echoes them', async () => {
  const url = keep(
    await startHttpTarget((request, response) => {
      response.writeHead(401, { 'set-cookie': 'session=s3cr3t', 'x-echo': request.headers.authorization ?? '' });
      response.end(`no entry for ${request.headers.authorization}`);
    }),
  );
  const steps = [{ url, headers: { authorization: 'Bearer tok-12345' } }];
  const { examples } = await runPlan({
    version: 1,
    scenarios: [{ steps }],
    load: { model: 'iterations', iterations: 2, vus: 1 },
  });
  expect(examples).toHaveLength(2);
  expect(examples[0]?.answer?.headers).toContainEqual({ name: 'set-cookie', value: null });
  expect(examples[0]?.answer?.body).toMatch(/no entry for .*\(hidden\)/);
  expect(JSON.stringify(examples)).not.toMatch(/s3cr3t|tok-12345/);
});

test('a failure without a response has its times, and a cut response has its head and, from the second on, its body', async () => {
  const port = await closedPort();
  const refused = await runPlan(planFor(`http://127.0.0.1:${port}/`, { model: 'iterations', iterations: 3, vus: 1 }));
  expect(refused.examples.map(({ answer, outcome }) => [answer, outcome])).toEqual([
    [null, 'connect_refused'],
    [null, 'connect_refused'],
    [null, 'connect_refused'],
  ]);
  const url = keep(
    await startSocketTarget((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort')),
    ),
  );
  const cut = await runPlan(planFor(url, { model: 'iterations', iterations: 9, vus: 1 }));
  expect(cut.examples.map(({ answer }) => answer?.body)).toEqual([null, 'short', 'short', 'short', 'short']);
});

test('an endless header block of a failure stays small', async () => {
  const lines = Array.from({ length: 300 }, (_, at) => `x-${at}: ${'y'.repeat(100)}\r\n`).join('');
  const url = keep(
    await startSocketTarget((socket) =>
      socket.once('data', () => socket.end(`HTTP/1.1 500 No\r\n${lines}content-length: 0\r\n\r\n`)),
    ),
  );
  const { examples } = await runPlan(planFor(url, { model: 'iterations', iterations: 1, vus: 1 }));
  expect(examples[0]?.answer?.headersLeftOut).toBeGreaterThan(200);
  expect(JSON.stringify(examples).length).toBeLessThan(16_000);
});

test('the warm-up leaves no examples', async () => {
  const url = keep(await startHttpTarget((_request, response) => response.writeHead(500).end()));
  const load = { model: 'closed', startTarget: 1, stages: [{ duration: '300ms', target: 1 }] } as const;
  const { examples } = await runPlan(planFor(url, { ...load, stages: [...load.stages] }, { warmup: '10s' }));
  expect(examples).toEqual([]);
});
