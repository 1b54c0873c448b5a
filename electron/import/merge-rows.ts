// Merges the requests of several sources in the order in which they ended, as far as each source is ordered. Pure except for
// reading.
import type { RowBlock } from './row-block.ts';

export interface MergingSource {
  readonly blocks: AsyncGenerator<RowBlock, void, undefined>;
  /** The shift of its times, in ms. */
  readonly shiftMs: number;
}

interface Head {
  readonly source: MergingSource;
  readonly number: number;
  block: RowBlock;
  row: number;
}

/** Calls `handle` with the row of a block and the number of its source; waits only for more rows. */
export async function mergeRows(
  sources: readonly MergingSource[],
  handle: (block: RowBlock, row: number, source: number) => void,
): Promise<void> {
  const first = await Promise.all(sources.map(async ({ blocks }) => await blocks.next()));
  const heads = sources.flatMap((source, number): Head[] => {
    const block = first[number];
    return block === undefined || block.done === true ? [] : [{ source, number, block: block.value, row: 0 }];
  });
  while (heads.length > 0) {
    const { head, until } = nextHead(heads);
    const { batch } = head.block;
    const { endedAt } = batch.columns;
    const { shiftMs } = head.source;
    // Takes all rows of this source that end before the next row of another one.
    let { row } = head;
    do handle(head.block, row, head.number);
    while (++row < batch.count && (endedAt[row] ?? 0) + shiftMs <= until);
    head.row = row;
    if (row < batch.count) continue;
    const next = await head.source.blocks.next();
    if (next.done === true) heads.splice(heads.indexOf(head), 1);
    else {
      head.block = next.value;
      head.row = 0;
    }
  }
}

/** The one whose next row ended first, and when the first of the others did. */
function nextHead(heads: readonly Head[]): { readonly head: Head; readonly until: number } {
  let head: Head | undefined;
  let [least, until] = [Infinity, Infinity];
  for (const one of heads) {
    const endedAt = (one.block.batch.columns.endedAt[one.row] ?? 0) + one.source.shiftMs;
    if (head === undefined || endedAt < least) {
      until = least;
      least = endedAt;
      head = one;
    } else if (endedAt < until) until = endedAt;
  }
  if (head === undefined) throw new Error('There is no row.');
  return { head, until };
}
