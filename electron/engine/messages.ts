// All that crosses between the main thread and a worker, as two unions.
import type { Annotation } from '../../shared/annotation.ts';
import type { FailureExample } from '../../shared/failure-example.ts';
import type { HistogramData } from '../../shared/histogram.ts';
import type { WithheldHeader } from '../../shared/summary.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { SampleBatch } from '../../shared/sample.ts';
import type { PlanFiles } from './files/plan-files.ts';
import type { RunPart } from '../../shared/plan/run-part.ts';

/** One second of one thread. Times in ms. */
export interface ThreadSecond {
  readonly second: number;
  /** Start minus due time of what the pacer started; waiting for a virtual user is not among it. */
  readonly lateness: HistogramData;
  /** How late the thread's regular tick was. */
  readonly eventLoop: HistogramData;
  /** The share of one core; null where the platform does not say. */
  readonly cpuPercent: number | null;
  readonly sockets: number;
}

export interface WorkerTask {
  readonly plan: Plan;
  readonly worker: number;
  readonly workers: number;
  readonly userAgent: string;
  readonly files: PlanFiles;
  /** What all threads of the run see: see `load/shared-load`. */
  readonly shared: SharedArrayBuffer;
  /** What of the run is sent here; default: all of it. */
  readonly part?: RunPart;
  /** The traces of its requests follow from it. */
  readonly runId?: string | undefined;
}

export type ToWorker =
  | { readonly type: 'begin'; readonly startAt: bigint }
  /** The run is paused, goes on or has another level from `annotation.at` on, which lies a little ahead, so that every thread sees it coming. */
  | { readonly type: 'annotate'; readonly annotation: Annotation }
  /** Start nothing more; what is in flight may finish until the grace time is over. */
  | { readonly type: 'stop' }
  /** End what is in flight now. */
  | { readonly type: 'cancel' };

export interface StreamGauges {
  readonly iterationsStarted: number;
  readonly iterationsDropped: number;
  readonly hasFreeUsers: boolean;
}

/** A worker's counters and gauges at `flushedAt`. */
export interface Gauges {
  readonly requestsStarted: number;
  readonly iterationsStarted: number;
  /** Given up because no user was free. */
  readonly iterationsDropped: number;
  readonly inFlight: number;
  readonly hasFreeUsers: boolean;
  /** When no iteration began any more, because the data had no row left; null while it has. */
  readonly usedUpAt?: number | null;
  /** The gauges of each load, where there are several. */
  readonly streams?: readonly StreamGauges[];
  /** Due time of the oldest request in flight, in ms since the start; NaN where there is none. */
  readonly oldestDueAt: number;
  /** Users that pause because they could not connect, and the longest of their pauses in ms. */
  readonly backingOff: number;
  readonly longestBackOffMs: number;
  /** The last Retry-After of a 429 or 503; null where none came. */
  readonly retryAfter: string | null;
  /** null where no step asks, takes or varies anything. */
  readonly journey?: JourneyGauges | null;
}

/** Counts the journeys of one thread since the run's start; requests of the warm-up are in no count. */
export interface JourneyGauges {
  /** By check, in the order of `checksOf`. */
  readonly passed: readonly number[];
  readonly failed: readonly number[];
  /** Headers that did not go along where a redirect led to another host. */
  readonly withheld: readonly WithheldHeader[];
  /** Why the plan asks for the run to end; null while it does not. */
  readonly stopReason: string | null;
}

export interface Flush {
  /** null where no request ended since the last. */
  readonly batch: SampleBatch | null;
  readonly gauges: Gauges;
  /** Examples of the failures since the last message. */
  readonly examples: readonly FailureExample[];
  /** Those that ended since the last flush. */
  readonly seconds: readonly ThreadSecond[];
  /** Every request that ended up to then has been reported by now; ms since the start. */
  readonly flushedAt: number;
}

export type FromWorker = { readonly type: 'ready' } | ({ readonly type: 'flush' } & Flush) | { readonly type: 'done' };
