// How late requests start in the open model: the time sent minus the time due, for every request, read from its own CSV.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchContext, Row, Section } from '../../build/bench/bench.ts';
import { onrushRun } from '../../build/bench/onrush.ts';
import { runToEnd } from '../../build/bench/processes.ts';
import { percentile, spreadOf } from '../../build/bench/spread.ts';

const RATES = [100, 1000, 10_000];
const GOALS = new Map([
  [1000, 'p99 ≤ 1.2 ms, aim 0.8 ms'],
  [10_000, 'p99 ≤ 3 ms, aim 1.5 ms'],
]);
/** Connections are opened until then. */
const WARM_MS = 1000;

export const section: Section = {
  name: 'lateness',
  title: 'Start lateness: open model, sent minus due of every request after the first second',
  run: measure,
};

async function measure(context: BenchContext): Promise<readonly Row[]> {
  const { url } = await context.target();
  const found = new Map(RATES.map((rate): [number, { p50: number[]; p99: number[] }] => [rate, { p50: [], p99: [] }]));
  for (let pair = 0; pair < context.pairs; pair += 1) {
    for (const [rate, { p50, p99 }] of found) {
      const csv = join(context.folder, 'lateness.csv');
      const length = context.quick ? '2s' : '3s';
      await runToEnd(onrushRun(context.folder, url, ['-r', `${rate}`, '-c', '200', '-d', length, '--requests-csv', csv]));
      const late = latenessIn(readFileSync(csv, 'utf8'));
      p50.push(percentile(late, 50));
      p99.push(percentile(late, 99));
    }
  }
  return RATES.map((rate) => {
    const { p50 = [], p99 = [] } = found.get(rate) ?? {};
    return {
      what: `${rate.toLocaleString('en')}/s, p50 and p99`,
      onrush: `${spreadOf(p50).median.toFixed(2)} ms, ${spreadOf(p99).median.toFixed(2)} ms`,
      peer: null,
      ratio: null,
      goal: GOALS.get(rate) ?? '',
    };
  });
}

/** No cell of these runs contains a comma. */
function latenessIn(csv: string): number[] {
  const [head = '', ...lines] = csv.trimEnd().split('\r\n');
  const names = head.split(',').map((name) => name.replaceAll('"', ''));
  const due = names.indexOf('due_ms');
  const delay = names.indexOf('queue_delay_ms');
  return lines
    .map((line) => line.split(','))
    .filter((cells) => Number(cells[due]) >= WARM_MS)
    .map((cells) => Number(cells[delay]));
}
