// Finds the stored request for a dot of a run that is going on, by the time at which it ended and its response time.
import { EVERYTHING } from '../../../../shared/sample-query.ts';
import { UNKNOWN_SEQ } from '../../../../shared/snapshot.ts';
import type { Spot } from '../../../charts/dots.ts';
import { call } from '../../../host/client.ts';
import { showFailure, showNote } from '../../../ui/toasts.tsx';

/** Stored times are rounded to the microsecond. */
const NEAR_MS = 0.002;

/** Returns null if it is not stored yet, and shows why. */
export async function findRequest(runId: string, { dots, row }: Spot): Promise<number | null> {
  const known = dots.seq[row] ?? UNKNOWN_SEQ;
  if (known !== UNKNOWN_SEQ) return known;
  const endedAt = dots.endedAt[row] ?? 0;
  const response = dots.response[row] ?? 0;
  const found = await call('samples.page', {
    runId,
    view: 'dot',
    filter: {
      ...EVERYTHING,
      window: { by: 'ended', from: Math.max(0, endedAt - NEAR_MS), to: endedAt + NEAR_MS },
      warmup: 'include',
    },
    sort: { by: 'seq', descending: false },
    offset: 0,
    limit: 100,
  });
  if (!found.ok) {
    if (found.failure.code !== 'superseded') showFailure(found.failure);
    return null;
  }
  const { rows } = found.value;
  const nearest = [...rows.seq.keys()].toSorted(
    (a, b) => Math.abs((rows.response[a] ?? 0) - response) - Math.abs((rows.response[b] ?? 0) - response),
  )[0];
  const seq = nearest === undefined ? undefined : rows.seq[nearest];
  if (seq === undefined) showNote('This request is not stored yet. It can be opened in a moment.');
  return seq ?? null;
}
