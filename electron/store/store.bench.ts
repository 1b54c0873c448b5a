// The disk space of a stored request, and the speed at which all requests are exported to requests.csv.
import { mkdtempSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchContext, Row, Section } from '../../build/bench/bench.ts';
import { connect, onrushRun, startHost } from '../../build/bench/onrush.ts';
import { runToEnd, usageOf } from '../../build/bench/processes.ts';
import { spreadOf } from '../../build/bench/spread.ts';

export const section: Section = {
  name: 'store',
  title: 'Stored requests: size, and export as CSV from the running app',
  run: measure,
};

async function measure(context: BenchContext): Promise<readonly Row[]> {
  const { url } = await context.target();
  const requests = context.quick ? 100_000 : 600_000;
  const data = mkdtempSync(join(context.folder, 'stored-'));
  const store = (count: number) =>
    runToEnd(onrushRun(context.folder, url, ['-c', '50', '-n', `${count}`, '--workers', '1'], data));
  await store(1);
  const before = sizeOf(data);
  await store(requests);
  const bytes = (sizeOf(data) - before) / requests;
  const { rates, growth } = await exportAll(data, requests, context.pairs);
  return [
    { what: 'bytes on disk a request', onrush: bytes.toFixed(1), peer: null, ratio: null, goal: '≤ 40, aim 16' },
    {
      what: `requests.csv of ${requests.toLocaleString('en')} requests`,
      onrush: `${Math.round(spreadOf(rates).median / 1000)} k rows/s, memory + ${(growth / 1e6).toFixed(0)} MB`,
      peer: null,
      ratio: null,
      goal: '≥ 1 M rows/s, + 60 MB at most',
    },
  ];
}

/** Includes the write-ahead log, which is not emptied at once. */
function sizeOf(data: string): number {
  return ['onrush.db', 'onrush.db-wal'].reduce(
    (sum, name) => sum + (statSync(join(data, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

async function exportAll(data: string, requests: number, times: number): Promise<{ rates: number[]; growth: number }> {
  await using host = await startHost(data);
  const client = await connect(host.url);
  const runs = Object((await client.call('runs.list', {})).value);
  const id: unknown = runs[0]?.id;
  const before = usageOf(host.pid)?.peakBytes ?? Number.NaN;
  const rates: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const startedAt = performance.now();
    const { value } = await client.call('runs.export', { id, kind: 'requests-csv', exportId: `export-${time}` });
    const rows = await countLines(new URL(String(Object(value).url), host.url));
    if (rows !== requests + 1) throw new Error(`requests.csv has ${rows - 1} rows instead of ${requests}.`);
    rates.push(requests / ((performance.now() - startedAt) / 1000));
  }
  client.close();
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
