// Metrics as a receiver of OTLP/HTTP accepts them, and receivers that refuse them.
import { createServer, type Server } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Histogram, percentileOf } from '../../../shared/histogram.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { exampleSnapshot } from '../../../shared/test-example-run.ts';
import { exponentialBuckets } from './exponential-buckets.ts';
import { metricsUrl, OtlpSender } from './otlp-sender.ts';

const RUN = { runId: 'run-1', plan: 'Checkout', commit: 'abc123', version: '1.0', startedAt: 1_764_000_000_000 };

function snapshotOf(index: number): Snapshot {
  const histogram = new Histogram();
  for (const value of [3, 4.5, 120]) histogram.record(value);
  const times = histogram.toData();
  return exampleSnapshot({ index, endAt: 250 * (index + 1), outcomes: { ok: 2, http_5xx: 1 }, service: times, response: times });
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
}

test('an exponential histogram holds every value once, in a bucket of its own size', () => {
  const histogram = new Histogram();
  for (let value = 1; value <= 2000; value += 1) histogram.record(value * 0.37);
  const data = histogram.toData();
  const { offset, counts, zeroCount } = exponentialBuckets(data);
  expect(counts.reduce((sum, count) => sum + count, zeroCount)).toBe(2000);
  let seen = 0;
  const at = counts.findIndex((count) => (seen += count) >= 1980);
  expect(2 ** ((offset + at + 1) / 128)).toBeCloseTo(percentileOf(data, 99) / 1000, 2);
});

test('a run is sent as OTLP JSON, with everything since its start', async () => {
  const received: { readonly path: string | undefined; readonly text: string }[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      received.push({ path: request.url, text });
      response.end('{}');
    });
  });
  const url = await listen(server);
  const sender = new OtlpSender(RUN, { url, env: {}, handleFailure: (sentence) => expect.unreachable(sentence) });
  for (let index = 0; index < 4; index += 1) sender.add(snapshotOf(index));
  await sender.end();
  expect(received[0]?.path).toBe('/v1/metrics');
  const [resource] = JSON.parse(received.at(-1)?.text ?? '').resourceMetrics;
  expect(resource.resource.attributes).toContainEqual({ key: 'onrush.run.id', value: { stringValue: 'run-1' } });
  expect(resource.resource.attributes).toContainEqual({ key: 'vcs.ref.head.revision', value: { stringValue: 'abc123' } });
  const metric = (name: string) => resource.scopeMetrics[0].metrics.find((one: { readonly name: string }) => one.name === name);
  const { exponentialHistogram } = metric('onrush.request.service_time');
  const [point] = exponentialHistogram.dataPoints;
  expect(exponentialHistogram.aggregationTemporality).toBe(2);
  expect(point).toMatchObject({ scale: 7, startTimeUnixNano: '1764000000000000000' });
  const sum = point.positive.bucketCounts.reduce((all: number, count: string) => all + Number(count), Number(point.zeroCount));
  expect([sum, point.count]).toEqual([12, '12']);
  expect(metric('onrush.requests').sum).toMatchObject({ isMonotonic: true, aggregationTemporality: 2 });
  expect(metric('onrush.requests.in_flight').gauge.dataPoints).toHaveLength(1);
});

test.each<[string, RegExp, (server: Server) => void]>([
  [
    'responds with 500',
    /it responded with status 500/,
    (server) => server.on('request', (_, response) => response.writeHead(500).end()),
  ],
  ['closes the connection', /it closed the connection/, (server) => server.on('connection', (socket) => socket.destroy())],
  ['never responds', /it did not respond within 0\.1 s/, (server) => server.on('request', () => undefined)],
  [
    'redirects',
    /it redirects to another address; name that one/,
    (server) => server.on('request', (_, response) => response.writeHead(307, { location: '/v1/metrics' }).end()),
  ],
  [
    'takes a message and rejects some of it',
    /it rejected 5 of the figures \(too old\)/,
    (server) =>
      server.on('request', (_, response) =>
        response.end('{"partialSuccess":{"rejectedDataPoints":"5","errorMessage":"too old"}}'),
      ),
  ],
])('a receiver that %s is reported once, and the run continues', async (_, words, prepare) => {
  const server = createServer();
  prepare(server);
  const url = await listen(server);
  const failures: string[] = [];
  const sender = new OtlpSender(RUN, { url, env: {}, withinMs: 100, handleFailure: (sentence) => failures.push(sentence) });
  sender.add(snapshotOf(0));
  await sender.end();
  await sender.end();
  expect(failures).toHaveLength(1);
  expect(failures[0]).toMatch(words);
});

test('the path of metrics is added to the address of a receiver', () => {
  expect(metricsUrl('http://collector:4318')).toBe('http://collector:4318/v1/metrics');
  expect(metricsUrl('http://prometheus:9090/api/v1/otlp/')).toBe('http://prometheus:9090/api/v1/otlp/v1/metrics');
  expect(metricsUrl('http://collector:4318/v1/metrics')).toBe('http://collector:4318/v1/metrics');
});

test.each([
  ['the address', 'ada:s3cret@', {}],
  ['a header with a line break', '', { OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20s3cret%0A' }],
  ['a header that is half an escape', '', { OTEL_EXPORTER_OTLP_HEADERS: 'api-key=s3cret%' }],
  ['the name of a header', '', { OTEL_EXPORTER_OTLP_HEADERS: 'api key s3cret\n=1,s3cr\u00e9t=1' }],
])('a secret in %s is in no sentence about a receiver that cannot be reached', async (_what, user, env) => {
  const failures: string[] = [];
  const url = `http://${user}127.0.0.1:1/otlp?api_key=s3cret`;
  const sender = new OtlpSender(RUN, { url, env, withinMs: 2000, handleFailure: (sentence) => failures.push(sentence) });
  sender.add(snapshotOf(0));
  await sender.end();
  expect(failures).toHaveLength(1);
  expect(failures[0]).toContain('http://127.0.0.1:1/otlp/v1/metrics');
  expect(failures[0]).not.toMatch(/s3cr/);
});

test('a receiver is given the pause that it asks for, and a long response of another kind is no failure', async () => {
  const statuses = [429, 200, 200];
  const asked: number[] = [];
  const url = await listen(
    createServer((_, response) => {
      const status = statuses[asked.length] ?? 200;
      asked.push(status);
      response.writeHead(status, status === 429 ? { 'retry-after': '9' } : {}).end('{"partialSuccess":{}}'.padEnd(1e6, ' '));
    }),
  );
  const failures: string[] = [];
  const sender = new OtlpSender(RUN, { url, env: {}, handleFailure: (sentence) => failures.push(sentence) });
  const until = async (count: number): Promise<void> => await vi.waitFor(() => expect(asked).toHaveLength(count), 10_000);
  const wait = async (): Promise<void> => await new Promise((resolve) => setTimeout(resolve, 50));
  sender.add({ ...snapshotOf(0), endAt: 5000 });
  await vi.waitFor(() => expect(failures).toHaveLength(1), 10_000);
  await wait();
  for (const endAt of [10_000, 13_750]) sender.add({ ...snapshotOf(1), endAt });
  await wait();
  expect(asked).toEqual([429]);
  sender.add({ ...snapshotOf(2), endAt: 14_000 });
  await until(2);
  await sender.end();
  expect(asked).toEqual([429, 200, 200]);
  expect(failures).toHaveLength(1);
});

test('name and password of an address are sent as credentials, and to nobody else', async () => {
  const received: (string | undefined)[] = [];
  const elsewhere = await listen(createServer((request, response) => void response.end(String(received.push(request.url)))));
  const url = await listen(
    createServer((request, response) => {
      received.push(request.headers.authorization, String(request.headers['api-key']));
      response.writeHead(307, { location: elsewhere }).end();
    }),
  );
  const failures: string[] = [];
  const sender = new OtlpSender(RUN, {
    url: url.replace('http://', 'http://ada:s3cret@'),
    env: { OTEL_EXPORTER_OTLP_HEADERS: 'api-key=k3y' },
    handleFailure: (sentence) => failures.push(sentence),
  });
  sender.add(snapshotOf(0));
  await sender.end();
  expect(received).toEqual([`Basic ${Buffer.from('ada:s3cret').toString('base64')}`, 'k3y']);
  expect(failures).toHaveLength(1);
});
