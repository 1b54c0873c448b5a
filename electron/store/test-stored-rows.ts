// Reads what the store contains of a run, over its own connection. Imported by tests only.
import { COLUMN_NAMES, type SampleBatch } from '../../shared/sample.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { BatchReader, openToRead } from './batch-reader.ts';
import type { RunStore } from './run-store.ts';
import { SnapshotStore } from './snapshot-store.ts';

/** All batches that are stored at the time of the call. */
export function* storedBatches(store: RunStore, runId: string): Generator<SampleBatch, void, undefined> {
  store.flush();
  const database = openToRead(store.path);
  try {
    const reader = new BatchReader(database);
    for (const { batch } of reader.some(runId, reader.places(runId), COLUMN_NAMES)) yield batch;
  } finally {
    database.close();
  }
}

/** Each snapshot as it was written. */
export function storedSnapshots(store: RunStore, runId: string): Snapshot[] {
  store.flush();
  const database = openToRead(store.path);
  try {
    return [...new SnapshotStore(database).all(runId)];
  } finally {
    database.close();
  }
}
