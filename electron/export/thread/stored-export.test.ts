import { expect, test } from 'vitest';
import { EVERYTHING, type SampleFilter } from '../../../shared/sample-query.ts';
import { exampleSnapshot, plainBatch, examplePlan, summaryOf } from '../../../shared/test-example-run.ts';
import { openTestRuns } from '../../store/test-history.ts';
import type { ExportTask, StreamedKind } from './messages.ts';
import { StoredExport, type FilledBuffer } from './stored-export.ts';

const ROWS = 40;

/** A run of three batches. */
function storedTask(kind: StreamedKind, filter: SampleFilter | null = null): ExportTask & { readonly breakBatch: () => void } {
  const { database, runs } = openTestRuns();
  runs.insert({ id: 'a', name: 'A', planId: null, plan: examplePlan(), startedAt: 1_790_000_000_000 });
  for (let at = 0; at < 3; at += 1) runs.append('a', plainBatch(at * ROWS, ROWS));
  runs.appendSnapshot('a', exampleSnapshot(), summaryOf(ROWS), []);
  runs.finish('a', { state: 'completed', reason: null, summary: { ...summaryOf(3 * ROWS), durationMs: 2000 }, verdicts: [] });
  const row = runs.row('a');
  if (row === null) throw new Error('The run is in the history');
  const breakBatch = (): void =>
    void database.write(() => database.prepare("UPDATE sample_batches SET columns = x'00' WHERE seq = 1").run());
  return { path: database.path, kind, row, filter, breakBatch };
}

async function exported(task: ExportTask, bytes = 1 << 16): Promise<{ text: string; rows: number; made: StoredExport }> {
  const made = new StoredExport(task, (atLeast) => new ArrayBuffer(Math.max(bytes, atLeast)));
  const chunks = await made.chunks();
  let text = '';
  let next: IteratorResult<FilledBuffer, number> = chunks.next();
  for (; next.done !== true; next = chunks.next()) text += Buffer.from(next.value.buffer, 0, next.value.length).toString();
  made.close();
  return { text, rows: next.value, made };
}

const linesOf = (text: string): readonly string[] => text.trimEnd().split('\r\n');

test('every stored request is a row, with any size of the buffers', async () => {
  const task = storedTask('requests-csv');
  const large = await exported(task);
  expect(linesOf(large.text)).toHaveLength(3 * ROWS + 1);
  expect([large.rows, large.made.progress]).toEqual([3 * ROWS, { rows: 3 * ROWS, share: 1, damaged: 0 }]);
  const small = await exported(task, 1 << 14);
  expect(small.text).toBe(large.text);
});

test('a filter chooses rows, and the others count as processed', async () => {
  const task = storedTask('requests-csv');
  const [, first = ''] = linesOf((await exported(task)).text);
  const none = await exported({ ...task, filter: { ...EVERYTHING, outcomes: ['timeout'] } });
  expect(linesOf(none.text)).toHaveLength(1);
  expect([none.rows, none.made.progress.rows]).toEqual([0, 0]);
  const all = await exported({ ...task, filter: { ...EVERYTHING, outcomes: ['ok'] } });
  expect(linesOf(all.text)[1]).toBe(first);
});

test('a damaged batch is left out, and its requests are counted', async () => {
  const task = storedTask('requests-csv');
  task.breakBatch();
  const { rows, text, made } = await exported(task);
  expect(linesOf(text)).toHaveLength(2 * ROWS + 1);
  expect([rows, made.progress]).toEqual([2 * ROWS, { rows: 2 * ROWS, share: 1, damaged: ROWS }]);
});

test('the time series is written from the snapshots and the requests', async () => {
  const { text, rows } = await exported(storedTask('timeseries-csv'));
  const [head = '', ...lines] = linesOf(text);
  expect(head).toMatch(/^Timestamp,User Count,Name,Requests\/s/);
  expect([lines.length, rows]).toEqual([2, 2]);
});
