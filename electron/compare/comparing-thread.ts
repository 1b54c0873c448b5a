// Entry of a thread: reads the runs of one comparison over a connection of its own, answers, and ends.
import { parentPort, workerData } from 'node:worker_threads';
import type { Comparison } from '../../shared/comparison.ts';
import { succeed, UserError, type Result } from '../../shared/errors.ts';
import type { RunRow } from '../../shared/run.ts';
import { SampleFile } from '../samples/sample-file.ts';
import { compareRuns } from './compare-runs.ts';
import type { ComparingTask } from './comparer.ts';
import { DIGEST_COLUMNS, digestRun, type DigestBatch } from './run-digest.ts';

const { path, rows }: ComparingTask = workerData;
parentPort?.postMessage(answer());

function answer(): Result<Comparison> {
  try {
    const file = new SampleFile(path);
    const comparison = compareRuns(rows.map((row) => digestRun(row, batchesOf(file, row))));
    file.close();
    return succeed(comparison);
  } catch (error) {
    if (error instanceof UserError) return { ok: false, failure: error.failure };
    throw error;
  }
}

function* batchesOf(file: SampleFile, { id }: RunRow): Generator<DigestBatch, void, undefined> {
  for (const { batch } of file.batches(id, file.places(id), DIGEST_COLUMNS)) yield batch;
}
