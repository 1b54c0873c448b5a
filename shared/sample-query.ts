// Queries for the stored requests of a run, and their results. They are exact, because they use the stored values.
import { z } from 'zod';
import type { FailureExample } from './failure-example.ts';
import type { Times } from './snapshot.ts';
import { OUTCOMES, type Outcome } from './outcome.ts';
import type { Phase } from './phase.ts';
import type { SampleError, SentRequest } from './sample.ts';
import type { FailureGroup, RunSummary } from './summary.ts';
import type { TimeStats } from './time-stats.ts';
import { TIME_MEASURES } from './plan/threshold.ts';

/** In ms: a point in time since the run's start, or a duration. */
const time = z.number().min(0).max(1e12);

/** Which requests of a run are chosen. Every field narrows the choice, except null and ''. */
export const sampleFilter = z.strictObject({
  /** `from` is inclusive, `to` exclusive; by the time at which a request ended or was due. */
  window: z.strictObject({ by: z.enum(['ended', 'due']), from: time, to: time }).nullable(),
  kind: z.enum(['all', 'succeeded', 'failed', 'cancelled']),
  outcomes: z.array(z.enum(OUTCOMES)).max(OUTCOMES.length).nullable(),
  /** 0 means no response. */
  statuses: z.array(z.int().min(0).max(999)).max(1000).nullable(),
  /** Indexes in the plan's steps, counted through all scenarios. */
  steps: z.array(z.int().min(0).max(65_535)).max(1000).nullable(),
  remotes: z.array(z.string().max(300)).max(1000).nullable(),
  /** Names of load generators of a merged run. */
  generators: z.array(z.string().max(300)).max(1000).nullable().optional(),
  /** From 1, as in requests.csv. */
  vu: z.int().min(1).max(65_536).nullable(),
  duration: z.strictObject({ measure: z.enum(TIME_MEASURES), atLeast: time.nullable(), atMost: time.nullable() }).nullable(),
  /** Requests that failed this check, by its name as in thresholds. */
  check: z.string().max(300).nullable(),
  /** Requests of one iteration, from 0. */
  iteration: z.int().min(0).max(4_294_967_295).nullable(),
  /**
   * Requests that used this row: `set` is the index of the data file in the plan, `row` counts from 1, `of` is the number of
   * rows.
   */
  dataRow: z.strictObject({ set: z.int().min(0).max(1000), row: z.int().min(1), of: z.int().min(1) }).nullable(),
  /** Only requests that failed in this way; null for all. */
  failure: z.strictObject({ outcome: z.enum(OUTCOMES), code: z.string(), message: z.string() }).nullable(),
  /** Ascending periods of the run: requests in flight during one of them are left out, and so is its time. */
  except: z
    .array(z.strictObject({ from: time, to: time }))
    .max(2000)
    .nullable(),
  /** Case-insensitive, in: step, error code and message, outcome, status, remote address. */
  text: z.string().max(500),
  /** Requests of the warm-up are excluded from all statistics of a run; the table can show them. */
  warmup: z.enum(['exclude', 'include']),
});
export type SampleFilter = z.output<typeof sampleFilter>;
export type SampleWindow = NonNullable<SampleFilter['window']>;
export type WindowBy = SampleWindow['by'];

/** The requests that a run's summary covers. */
export const EVERYTHING: SampleFilter = {
  window: null,
  kind: 'all',
  outcomes: null,
  statuses: null,
  steps: null,
  remotes: null,
  vu: null,
  duration: null,
  check: null,
  iteration: null,
  dataRow: null,
  failure: null,
  except: null,
  text: '',
  warmup: 'exclude',
};

export const SAMPLE_SORTS = [
  'seq',
  'due',
  'step',
  'outcome',
  'queue_delay',
  'service_time',
  'response_time',
  'bytes',
  'vu',
] as const;
export type SampleSort = (typeof SAMPLE_SORTS)[number];
export const MOST_SAMPLE_COLUMNS = 600;
export const MOST_PAGE_ROWS = 500;

export const GROUPINGS = ['step', 'scenario', 'generator'] as const;
export type Grouping = (typeof GROUPINGS)[number];
/** This many steps, scenarios or load generators are drawn separately; the others are combined. */
export const MOST_GROUPS = 6;

const id = z.string().min(1).max(100);
/** Identifies the caller: a newer query of the same command and view replaces an older one, which fails as `superseded`. */
const view = z.string().min(1).max(60);

const sort = z.strictObject({ by: z.enum(SAMPLE_SORTS), descending: z.boolean() });
export type SampleOrder = z.output<typeof sort>;

export const SAMPLE_INPUTS = {
  'samples.figures': z.strictObject({ runId: id, view, filter: sampleFilter }),
  'samples.series': z.strictObject({
    runId: id,
    view,
    filter: sampleFilter,
    /** The time by which a request belongs to a column; that of the filter's window if there is one. */
    by: z.enum(['ended', 'due']),
    columns: z.int().min(1).max(MOST_SAMPLE_COLUMNS),
  }),
  /** The same columns by step, scenario or load generator; those beyond the first few are combined. */
  'samples.groups': z.strictObject({
    runId: id,
    view,
    filter: sampleFilter,
    by: z.enum(['ended', 'due']),
    columns: z.int().min(1).max(MOST_SAMPLE_COLUMNS),
    of: z.enum(GROUPINGS),
  }),
  'samples.page': z.strictObject({
    runId: id,
    view,
    filter: sampleFilter,
    sort,
    offset: z.int().min(0),
    limit: z.int().min(1).max(MOST_PAGE_ROWS),
  }),
  /** The position of a request among the chosen ones. */
  'samples.place': z.strictObject({ runId: id, view, filter: sampleFilter, sort, seq: z.int().min(1) }),
  /** The funnel and the steps cover the filter's time window; the slowest journeys are those with a chosen request. */
  'samples.journeys': z.strictObject({ runId: id, view, filter: sampleFilter }),
  'samples.causes': z.strictObject({ runId: id, view, filter: sampleFilter }),
  'samples.request': z.strictObject({ runId: id, seq: z.int().min(1) }),
} as const;

export type SampleCommand = keyof typeof SAMPLE_INPUTS;
export type SampleArguments<C extends SampleCommand> = z.output<(typeof SAMPLE_INPUTS)[C]>;

export interface SpectrumPoint {
  /** From 0 to 1. */
  readonly quantile: number;
  /** In ms. */
  readonly service: number;
  readonly response: number;
}

/** Requests of one step, scenario or address. */
export interface GroupFigures {
  /** Index in the plan for steps and scenarios; 0 for addresses. */
  readonly index: number;
  readonly name: string;
  readonly requests: RunSummary['requests'];
  /** Completed per second of the time window. */
  readonly throughput: number;
  readonly serviceTime: TimeStats;
  readonly responseTime: TimeStats;
  /** As for all requests, see SampleFigures. */
  readonly spectrum: readonly SpectrumPoint[];
  readonly times: Times;
}

/** A step, scenario or load generator over time. */
export interface GroupSeries {
  /** The index in the plan or among the load generators of the run, or MOST_GROUPS for all others. */
  readonly index: number;
  /** Ascending; columns in which nothing ended and nothing was in flight are missing. */
  readonly columns: readonly GroupColumn[];
}

export interface GroupColumn extends Times {
  readonly startAt: number;
  readonly endAt: number;
  readonly succeeded: number;
  readonly failed: number;
  /** At the end of the column. */
  readonly inFlight: number;
}

/**
 * The figures of the chosen requests. Times are in ms and exact, percentiles by nearest rank. RunSummary defines what is counted.
 */
export interface SampleFigures {
  /** The requested window, limited to the run's duration. */
  readonly window: SampleWindow;
  /** The length of the window without warm-up and pauses. */
  readonly measuredMs: number;
  readonly requests: RunSummary['requests'];
  readonly throughput: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly serviceTime: TimeStats;
  readonly responseTime: TimeStats;
  readonly queueDelay: TimeStats;
  /** Ascending; shown as long as at least 10 requests are slower. */
  readonly spectrum: readonly SpectrumPoint[];
  readonly times: Times;
  readonly outcomes: Partial<Record<Outcome, number>>;
  /** By status; requests without a response have no entry. */
  readonly statusCodes: Readonly<Record<string, number>>;
  /** Most frequent first. */
  readonly failures: readonly FailureGroup[];
  /** The steps with requests, in the plan's order. */
  readonly steps: readonly GroupFigures[];
  readonly scenarios: readonly GroupFigures[];
  /** Most requests first; requests that reached no address are left out. */
  readonly remotes: readonly GroupFigures[];
  /** By the load generators of a merged run; left out if it is not one. */
  readonly generators?: readonly GroupFigures[];
}

/** One row per request; times are in ms, points in time since the run's start. */
export interface SampleRows {
  /** The request's number in stored order, from 1: "seq" in requests.csv. */
  readonly seq: Uint32Array;
  readonly iteration: Uint32Array;
  readonly dueAt: Float64Array;
  readonly step: Uint16Array;
  /** Index in OUTCOMES. */
  readonly outcome: Uint8Array;
  /** 0 if no response came. */
  readonly status: Uint16Array;
  readonly queueDelay: Float64Array;
  readonly service: Float64Array;
  readonly response: Float64Array;
  readonly bytesIn: Float64Array;
  /** From 1. */
  readonly vu: Uint16Array;
  /** 1 for a request of the warm-up. */
  readonly warmup: Uint8Array;
  /** The index of the load generator in a merged run, otherwise of the thread. */
  readonly sender: Uint16Array;
}

export interface SamplePage {
  /** How many requests the filter chooses; `of` is how many are stored (in the filter's window, if it has one). */
  readonly total: number;
  readonly of: number;
  readonly offset: number;
  /** In ms, of the chosen requests. */
  readonly longestResponse: number;
  readonly rows: SampleRows;
}

/** All null if the request is not among the chosen ones. */
export interface SamplePlace {
  /** From 0. */
  readonly index: number | null;
  /** The numbers of its neighbours. */
  readonly previous: number | null;
  readonly next: number | null;
}

export interface SampleRequest {
  readonly seq: number;
  /** The index of the load generator in a merged run, otherwise of the thread. */
  readonly sender: number;
  readonly iteration: number;
  /** From 1. */
  readonly vu: number;
  readonly step: number;
  readonly outcome: Outcome;
  /** 0 if no response came. */
  readonly status: number;
  readonly error: SampleError | null;
  /** Null if it never had a connection. */
  readonly reused: boolean | null;
  /** Whether its TLS handshake resumed the session of an earlier connection; null if there was none, or nobody recorded it. */
  readonly resumed: boolean | null;
  readonly protocol: string | null;
  readonly remote: string | null;
  /** Set if the request differs from that of its step, as after a redirect. */
  readonly sentAs: SentRequest | null;
  readonly bytesIn: number;
  /** Null if the request ended before it was sent completely. */
  readonly bytesOut: number | null;
  readonly dueAt: number;
  readonly sentAt: number;
  /** Null if none came. */
  readonly firstByteAt: number | null;
  readonly endedAt: number;
  readonly isWarmup: boolean;
  /** In ms; null for a phase that it did not have. */
  readonly phases: Readonly<Record<Phase, number | null>>;
  readonly example: FailureExample | null;
  /** The Server-Timing of a slow request; null if none is known. */
  readonly serverTiming: string | null;
}
