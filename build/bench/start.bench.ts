// From the start of the built app to its ready line.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchContext, Row, Section } from './bench.ts';
import { startHost } from './onrush.ts';
import { spreadOf } from './spread.ts';

export const section: Section = { name: 'start', title: 'Start: to the ready line, everything built', run: measure };

async function measure({ folder, pairs }: BenchContext): Promise<readonly Row[]> {
  const times: number[] = [];
  for (let time = 0; time < pairs + 1; time += 1) {
    const startedAt = performance.now();
    const host = await startHost(mkdtempSync(join(folder, 'start-')));
    times.push(performance.now() - startedAt);
    await host[Symbol.asyncDispose]();
  }
  // The first start fills the disk caches, so it is left out.
  const { median, most } = spreadOf(times.slice(1));
  return [
    {
      what: 'what npm start runs, without npm itself',
      onrush: `${Math.round(median)} ms (at most ${Math.round(most)} ms)`,
      peer: null,
      ratio: null,
      goal: '≤ 1.5 s, aim 0.5 s',
    },
  ];
}
