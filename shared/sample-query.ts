// Questions about the stored requests of a run, and what the answers look like. Exact: made of the very values.
import { z } from 'zod';
import type { FailureExample } from './failure-example.ts';
import type { Times } from './snapshot.ts';
import { OUTCOMES, type Outcome } from './outcome.ts';
import type { Phase } from './phase.ts';
import type { SampleError, SentRequest } from './sample.ts';
import type { FailureGroup, RunSummary } from './summary.ts';
import type { TimeStats } from './time-stats.ts';
import { TIME_MEASURES } from './plan/threshold.ts';

/** ms; a point in time since the run's start, or a duration. */
const time = z.number().min(0).max(1e12);

/** Which requests of a run. Every field narrows; null and '' do not. */
export const sampleFilter = z.strictObject({
  /** `from` inclusive, `to` exclusive; by the moment a request ended or was due. */
  window: z.strictObject({ by: z.enum(['ended', 'due']), from: time, to: time }).nullable(),
  kind: z.enum(['all', 'succeeded', 'failed', 'cancelled']),
  outcomes: z.array(z.enum(OUTCOMES)).max(OUTCOMES.length).nullable(),
  /** 0 stands for no response. */
  statuses: z.array(z.int().min(0).max(999)).max(1000).nullable(),
  /** Indexes in the plan's steps, counted through all scenarios. */
  steps: z.array(z.int().min(0).max(65_535)).max(1000).nullable(),
  remotes: z.array(z.string().max(300)).max(1000).nullable(),
  /** Names of load generators of a merged run. */
  generators: z.array(z.string().max(300)).max(1000).nullable().optional(),
  /** From 1, as in requests.csv. */
  vu: z.int().min(1).max(65_536).nullable(),
  duration: z.strictObject({ measure: z.enum(TIME_MEASURES), atLeast: time.nullable(), atMost: time.nullable() }).nullable(),
  /** Requests that failed this check; as thresholds call it. */
  check: z.string().max(300).nullable(),
  /** Requests of one iteration, from 0. */
  iteration: z.int().min(0).max(4_294_967_295).nullable(),
  /** Requests that were given this row: `set` is the place of the data file in the plan, `row` counts from 1, `of` is how many there are. */
  dataRow: z.strictObject({ set: z.int().min(0).max(1000), row: z.int().min(1), of: z.int().min(1) }).nullable(),
  /** Only requests that failed in this way; null: all. */
  failure: z.strictObject({ outcome: z.enum(OUTCOMES), code: z.string(), message: z.string() }).nullable(),
  /** Ascending stretches of the run: requests that were on their way in one of them are left out, and its time is. */
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

/** The requests of a run's summary. */
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
/** This number of steps, scenarios or load generators stands apart in pictures; the others are together. */
export const MOST_GROUPS = 6;

const id = z.string().min(1).max(100);
/** Names who asks: a newer question of the same command and view takes the place of an older one, which fails as `superseded`. */
const view = z.string().min(1).max(60);

const sort = z.strictObject({ by: z.enum(SAMPLE_SORTS), descending: z.boolean() });
export type SampleOrder = z.output<typeof sort>;

export const SAMPLE_INPUTS = {
  'samples.figures': z.strictObject({ runId: id, view, filter: sampleFilter }),
  'samples.series': z.strictObject({
    runId: id,
    view,
    filter: sampleFilter,
    /** By which moment a request belongs to a column; that of the window where there is one. */
    by: z.enum(['ended', 'due']),
    columns: z.int().min(1).max(MOST_SAMPLE_COLUMNS),
  }),
  /** The same columns apart, by step, scenario or load generator; those past the first few are one. */
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
  /** Where a request stands among the chosen ones. */
  'samples.place': z.strictObject({ runId: id, view, filter: sampleFilter, sort, seq: z.int().min(1) }),
  /** The funnel and the steps are of the filter's window, the slowest journeys of those with a request that it chooses. */
  'samples.journeys': z.strictObject({ runId: id, view, filter: sampleFilter }),
  'samples.causes': z.strictObject({ runId: id, view, filter: sampleFilter }),
  'samples.request': z.strictObject({ runId: id, seq: z.int().min(1) }),
} as const;

export type SampleCommand = keyof typeof SAMPLE_INPUTS;
export type SampleArguments<C extends SampleCommand> = z.output<(typeof SAMPLE_INPUTS)[C]>;

export interface SpectrumPoint {
  /** 0..1 */
  readonly quantile: number;
  /** ms */
  readonly service: number;
  readonly response: number;
}

/** Requests of one step, scenario or address. */
export interface GroupFigures {
  /** Index in the plan for steps and scenarios; 0 for addresses. */
  readonly index: number;
  readonly name: string;
  readonly requests: RunSummary['requests'];
  /** Completed per second of the window. */
  readonly throughput: number;
  readonly serviceTime: TimeStats;
  readonly responseTime: TimeStats;
  /** As those of all, see SampleFigures. */
  readonly spectrum: readonly SpectrumPoint[];
  readonly times: Times;
}

/** A step, scenario or load generator over time. */
export interface GroupSeries {
  /** In the plan, or among the load generators of the run, up to MOST_GROUPS, which stands for all others. */
  readonly index: number;
  /** Ascending; those in which nothing ended and nothing was in flight are missing. */
  readonly columns: readonly GroupColumn[];
}

export interface GroupColumn extends Times {
  readonly startAt: number;
  readonly endAt: number;
  readonly succeeded: number;
  readonly failed: number;
  /** At its end. */
  readonly inFlight: number;
}

/** The figures of the chosen requests; times in ms, exact, percentiles by nearest rank. RunSummary says what is counted how. */
export interface SampleFigures {
  /** What was asked for, cut to the run's duration. */
  readonly window: SampleWindow;
  /** The time of the window, without warm-up and pauses. */
  readonly measuredMs: number;
  readonly requests: RunSummary['requests'];
  readonly throughput: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly serviceTime: TimeStats;
  readonly responseTime: TimeStats;
  readonly queueDelay: TimeStats;
  /** Ascending, shown while at least 10 requests are slower. */
  readonly spectrum: readonly SpectrumPoint[];
  readonly times: Times;
  readonly outcomes: Partial<Record<Outcome, number>>;
  /** By status; no entry for requests without a response. */
  readonly statusCodes: Readonly<Record<string, number>>;
  /** Most frequent first. */
  readonly failures: readonly FailureGroup[];
  /** Those with requests, in the plan's order. */
  readonly steps: readonly GroupFigures[];
  readonly scenarios: readonly GroupFigures[];
  /** Most requests first; requests that reached no address are in none. */
  readonly remotes: readonly GroupFigures[];
  /** By the load generators of a merged run; left out where it has none. */
  readonly generators?: readonly GroupFigures[];
}

/** One row a request; times in ms, points in time since the run's start. */
export interface SampleRows {
  /** The request's number in stored order, from 1: the same as "seq" in requests.csv. */
  readonly seq: Uint32Array;
  readonly iteration: Uint32Array;
  readonly dueAt: Float64Array;
  readonly step: Uint16Array;
  /** Index in OUTCOMES. */
  readonly outcome: Uint8Array;
  /** 0 where no response came. */
  readonly status: Uint16Array;
  readonly queueDelay: Float64Array;
  readonly service: Float64Array;
  readonly response: Float64Array;
  readonly bytesIn: Float64Array;
  /** From 1. */
  readonly vu: Uint16Array;
  /** 1 for a request of the warm-up. */
  readonly warmup: Uint8Array;
}

export interface SamplePage {
  /** Requests that the filter chooses; `of` all that are stored of the run (in the filter's window, if it has one). */
  readonly total: number;
  readonly of: number;
  readonly offset: number;
  /** ms; of the chosen requests. */
  readonly longestResponse: number;
  readonly rows: SampleRows;
}

/** All null where the request is not one of the chosen. */
export interface SamplePlace {
  /** From 0. */
  readonly index: number | null;
  /** Numbers of its neighbours. */
  readonly previous: number | null;
  readonly next: number | null;
}

export interface SampleRequest {
  readonly seq: number;
  readonly iteration: number;
  /** From 1. */
  readonly vu: number;
  readonly step: number;
  readonly outcome: Outcome;
  /** 0 where no response came. */
  readonly status: number;
  readonly error: SampleError | null;
  /** null where it never had a connection. */
  readonly reused: boolean | null;
  readonly protocol: string | null;
  readonly remote: string | null;
  /** Where it was not the step itself, as the hop of a redirect. */
  readonly sentAs: SentRequest | null;
  readonly bytesIn: number;
  /** null where the request ended before all of it was sent. */
  readonly bytesOut: number | null;
  readonly dueAt: number;
  readonly sentAt: number;
  /** null where none came. */
  readonly firstByteAt: number | null;
  readonly endedAt: number;
  readonly isWarmup: boolean;
  /** ms; null for a phase it had none of. */
  readonly phases: Readonly<Record<Phase, number | null>>;
  readonly example: FailureExample | null;
  /** What the server said of its own time, of a slow request; null where nothing is known. */
  readonly serverTiming: string | null;
}
