// The chosen requests of a run in the order of one column: only their numbers, so that scrolling is taking a slice.
import type { SampleFilter, SampleSort } from '../../shared/sample-query.ts';
import type { SampleColumns } from '../../shared/sample.ts';
import { chosenRows, countPassedOver, countRows, type RunReading } from './chosen-rows.ts';

export interface SortedRows {
  /** The numbers of rows, from 1, ascending by the column; rows with equal values are in stored order. */
  readonly seqs: Uint32Array;
  /** Rows within the filter's window, chosen or not. */
  readonly within: number;
  /** ms */
  readonly longestResponse: number;
}

export async function sortRows(reading: RunReading, filter: SampleFilter, by: SampleSort): Promise<SortedRows> {
  const room = countRows(reading.places);
  const seqs = new Uint32Array(room);
  const keys = new Float64Array(by === 'seq' ? 0 : room);
  let count = 0;
  let longestResponse = 0;
  let within = countPassedOver(reading, filter);
  for await (const chosen of chosenRows<KeyColumn>(reading, filter, ['dueAt', 'endedAt', ...KEY_COLUMNS[by]], true)) {
    const { columns } = chosen.batch;
    within += chosen.within;
    for (let index = 0; index < chosen.count; index += 1) {
      const row = chosen.rows[index] ?? 0;
      if (by !== 'seq') keys[count] = keyOf(columns, row, by);
      seqs[count] = chosen.firstSeq + row;
      const response = (columns.endedAt[row] ?? 0) - (columns.dueAt[row] ?? 0);
      if (response > longestResponse) longestResponse = response;
      count += 1;
    }
  }
  const chosen = seqs.slice(0, count);
  return { within, longestResponse, seqs: by === 'seq' ? chosen : orderBy(keys.subarray(0, count), chosen) };
}

/** The columns that `keyOf` reads besides the times, which are always read. */
const KEY_COLUMNS = {
  seq: [],
  due: [],
  step: ['step'],
  outcome: ['outcome', 'status'],
  queue_delay: ['sentAt'],
  service_time: ['sentAt'],
  response_time: [],
  bytes: ['bytesIn'],
  vu: ['vu'],
} as const satisfies Record<SampleSort, readonly KeyColumn[]>;
type KeyColumn = 'dueAt' | 'sentAt' | 'endedAt' | 'step' | 'outcome' | 'status' | 'bytesIn' | 'vu';

function keyOf(columns: Pick<SampleColumns, KeyColumn>, row: number, by: Exclude<SampleSort, 'seq'>): number {
  switch (by) {
    case 'due':
      return columns.dueAt[row] ?? 0;
    case 'step':
      return columns.step[row] ?? 0;
    case 'outcome':
      return (columns.outcome[row] ?? 0) * 1000 + (columns.status[row] ?? 0);
    case 'queue_delay':
      return (columns.sentAt[row] ?? 0) - (columns.dueAt[row] ?? 0);
    case 'service_time':
      return (columns.endedAt[row] ?? 0) - (columns.sentAt[row] ?? 0);
    case 'response_time':
      return (columns.endedAt[row] ?? 0) - (columns.dueAt[row] ?? 0);
    case 'bytes':
      return columns.bytesIn[row] ?? 0;
    case 'vu':
      return columns.vu[row] ?? 0;
  }
}

const IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/**
 * `seqs` in the order of their keys, which are finite; equals keep their order.
 * A comparator costs seconds a million. Instead each key's first 32 bits and its place become one 64-bit whole number, which
 * the runtime sorts by itself; the few keys that agree in 32 bits and are not equal are put in order afterwards.
 */
export function orderBy(keys: Float64Array, seqs: Uint32Array): Uint32Array {
  const packed = new BigUint64Array(keys.length);
  const halves = new Uint32Array(packed.buffer);
  const [low, high] = IS_LITTLE_ENDIAN ? [0, 1] : [1, 0];
  const float = new Float32Array(1);
  const bits = new Uint32Array(float.buffer);
  for (let at = 0; at < keys.length; at += 1) {
    float[0] = (keys[at] ?? 0) + 0;
    const pattern = bits[0] ?? 0;
    halves[2 * at + low] = at;
    // The bits of negative numbers descend, so they are inverted, which also puts them before the positive ones.
    halves[2 * at + high] = pattern >= 0x80_00_00_00 ? ~pattern : pattern | 0x80_00_00_00;
  }
  packed.sort();
  const places = new Uint32Array(keys.length);
  for (let at = 0; at < places.length; at += 1) places[at] = halves[2 * at + low] ?? 0;
  settle(places, keys);
  return places.map((place) => seqs[place] ?? 0);
}

/** An insertion sort: a wrongly placed key is close to its place, because only the last bits of the keys were left out. */
function settle(places: Uint32Array, keys: Float64Array): void {
  for (let at = 1; at < places.length; at += 1) {
    const place = places[at] ?? 0;
    const key = keys[place] ?? 0;
    let before = at;
    while (before > 0 && (keys[places[before - 1] ?? 0] ?? 0) > key) {
      places[before] = places[before - 1] ?? 0;
      before -= 1;
    }
    places[before] = place;
  }
}
