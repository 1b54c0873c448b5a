// The disk space of a stored request.
import { mkdtempSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchContext, Row, Section } from '../../build/bench/bench.ts';
import { onrushRun } from '../../build/bench/onrush.ts';
import { runToEnd } from '../../build/bench/processes.ts';

export const section: Section = {
  name: 'store',
  title: 'Stored requests: size on disk',
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
  return [{ what: 'bytes on disk a request', onrush: bytes.toFixed(1), peer: null, ratio: null, goal: '≤ 40, aim 16' }];
}

/** Includes the write-ahead log, which is not emptied at once. */
function sizeOf(data: string): number {
  return ['onrush.db', 'onrush.db-wal'].reduce(
    (sum, name) => sum + (statSync(join(data, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
