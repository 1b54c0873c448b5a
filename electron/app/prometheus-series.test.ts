// A server that returns the values, and servers that do not: each gets its own sentence, and the wait for each is short.
import { createServer, type RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import type { RunRow } from '../../shared/run.ts';
import { csv, readResults, TEN } from '../import/test-results.ts';
import { openTestRuns } from '../store/test-history.ts';
import type { RunStore } from '../store/run-store.ts';
import { addPrometheusSeries } from './prometheus-series.ts';

const CPU = { name: 'CPU of the database', query: 'rate(cpu{job="db"}[1m])' };

async function storedRun(): Promise<{ runs: RunStore; row: RunRow }> {
  const { runs, folder } = openTestRuns();
  const { imported } = await readResults(runs, folder, csv(TEN));
  const row = runs.row(imported.runIds[0] ?? '');
  if (row === null) throw new Error('The run is not there.');
  return { runs, row };
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}/` : '';
}

test('the values of a query during the run are kept with it', async () => {
  const { runs, row } = await storedRun();
  const asked: URLSearchParams[] = [];
  const url = await serve((request, response) => {
    asked.push(new URL(request.url ?? '', 'http://a').searchParams);
    const values = [0, 1, 2].map((at) => [row.startedAt / 1000 + at / 1000, at === 1 ? 'NaN' : String(at)]);
    response.end(
      JSON.stringify({ status: 'success', data: { resultType: 'matrix', result: [{ metric: { job: 'db' }, values }] } }),
    );
  });
  const { notes } = await addPrometheusSeries(runs, row, url, CPU);
  expect(notes[0]).toBe('Added “CPU of the database” with 2 points.');
  expect(Object.fromEntries(asked[0] ?? [])).toEqual({
    query: CPU.query,
    start: String(row.startedAt / 1000),
    end: String((row.startedAt + row.summary.durationMs) / 1000),
    step: '1',
  });
  expect(runs.row(row.id)?.series).toEqual([{ name: CPU.name, at: [0, 2], values: [0, 2], isPercent: true }]);
});

test.each<[string, RequestListener, string]>([
  [
    'refuses the query',
    (_, response) => void response.writeHead(400).end('{"status":"error","errorType":"bad_data","error":"1:5: parse error"}'),
    'It responded with 400: 1:5: parse error',
  ],
  ['fails', (_, response) => void response.writeHead(500).end('out of memory'), 'It responded with 500: out of memory'],
  ['is another', (_, response) => void response.end('<html>'), 'Its response is not that of a Prometheus range query.'],
  ['hangs', () => undefined, 'It did not respond within 0.1 s.'],
  [
    'has no value',
    (_, response) => void response.end('{"status":"success","data":{"resultType":"matrix","result":[]}}'),
    'The query returned no value for the time of the run.',
  ],
  [
    'leads elsewhere',
    (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    'It responded with 302',
  ],
])('a server that %s is reported, and the run does not change', async (name, listener, why) => {
  const { runs, row } = await storedRun();
  const url = await serve(listener);
  // A busy computer may need longer for a response than a short limit allows.
  const limitMs = name === 'hangs' ? 100 : 30_000;
  const adding = addPrometheusSeries(runs, row, url, CPU, limitMs);
  await expect(adding).rejects.toThrow(`“CPU of the database” cannot be read from ${url}. ${why}`);
  expect(runs.row(row.id)).toEqual(row);
});

test('a response that unpacks without end is given up', async () => {
  const { runs, row } = await storedRun();
  const bomb = gzipSync(Buffer.alloc(129 * 1024 * 1024, ' '), { level: 1 });
  const url = await serve((_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
  const adding = addPrometheusSeries(runs, row, url, CPU, 60_000);
  await expect(adding).rejects.toThrow('Its response is too large for figures of a run.');
  expect(runs.row(row.id)).toEqual(row);
});

test('a password in the address is sent as a password, and is in no sentence', async () => {
  const { runs, row } = await storedRun();
  const asked: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    asked.push(request.headers.authorization, request.url?.split('?')[0]);
    response.writeHead(403).end(`no ${request.headers.authorization ?? ''}`);
  });
  const given = `${url.replace('http://', 'http://ada:s3cret@')}prometheus/?token=s3cret`;
  const adding = addPrometheusSeries(runs, row, given, CPU);
  await expect(adding).rejects.toThrow(
    `“CPU of the database” cannot be read from ${url}prometheus/. It responded with 403: no Basic (hidden)`,
  );
  expect(asked).toEqual([`Basic ${Buffer.from('ada:s3cret').toString('base64')}`, '/prometheus/api/v1/query_range']);
});

test('labels with line breaks and control characters become one line', async () => {
  const { runs, row } = await storedRun();
  const values = [[row.startedAt / 1000, '1']];
  const result = [
    { metric: { pod: 'a\r\n\u001b[2KAll passed\u202e' }, values },
    { metric: { pod: 'b' }, values },
  ];
  const url = await serve((_, response) => void response.end(JSON.stringify({ data: { result } })));
  await addPrometheusSeries(runs, row, url, CPU);
  expect(runs.row(row.id)?.series?.map(({ name }) => name)).toEqual([
    'CPU of the database {pod="a [2KAll passed "}',
    'CPU of the database {pod="b"}',
  ]);
});
