// All that crosses between the main thread and a worker, as two unions.
import type { Plan } from '../../shared/plan.ts';
import type { SampleBatch } from '../../shared/sample.ts';
import type { ThreadSecond } from './self-watch.ts';
import type { TlsFiles } from './tls-files.ts';

export interface WorkerTask {
  readonly plan: Plan;
  readonly worker: number;
  readonly workers: number;
  readonly userAgent: string;
  readonly tlsFiles: TlsFiles;
}

export type ToWorker =
  | { readonly type: 'begin'; readonly startAt: bigint }
  /** Start nothing more; what is in flight may finish until the grace time is over. */
  | { readonly type: 'stop' }
  /** End what is in flight now. */
  | { readonly type: 'cancel' };

/** A worker's counters and gauges at `flushedAt`. */
export interface Gauges {
  readonly requestsStarted: number;
  readonly iterationsStarted: number;
  /** Given up because no user was free. */
  readonly iterationsDropped: number;
  readonly inFlight: number;
  readonly hasFreeUsers: boolean;
  /** Due time of the oldest request in flight, in ms since the start; NaN where there is none. */
  readonly oldestDueAt: number;
  /** The last Retry-After of a 429 or 503; null where none came. */
  readonly retryAfter: string | null;
}

export type FromWorker =
  | { readonly type: 'ready' }
  /** Every request that ended up to `flushedAt` has been reported by now; null where none ended since the last. */
  | {
      readonly type: 'flush';
      readonly batch: SampleBatch | null;
      readonly gauges: Gauges;
      /** Those that ended since the last flush. */
      readonly seconds: readonly ThreadSecond[];
      readonly flushedAt: number;
    }
  | { readonly type: 'done' };
