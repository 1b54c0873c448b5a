// Entry of a thread: reads the runs of one comparison over its own connection.
import type { Comparison } from '../../shared/comparison.ts';
import type { RunRow } from '../../shared/run.ts';
import { SampleFile } from '../samples/sample-file.ts';
import { serveThread, threadTask } from '../threads/serve-thread.ts';
import { compareRuns } from './compare-runs.ts';
import type { ComparingQuestion, ComparingTask } from './comparer.ts';
import { DIGEST_COLUMNS, digestRun, type DigestBatch } from './run-digest.ts';

const { path } = threadTask<ComparingTask>();

serveThread<ComparingQuestion, Comparison>(compare, { fault: 'Internal error: these runs could not be compared.' });

function compare({ rows, step }: ComparingQuestion): Comparison {
  const file = new SampleFile(path);
  try {
    return compareRuns(
      rows.map((row) => digestRun(row, batchesOf(file, row), step)),
      step,
    );
  } finally {
    file.close();
  }
}

function* batchesOf(file: SampleFile, { id }: RunRow): Generator<DigestBatch, void, undefined> {
  for (const { batch } of file.batches(id, file.places(id), DIGEST_COLUMNS)) yield batch;
}
