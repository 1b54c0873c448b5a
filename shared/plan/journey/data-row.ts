// Which row of a data file an iteration takes. It follows from the iteration alone, so the rows are unique and the same whatever
// the number of threads, and nothing has to be kept to know it afterwards.
import type { DataSet } from './journey-schema.ts';
import { DEFAULT_SEED } from '../schedule.ts';
import { randomBelow } from './random.ts';

/** Apart from the places of a plan's holes. */
const PLACE_OF_ROWS = 1_000_000;

/** From 0; `set` is the place of the file among those of the plan. */
export function dataRow({ pick }: Pick<DataSet, 'pick'>, set: number, rows: number, at: RowPlace): number {
  if (pick === 'each') return at.iteration % rows;
  if (pick === 'per-vu') return at.vu % rows;
  return randomBelow(rows, at.seed ?? DEFAULT_SEED, at.iteration, PLACE_OF_ROWS + set);
}

export interface RowPlace {
  readonly seed?: number | undefined;
  readonly iteration: number;
  readonly vu: number;
}
