// A finished run of ten million requests: how long it takes to open it, from the page's request to the app's response, and the speed
// at which all requests are exported to requests.csv.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchContext, Row, Section } from '../../build/bench/bench.ts';
import { connect, startHost, type HostClient, type StartedHost } from '../../build/bench/onrush.ts';
import { runToEnd, usageOf } from '../../build/bench/processes.ts';
import { spreadOf } from '../../build/bench/spread.ts';

export const section: Section = {
  name: 'open',
  title: 'A long run: opening it, and its requests as CSV, by the running app',
  run: measure,
};

async function measure(context: BenchContext): Promise<readonly Row[]> {
  const requests = context.quick ? 1_000_000 : 10_000_000;
  const data = mkdtempSync(join(context.folder, 'long-'));
  const script = join(import.meta.dirname, 'long-run.bench.ts');
  await runToEnd({ program: process.execPath, args: [script, data, `${requests}`] });
  await using host = await startHost(data);
  const client = await connect(host.url);
  const { id, summary } = Object((await client.call('runs.list', {})).value)[0];
  const total = Number(summary.requests.total);
  const times: number[] = [];
  let bytes = 0;
  for (let time = 0; time < context.pairs; time += 1) {
    const startedAt = performance.now();
    ({ bytes } = await client.call('runs.open', { id }));
    times.push(performance.now() - startedAt);
  }
  const { rates, growth } = await exportAll({ host, client, id, requests: total, times: context.pairs });
  client.close();
  const { median, most } = spreadOf(times);
  return [
    {
      what: `${total.toLocaleString('en')} requests`,
      onrush: `${Math.round(median)} ms (at most ${Math.round(most)} ms), ${(bytes / 1e6).toFixed(1)} MB`,
      peer: null,
      ratio: null,
      goal: '≤ 1 s, aim 0.2 s (10 M requests)',
    },
    {
      what: `requests.csv of ${total.toLocaleString('en')} requests`,
      onrush: `${Math.round(spreadOf(rates).median / 1000)} k rows/s, memory + ${(growth / 1e6).toFixed(0)} MB`,
      peer: null,
      ratio: null,
      goal: '≥ 1 M rows/s, + 60 MB at most',
    },
  ];
}

interface Exporting {
  readonly host: StartedHost;
  readonly client: HostClient;
  readonly id: unknown;
  readonly requests: number;
  readonly times: number;
}

async function exportAll({ host, client, id, requests, times }: Exporting): Promise<{ rates: number[]; growth: number }> {
  const before = usageOf(host.pid)?.peakBytes ?? Number.NaN;
  const rates: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const startedAt = performance.now();
    const { value } = await client.call('runs.export', { id, kind: 'requests-csv', exportId: `export-${time}` });
    const rows = await countLines(new URL(String(Object(value).url), host.url));
    if (rows !== requests + 1) throw new Error(`requests.csv has ${rows - 1} rows instead of ${requests}.`);
    rates.push(requests / ((performance.now() - startedAt) / 1000));
  }
  return { rates, growth: (usageOf(host.pid)?.peakBytes ?? Number.NaN) - before };
}

async function countLines(url: URL): Promise<number> {
  const response = await fetch(url);
  if (!response.ok || response.body === null) throw new Error(`The download was answered with ${response.status}.`);
  let count = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count += 1;
  }
  return count;
}
