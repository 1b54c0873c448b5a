// Users of a thread share what they know of the heads of a step's responses. Each of them still reads its own response.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROTOCOLS } from '../../../shared/sample.ts';
import { runPlan } from './test-run.ts';

/** Equally long, so that nothing but the head itself tells the responses apart. */
const MARKS = ['ant', 'bee', 'cat', 'cat', 'cat', 'cat', 'dog'];

let given = 0;
let closed = 0;
let base = '';
const mistaken: string[] = [];
const server: Server = createServer((request, response) => {
  const url = request.url ?? '';
  if (url === '/give') {
    given += 1;
    const mark = MARKS[(given * 31) % MARKS.length] ?? '';
    const closes = given % 11 === 0;
    if (closes) closed += 1;
    response.writeHead(given % 13 === 0 ? 503 : 200, {
      'x-mark': mark,
      // Without it the response is chunked, and its head is never recognised.
      'content-length': '14',
      ...(closes ? { connection: 'close' } : {}),
    });
    setTimeout(() => response.end(`{"mark":"${mark}"}`), given % 3);
    return;
  }
  if (url === '/bye') return void response.writeHead(200, { connection: 'close', 'content-length': '3' }).end('bye');
  const [, , head, body] = url.split('/');
  if (head !== body) mistaken.push(url);
  response.end('ok');
});

beforeAll(async () => {
  // A "keep-alive" header would make every head an unusual one.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

test.each([1, 2])(
  'each user reads the head of its own response, and a connection that closes is left, in %i threads',
  async (workers) => {
    given = 0;
    closed = 0;
    const { rows } = await runPlan(
      {
        version: 2,
        scenarios: [
          {
            steps: [
              {
                url: `${base}/give`,
                extract: { head: { header: 'x-mark' }, body: { json: '$.mark' } },
                checks: [{ status: [200, 503] }],
                onFail: 'continue',
              },
              { url: `${base}/take/{{head}}/{{body}}` },
            ],
          },
        ],
        load: { model: 'iterations', iterations: 900, vus: 40 },
      },
      { workers },
    );
    expect(mistaken).toEqual([]);
    expect(rows).toHaveLength(1800);
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['ok']));
    const refused = rows.filter(({ status }) => status === 503).length;
    expect(refused).toBe(Math.floor(900 / 13));
    const opened = rows.filter(({ reused }) => !reused).length;
    // Every user opens one connection, and another one after each that was closed, unless it had no request left.
    expect(opened).toBeLessThanOrEqual(40 + closed);
    expect(opened).toBeGreaterThan(closed);
    expect(new Set(rows.map(({ protocol }) => PROTOCOLS[protocol]))).toEqual(new Set(['HTTP/1.1']));
  },
);

test('a recognised head that closes its connection closes it for each user', async () => {
  const load = { model: 'iterations', iterations: 200, vus: 10 } as const;
  const { rows } = await runPlan({ version: 2, scenarios: [{ steps: [{ url: `${base}/bye` }] }], load }, { workers: 1 });
  expect(rows.filter(({ kind, reused }) => kind === 'ok' && !reused)).toHaveLength(200);
});
