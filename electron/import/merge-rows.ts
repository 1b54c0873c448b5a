// Merges the requests of several sources in the order in which they ended, as far as each source is ordered. Pure except for
// reading.
import type { ResultRequest } from './imported-request.ts';

export interface MergingSource {
  readonly rows: AsyncGenerator<readonly ResultRequest[], void, undefined>;
  /** The shift of its times, in ms. */
  readonly shiftMs: number;
}

/** Calls `handle` with the number of the source; it only waits for more rows. */
export async function mergeRows(
  sources: readonly MergingSource[],
  handle: (request: ResultRequest, source: number) => void,
): Promise<void> {
  const heads = await Promise.all(sources.map(async ({ rows }) => await nextRows(rows)));
  const at = sources.map(() => 0);
  for (;;) {
    let [next, least, second] = [-1, Infinity, Infinity];
    for (let source = 0; source < sources.length; source += 1) {
      const request = heads[source]?.[at[source] ?? 0];
      if (request === undefined) continue;
      const endedAt = request.endedAt + (sources[source]?.shiftMs ?? 0);
      if (endedAt < least) [next, least, second] = [source, endedAt, least];
      else second = Math.min(second, endedAt);
    }
    const source = sources[next];
    const rows = heads[next];
    if (source === undefined || rows === undefined || rows === null) return;
    // Takes all rows of this source that end before the next row of another one.
    let row = at[next] ?? 0;
    do handle(rows[row] ?? never(), next);
    while (++row < rows.length && (rows[row]?.endedAt ?? 0) + source.shiftMs <= second);
    at[next] = row;
    if (row < rows.length) continue;
    heads[next] = await nextRows(source.rows);
    at[next] = 0;
  }
}

function never(): never {
  throw new Error('There is no such row.');
}

/** The rows are never empty; null means the end. */
async function nextRows(
  rows: AsyncGenerator<readonly ResultRequest[], void, undefined>,
): Promise<readonly ResultRequest[] | null> {
  for (;;) {
    const { value, done = false } = await rows.next();
    if (done || value === undefined) return null;
    if (value.length > 0) return value;
  }
}
