// All messages between the main thread and a worker, as two unions.
import type { Annotation } from '../../shared/annotation.ts';
import type { FailureExample } from '../../shared/failure-example.ts';
import type { HistogramData } from '../../shared/histogram.ts';
import type { WithheldHeader } from '../../shared/summary.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { SampleBatch } from '../../shared/sample.ts';
import type { PlanFiles } from './files/plan-files.ts';
import type { RunPart } from '../../shared/plan/run-part.ts';

/** The health of one thread in one second. Times are in ms. */
export interface ThreadSecond {
  readonly second: number;
  /** How late the pacer started iterations, start minus due time. Waiting for a virtual user is not included. */
  readonly lateness: HistogramData;
  /** How late the thread's regular tick was. */
  readonly eventLoop: HistogramData;
  /** As a share of one core; null if the platform does not say. */
  readonly cpuPercent: number | null;
  readonly sockets: number;
}

export interface WorkerTask {
  readonly plan: Plan;
  readonly worker: number;
  readonly workers: number;
  readonly userAgent: string;
  readonly files: PlanFiles;
  /** Memory that all threads of the run see: see `load/shared-load`. */
  readonly shared: SharedArrayBuffer;
  /** The part of the run that is sent here; by default all of it. */
  readonly part?: RunPart;
  /** Its requests derive their trace ids from it. */
  readonly runId?: string | undefined;
}

export type ToWorker =
  | { readonly type: 'begin'; readonly startAt: bigint }
  /**
   * The run pauses, resumes or changes its level at `annotation.at`. That time lies a little ahead, so that every thread knows in
   * time.
   */
  | { readonly type: 'annotate'; readonly annotation: Annotation }
  /** Start nothing more; requests in flight may finish within the grace time. */
  | { readonly type: 'stop' }
  /** End the requests in flight now. */
  | { readonly type: 'cancel' };

export interface StreamGauges {
  readonly iterationsStarted: number;
  readonly iterationsDropped: number;
  readonly hasFreeUsers: boolean;
}

/** The counters and gauges of a worker at `flushedAt`. */
export interface Gauges {
  readonly requestsStarted: number;
  readonly iterationsStarted: number;
  /** Dropped because no user was free. */
  readonly iterationsDropped: number;
  readonly inFlight: number;
  readonly hasFreeUsers: boolean;
  /** When the data rows ran out and no further iteration began; null as long as there are rows. */
  readonly usedUpAt?: number | null;
  /** The gauges of each load, if there are several. */
  readonly streams?: readonly StreamGauges[];
  /** The due time of the oldest request in flight, in ms since the start; NaN if there is none. */
  readonly oldestDueAt: number;
  /** How many users pause because they could not connect, and the longest of their pauses in ms. */
  readonly backingOff: number;
  readonly longestBackOffMs: number;
  /** The last Retry-After of a 429 or 503; null if there was none. */
  readonly retryAfter: string | null;
  /** Null if no step checks, extracts or varies anything. */
  readonly journey?: JourneyGauges | null;
}

/** Counts of the journeys of one thread since the run's start. Requests of the warm-up are not counted. */
export interface JourneyGauges {
  /** By check, in the order of `checksOf`. */
  readonly passed: readonly number[];
  readonly failed: readonly number[];
  /** Headers that were not sent because a redirect led to another host. */
  readonly withheld: readonly WithheldHeader[];
  /** The reason why the plan ends the run; null if it does not. */
  readonly stopReason: string | null;
}

export interface Flush {
  /** Null if no request ended since the last flush. */
  readonly batch: SampleBatch | null;
  readonly gauges: Gauges;
  /** Examples of the failures since the last message. */
  readonly examples: readonly FailureExample[];
  /** The seconds that ended since the last flush. */
  readonly seconds: readonly ThreadSecond[];
  /** All requests that ended before this time have been reported; in ms since the start. */
  readonly flushedAt: number;
}

export type FromWorker = { readonly type: 'ready' } | ({ readonly type: 'flush' } & Flush) | { readonly type: 'done' };
