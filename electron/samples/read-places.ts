// Where the batches of a run lie, from the database.
import type { Database } from '../store/database.ts';
import { placeFromBatch, placeFromSpan, type BatchPlace } from './batch-place.ts';

const SPANS = 'SELECT * FROM batch_spans WHERE run_id = ? AND seq > ? ORDER BY seq';
/** Runs of before spans were stored have none. */
const COUNTS = 'SELECT seq, count FROM sample_batches WHERE run_id = ? AND seq > ? ORDER BY seq';

/** Those behind `last`, or all. @throws UserError store_unavailable */
export function readPlaces(database: Database, runId: string, last?: BatchPlace): BatchPlace[] {
  const [batch, firstSeq] = last === undefined ? [-1, 1] : [last.batch, last.firstSeq + last.count];
  const spans = database.read(() => database.prepare(SPANS).all(runId, batch));
  if (spans.length > 0) return spans.map(placeFromSpan);
  const counts = database.read(() => database.prepare(COUNTS).all(runId, batch));
  let next = firstSeq;
  return counts.map((cells) => {
    const place = placeFromBatch(cells, next);
    next += place.count;
    return place;
  });
}
