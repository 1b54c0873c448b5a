// Measures how long it takes to open a finished run of ten million requests: from the page's request to the app's response.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchContext, Row, Section } from '../../build/bench/bench.ts';
import { connect, startHost } from '../../build/bench/onrush.ts';
import { runToEnd } from '../../build/bench/processes.ts';
import { spreadOf } from '../../build/bench/spread.ts';

export const section: Section = {
  name: 'open',
  title: 'Opening a finished run: summary and charts, by the running app',
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
  ];
}
