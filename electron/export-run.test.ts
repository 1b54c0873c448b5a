import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { examplePlan, plainBatch, summaryOf } from '../shared/example-run.ts';
import { requestsCsv } from './export/requests-csv.ts';
import { writeFileWhole } from './export/write-file.ts';
import { openDatabase } from './store/database.ts';
import { RunStore } from './store/run-store.ts';

const ROWS = 1_000_000;
const ROWS_PER_BATCH = 2500;
/** Well below the file, let alone the samples beside it; most of it is garbage that was not collected yet. */
const MOST_GROWTH_BYTES = 150_000_000;

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'onrush-big-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function countLines(path: string): Promise<number> {
  let count = 0;
  for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1;
  }
  return count;
}

test('a long run streams from the store into a file without being held in memory', async () => {
  const opened = openDatabase(folder);
  if (!opened.ok) throw new Error(opened.failure.message);
  const store = new RunStore(opened.value, { onWriteError: ({ message }) => expect.unreachable(message) });
  const plan = examplePlan();
  const startedAt = 1_790_000_000_000;
  store.insert({ id: 'big', name: 'Big', planId: null, plan, startedAt });
  const batch = plainBatch(0, ROWS_PER_BATCH);
  for (let from = 0; from < ROWS; from += ROWS_PER_BATCH) {
    store.append('big', batch);
    if (from % 25_000 === 0) store.list();
  }
  store.finish('big', { state: 'completed', reason: null, summary: summaryOf(ROWS), verdicts: [] });

  const before = process.memoryUsage();
  let growth = 0;
  function* watched(): Generator<string, number, undefined> {
    const chunks = requestsCsv({ id: 'big', startedAt, plan }, store.batches('big'));
    for (let next = chunks.next(); ; next = chunks.next()) {
      if (next.done === true) return next.value;
      const now = process.memoryUsage();
      growth = Math.max(growth, now.heapUsed + now.external - before.heapUsed - before.external);
      yield next.value;
    }
  }
  const path = join(folder, 'requests.csv');
  expect(await writeFileWhole(path, watched())).toEqual({ rows: ROWS });
  store.close();
  opened.value.close();

  expect(statSync(path).size).toBeGreaterThan(MOST_GROWTH_BYTES);
  expect(growth).toBeLessThan(MOST_GROWTH_BYTES);
  expect(await countLines(path)).toBe(ROWS + 1);
}, 60_000);
