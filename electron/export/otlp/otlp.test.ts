// Metrics as a receiver of OTLP/HTTP takes them, and receivers that do not.
import { createServer, type Server } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
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
  ['closes the connection', /could not be sent/, (server) => server.on('connection', (socket) => socket.destroy())],
  ['never responds', /it did not respond within 0\.1 s/, (server) => server.on('request', () => undefined)],
  [
    'redirects for ever',
    /could not be sent/,
    (server) => server.on('request', (_, response) => response.writeHead(307, { location: '/v1/metrics' }).end()),
  ],
])('a receiver that %s is reported once, and the run goes on', async (_, words, prepare) => {
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
