// samples.page: a slice of the chosen requests in the order of a column, with what a table shows of each.
import type { SampleArguments, SamplePage, SamplePlace, SampleRows } from '../../shared/sample-query.ts';
import type { SampleBatch } from '../../shared/sample.ts';
import type { BatchPlace } from '../store/batch-place.ts';
import type { StoredRun } from '../store/run-reader.ts';
import type { RunReading } from './chosen-rows.ts';
import { sortRows, type SortedRows } from './sorted-rows.ts';

/** The order of this many tables is kept: 4 bytes per request. */
const MOST_KEPT = 4;

export class Pages {
  /** The most recently used one is last. */
  readonly #kept = new Map<string, SortedRows & { readonly batches: number }>();

  async read(reading: RunReading, input: SampleArguments<'samples.page'>): Promise<SamplePage> {
    const { sort, offset, limit } = input;
    const { seqs, within, longestResponse } = await this.#sorted(reading, input, offset === 0);
    const from = sort.descending ? Math.max(0, seqs.length - offset - limit) : offset;
    const slice = seqs.slice(from, sort.descending ? Math.max(0, seqs.length - offset) : offset + limit);
    const wanted = sort.descending ? slice.toReversed() : slice;
    return { total: seqs.length, of: within, offset, longestResponse, rows: readRows(reading, wanted) };
  }

  async place(reading: RunReading, input: SampleArguments<'samples.place'>): Promise<SamplePlace> {
    const { seqs } = await this.#sorted(reading, input, false);
    const at = seqs.indexOf(input.seq);
    if (at === -1) return { index: null, previous: null, next: null };
    const [before, after] = [seqs[at - 1] ?? null, seqs[at + 1] ?? null];
    if (!input.sort.descending) return { index: at, previous: before, next: after };
    return { index: seqs.length - 1 - at, previous: after, next: before };
  }

  /** During a run the sorted order stays as it was until the table `isRefreshed`, which happens with its first page. */
  async #sorted(reading: RunReading, { filter, sort }: Chosen, isRefreshed: boolean): Promise<SortedRows> {
    const key = JSON.stringify([reading.run.id, sort.by, filter]);
    const known = this.#kept.get(key);
    const isCurrent = known !== undefined && (!isRefreshed || known.batches === reading.places.length);
    const sorted = isCurrent ? known : { ...(await sortRows(reading, filter, sort.by)), batches: reading.places.length };
    this.#kept.delete(key);
    this.#kept.set(key, sorted);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= MOST_KEPT) break;
      this.#kept.delete(oldest);
    }
    return sorted;
  }
}

type Chosen = Pick<SampleArguments<'samples.page'>, 'filter' | 'sort'>;

/** The batch that contains a row. */
export function batchPlaceOf(places: readonly BatchPlace[], seq: number): BatchPlace | null {
  let [low, high] = [0, places.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((places[middle]?.firstSeq ?? 0) <= seq) low = middle;
    else high = middle - 1;
  }
  const place = places[low];
  return place !== undefined && seq >= place.firstSeq && seq < place.firstSeq + place.count ? place : null;
}

function readRows({ file, run, places }: RunReading, seqs: Uint32Array): SampleRows {
  const rows = allocateRows(seqs);
  const byPlace = new Map<BatchPlace, number[]>();
  seqs.forEach((seq, at) => {
    const place = batchPlaceOf(places, seq);
    if (place === null) return;
    const known = byPlace.get(place);
    if (known === undefined) byPlace.set(place, [at]);
    else known.push(at);
  });
  for (const [place, wanted] of byPlace) {
    const batch = file.batchOf(run.id, place);
    for (const at of wanted) fillRow(rows, at, batch, (seqs[at] ?? 0) - place.firstSeq, run);
  }
  return rows;
}

function allocateRows(seq: Uint32Array): SampleRows {
  const count = seq.length;
  return {
    seq,
    iteration: new Uint32Array(count),
    dueAt: new Float64Array(count),
    step: new Uint16Array(count),
    outcome: new Uint8Array(count),
    status: new Uint16Array(count),
    queueDelay: new Float64Array(count),
    service: new Float64Array(count),
    response: new Float64Array(count),
    bytesIn: new Float64Array(count),
    vu: new Uint16Array(count),
    warmup: new Uint8Array(count),
    sender: new Uint16Array(count),
  };
}

function fillRow(rows: SampleRows, at: number, { columns, worker }: SampleBatch, row: number, { plan }: StoredRun): void {
  const dueAt = columns.dueAt[row] ?? 0;
  const sentAt = columns.sentAt[row] ?? 0;
  const endedAt = columns.endedAt[row] ?? 0;
  rows.iteration[at] = columns.iteration[row] ?? 0;
  rows.dueAt[at] = dueAt;
  rows.step[at] = columns.step[row] ?? 0;
  rows.outcome[at] = columns.outcome[row] ?? 0;
  rows.status[at] = columns.status[row] ?? 0;
  rows.queueDelay[at] = sentAt - dueAt;
  rows.service[at] = endedAt - sentAt;
  rows.response[at] = endedAt - dueAt;
  rows.bytesIn[at] = columns.bytesIn[row] ?? 0;
  rows.vu[at] = (columns.vu[row] ?? 0) + 1;
  rows.warmup[at] = Number(sentAt < plan.warmup);
  rows.sender[at] = worker;
}
