// What a running run has produced that is not yet in the file. It knows no SQL.
import type { Annotation } from '../../shared/annotation.ts';
import type { Failure } from '../../shared/errors.ts';
import type { FailureExample } from '../../shared/failure-example.ts';
import type { SampleBatch } from '../../shared/sample.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { RunState } from '../../shared/run.ts';
import type { RunSummary } from '../../shared/summary.ts';
import type { Verdict } from '../../shared/plan/threshold.ts';
import { spanOf, type BatchSpan } from './batch-span.ts';
import type { GeneratorSecond } from './generator-seconds.ts';
import { packSnapshot } from './packed-snapshot.ts';
import { encodeColumns } from './codec/sample-codec.ts';
import { SnapshotLevels } from './snapshot-levels.ts';

/** Pairs would take half of the space of all levels; the few that a run of ten minutes needs are merged when it is opened. */
const LOWEST_LEVEL = 2;

export interface Results {
  readonly summary: RunSummary;
  readonly verdicts: readonly Verdict[];
}

export interface PendingBatch {
  readonly seq: number;
  readonly worker: number;
  readonly count: number;
  /** The number of rows in all earlier batches. */
  readonly firstRow: number;
  readonly span: BatchSpan;
  readonly columns: Uint8Array;
  readonly errors: string;
  readonly addresses: string;
  readonly requests: string;
  /** Empty if there is none. */
  readonly tally: string;
  readonly timings: string;
}

export interface PendingSnapshot {
  /** 0 is a snapshot as it came; n is 2^n of them merged. */
  readonly level: number;
  readonly slot: number;
  readonly data: Uint8Array;
  /** The verdict on the load generator in the second that ends with this snapshot. */
  readonly generator: GeneratorSecond | null;
}

export interface Pending {
  readonly batches: readonly PendingBatch[];
  readonly snapshots: readonly PendingSnapshot[];
  readonly examples: readonly FailureExample[];
  readonly annotations: readonly Annotation[];
  /** The results as of the last of the snapshots. */
  readonly results: Results | null;
}

export class UnwrittenRun {
  readonly id: string;
  #failure: Failure | null = null;
  #batches: PendingBatch[] = [];
  #snapshots: PendingSnapshot[] = [];
  readonly #levels = new SnapshotLevels();
  #examples: FailureExample[] = [];
  #annotations: Annotation[] = [];
  #results: Results | null = null;
  /** The number of batches that arrived before the last snapshot and are counted by its summary. */
  #counted = 0;
  #nextSeq = 0;
  #nextRow = 0;

  constructor(id: string) {
    this.id = id;
  }

  /** Why the file could not be written. After that everything is dropped. */
  get failure(): Failure | null {
    return this.#failure;
  }

  add({ worker, count, columns, errors, addresses, requests = [], tally, timings = [] }: SampleBatch): void {
    if (this.#failure !== null) return;
    this.#batches.push({
      seq: this.#nextSeq,
      worker,
      count,
      firstRow: this.#nextRow,
      span: spanOf(columns, count),
      columns: encodeColumns(columns, count),
      errors: JSON.stringify(errors),
      addresses: JSON.stringify(addresses),
      requests: JSON.stringify(requests),
      tally: tally === undefined ? '' : JSON.stringify(tally),
      timings: JSON.stringify(timings),
    });
    this.#nextSeq += 1;
    this.#nextRow += count;
  }

  addExamples(examples: readonly FailureExample[]): void {
    if (this.#failure === null) this.#examples.push(...examples);
  }

  addAnnotation(annotation: Annotation): void {
    if (this.#failure === null) this.#annotations.push(annotation);
  }

  addSnapshot(snapshot: Snapshot, results: Results, generator: GeneratorSecond | null): void {
    if (this.#failure !== null) return;
    const { index } = snapshot;
    this.#snapshots.push({ level: 0, slot: index, data: packSnapshot(snapshot), generator });
    for (const { level, slot, snapshot: merged } of this.#levels.add(snapshot)) {
      if (level >= LOWEST_LEVEL) this.#snapshots.push({ level, slot, data: packSnapshot(merged), generator: null });
    }
    this.#results = results;
    this.#counted = this.#batches.length;
  }

  /**
   * Returns the batches up to the last snapshot, so that summary and samples agree even if the process dies. Without a snapshot,
   * or with `all`, it returns all batches.
   */
  take(all: boolean): Pending {
    const count = all || this.#results === null ? this.#batches.length : this.#counted;
    const taken = {
      batches: this.#batches.splice(0, count),
      snapshots: this.#snapshots,
      examples: this.#examples,
      annotations: this.#annotations,
      results: this.#results,
    };
    this.#examples = [];
    this.#annotations = [];
    this.#snapshots = [];
    this.#results = null;
    this.#counted = 0;
    return taken;
  }

  /** About how much memory waits here. */
  get bytes(): number {
    const ofBatches = this.#batches.reduce(
      (sum, { columns, errors, addresses, requests, tally, timings }) =>
        sum + columns.length + errors.length + addresses.length + requests.length + tally.length + timings.length,
      0,
    );
    return this.#snapshots.reduce((sum, { data }) => sum + data.length, ofBatches);
  }

  /** A run has failed if something of it could not be written. */
  endOf<T extends { readonly state: RunState; readonly reason: string | null }>(end: T): T {
    if (this.#failure === null) return end;
    return { ...end, state: 'failed', reason: `${end.reason ?? this.#failure.message} Requests after that are missing here.` };
  }

  fail(failure: Failure): void {
    this.#failure = failure;
    this.#batches = [];
    this.#examples = [];
    this.#annotations = [];
    this.#snapshots = [];
    this.#results = null;
  }
}
