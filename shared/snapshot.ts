// One interval of a run: the live view draws it, and a finished run is drawn from it.
import { worseHealth, type HealthSecond } from './health.ts';
import { EMPTY_HISTOGRAM, mergeHistograms, type HistogramData } from './histogram.ts';
import { PHASES } from './phase.ts';
import { OUTCOMES, type Outcome } from './outcome.ts';

/** Length of one snapshot in ms: four a second. */
export const SNAPSHOT_MS = 250;
/** As long as a run is not larger than this, each of its requests is kept as a dot. */
export const ALL_DOTS_UP_TO = 5000;
/** In larger runs: the slowest of each snapshot (28 per second), and this many failures. */
export const SLOWEST_PER_SNAPSHOT = 7;
export const FAILURES_PER_SNAPSHOT = 25;

/** The number of a dot whose stored row is not known: in a run that is going on, or one drawn from its snapshots. */
export const UNKNOWN_SEQ = 0xff_ff_ff_ff;

/** Single requests, one row each. Times are in ms; endedAt is since the run's start. */
export interface Dots {
  readonly endedAt: Float64Array;
  readonly service: Float32Array;
  readonly response: Float32Array;
  /** First byte minus sent; NaN if there was none. */
  readonly firstByte: Float32Array;
  readonly outcome: Uint8Array;
  readonly status: Uint16Array;
  readonly iteration: Uint32Array;
  /** Index in the plan's steps, counted through all scenarios. */
  readonly step: Uint16Array;
  /** The number of the sending thread, or of the load generator in a merged run; 0 in runs of older versions. */
  readonly sender: Uint16Array;
  /** Row number in stored order, or UNKNOWN_SEQ. */
  readonly seq: Uint32Array;
}

export const DOT_COLUMNS = [
  'endedAt',
  'service',
  'response',
  'firstByte',
  'outcome',
  'status',
  'iteration',
  'step',
  'sender',
  'seq',
] as const satisfies readonly (keyof Dots)[];

export interface Times {
  readonly service: HistogramData;
  readonly response: HistogramData;
}

export const NO_TIMES: Times = { service: EMPTY_HISTOGRAM, response: EMPTY_HISTOGRAM };

/** Requests belong to the snapshot in which they ended: floor(endedAt / SNAPSHOT_MS). */
export interface Snapshot {
  readonly index: number;
  /** In ms since the run's start; merged snapshots span several intervals. */
  readonly startAt: number;
  readonly endAt: number;
  /** How many iterations fell due, and how many requests started and ended, in the interval. */
  readonly due: number;
  readonly started: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Iterations that were due and dropped, because no virtual user was free ("whenBusy": "drop"). */
  readonly dropped: number;
  /** Requests of the warm-up that ended in the interval; they are excluded from all other figures here. */
  readonly warmupRequests: number;
  /** True if the whole interval belongs to the warm-up: it is drawn, but excluded from all statistics of the run. */
  readonly isWarmup: boolean;
  readonly bytesIn: number;
  /** At the end of the interval: outstanding requests, and due iterations that wait for a free VU. */
  readonly inFlight: number;
  readonly backlog: number;
  /** At the end of the interval: virtual users that pause because they could not connect, and the longest pause in ms. */
  readonly backingOff: number;
  readonly longestBackOffMs: number;
  /** How long the oldest outstanding request has been waiting since it was due, in ms. */
  readonly oldestMs: number;
  /** The planned level: VUs, or arrivals per second in the open model. */
  readonly level: number;
  /** The service times of the requests that completed. */
  readonly service: HistogramData;
  readonly response: HistogramData;
  /** The part of `service` and `response` that failed; the rest succeeded. */
  readonly failures: Times;
  /**
   * The times of the journeys with several steps that were completed in the interval: the sum of their requests. Left out if
   * there were none.
   */
  readonly journeyTimes?: HistogramData;
  /** Per phase of PHASES: how many completed requests had it, and their sum in ms. */
  readonly phaseCounts: Float64Array;
  readonly phaseSums: Float64Array;
  readonly outcomes: Partial<Record<Outcome, number>>;
  readonly dots: Dots;
  /** True if `dots` contains every request of the interval. */
  readonly dotsAreAll: boolean;
  /** The second that ends with this snapshot; for merged snapshots the worst one; null if none ends in it. */
  readonly health: HealthSecond | null;
}

/** Merges two neighbours: counts are added, histograms are merged exactly, gauges are those of the later one. */
export function mergeSnapshots(earlier: Snapshot, later: Snapshot): Snapshot {
  return {
    ...later,
    ...mergedJourneys(earlier, later),
    index: earlier.index,
    startAt: earlier.startAt,
    due: earlier.due + later.due,
    started: earlier.started + later.started,
    succeeded: earlier.succeeded + later.succeeded,
    failed: earlier.failed + later.failed,
    cancelled: earlier.cancelled + later.cancelled,
    dropped: earlier.dropped + later.dropped,
    warmupRequests: earlier.warmupRequests + later.warmupRequests,
    isWarmup: earlier.isWarmup && later.isWarmup,
    bytesIn: earlier.bytesIn + later.bytesIn,
    oldestMs: Math.max(earlier.oldestMs, later.oldestMs),
    service: mergeHistograms(earlier.service, later.service),
    response: mergeHistograms(earlier.response, later.response),
    failures: mergeTimes(earlier.failures, later.failures),
    phaseCounts: addPhases(earlier.phaseCounts, later.phaseCounts),
    phaseSums: addPhases(earlier.phaseSums, later.phaseSums),
    outcomes: addOutcomes(earlier.outcomes, later.outcomes),
    dots: joinDots(earlier.dots, later.dots),
    dotsAreAll: earlier.dotsAreAll && later.dotsAreAll,
    health: worseHealth(earlier.health, later.health),
  };
}

export function allocateDots(count: number): Dots {
  return {
    endedAt: new Float64Array(count),
    service: new Float32Array(count),
    response: new Float32Array(count),
    firstByte: new Float32Array(count),
    outcome: new Uint8Array(count),
    status: new Uint16Array(count),
    iteration: new Uint32Array(count),
    step: new Uint16Array(count),
    sender: new Uint16Array(count),
    seq: new Uint32Array(count).fill(UNKNOWN_SEQ),
  };
}

function mergedJourneys({ journeyTimes: a }: Snapshot, { journeyTimes: b }: Snapshot): Pick<Snapshot, 'journeyTimes'> {
  const journeyTimes = a === undefined || b === undefined ? (a ?? b) : mergeHistograms(a, b);
  return journeyTimes === undefined ? {} : { journeyTimes };
}

function mergeTimes(a: Times, b: Times): Times {
  return { service: mergeHistograms(a.service, b.service), response: mergeHistograms(a.response, b.response) };
}

function addPhases(a: Float64Array, b: Float64Array): Float64Array {
  return Float64Array.from(PHASES, (_, at) => (a[at] ?? 0) + (b[at] ?? 0));
}

function joinDots(a: Dots, b: Dots): Dots {
  const joined = allocateDots(a.endedAt.length + b.endedAt.length);
  for (const name of DOT_COLUMNS) {
    joined[name].set(a[name]);
    joined[name].set(b[name], a[name].length);
  }
  return joined;
}

function addOutcomes(a: Snapshot['outcomes'], b: Snapshot['outcomes']): Snapshot['outcomes'] {
  const sum: Partial<Record<Outcome, number>> = {};
  for (const outcome of OUTCOMES) {
    const count = (a[outcome] ?? 0) + (b[outcome] ?? 0);
    if (count > 0) sum[outcome] = count;
  }
  return sum;
}
