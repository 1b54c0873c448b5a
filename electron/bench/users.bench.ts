// Many virtual users at once, up to the limit of open files: how many requests fail because of Onrush itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchContext, Row, Section } from '../../build/bench/bench.ts';
import { onrushRun } from '../../build/bench/onrush.ts';
import { runToEnd } from '../../build/bench/processes.ts';

/** Files that a process has open in addition to its connections. */
const SPARE_FILES = 200;

export const section: Section = { name: 'users', title: 'Many virtual users: closed model', run: measure };

async function measure(context: BenchContext): Promise<readonly Row[]> {
  const { url } = await context.target();
  const limit = fileLimit();
  const rows: Row[] = [];
  for (const users of [5000, 10_000]) {
    const what = `${users.toLocaleString('en')} VUs for ${context.quick ? 2 : 5} s`;
    if (limit !== null && limit < users + SPARE_FILES) {
      rows.push({
        what,
        onrush: `not measured: ${limit.toLocaleString('en')} open files are allowed here`,
        peer: null,
        ratio: null,
        goal: '',
      });
      continue;
    }
    const path = join(context.folder, `users-${users}.json`);
    const args = ['-c', `${users}`, '-d', context.quick ? '2s' : '5s', '--summary', path];
    const { peakBytes } = await runToEnd(onrushRun(context.folder, url, args));
    const summary: { readonly requests: { total: number; failed: number }; readonly throughput: number } = JSON.parse(
      readFileSync(path, 'utf8'),
    );
    const { total, failed } = summary.requests;
    rows.push({
      what,
      onrush: `${failed} of ${total.toLocaleString('en')} failed, ${(summary.throughput / 1000).toFixed(1)} k/s, ${(peakBytes / 1e6).toFixed(0)} MB`,
      peer: null,
      ratio: null,
      goal: 'no failure of our own',
    });
  }
  return rows;
}

function fileLimit(): number | null {
  try {
    const soft = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
    return soft === undefined ? null : Number(soft);
  } catch {
    // This system is not Linux.
    return null;
  }
}
