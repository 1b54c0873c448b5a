// The figures of a whole run: each has one definition, on the screen, in the store and in the JSON export.
import type { Annotation } from './annotation.ts';
import { NOT_MEASURED, type GeneratorSummary } from './health.ts';
import type { JourneyFunnel, StepReach } from './journey-funnel.ts';
import type { Outcome } from './outcome.ts';
import type { Phase, PhaseStats } from './phase.ts';
import type { NamedCheck } from './plan/journey/plan-checks.ts';
import type { LoadModel, PlanInput } from './plan/plan.ts';
import { NO_TIME_STATS, type TimeStats } from './time-stats.ts';
import type { WrittenVerdict, TimeMeasure } from './plan/threshold.ts';
import type { TracedPart } from './traced-run.ts';

export interface TimesStats {
  readonly serviceTime: TimeStats;
  readonly responseTime: TimeStats;
}

/** Requests of one run that failed in the same way. */
export interface FailureGroup {
  readonly outcome: Outcome;
  readonly code: string;
  readonly message: string;
  readonly count: number;
  /** When the first and the last of them ended, in ms since the run's start. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** The requests of one step. */
export interface StepSummary extends TimesStats {
  /** In the plan's steps, counted through all scenarios. */
  readonly index: number;
  readonly scenario: string;
  readonly name: string;
  readonly requests: RunSummary['requests'];
  /** Completed per second of the same time as that of the run. */
  readonly throughput: number;
}

/** Iterations of scenarios, the warm-up left out. */
export interface JourneysSummary {
  /** At least one request of theirs was sent. */
  readonly started: number;
  /** They came to their end, and no step ended them before. */
  readonly completed: number;
  /** A step failed and ended them; what was to follow was not sent. */
  readonly skipped: number;
  /** Neither: the end of the run cut them off. While it goes on, those under way. */
  readonly cut: number;
  /** The times of the completed ones: from due to last byte of their requests, one after another; pauses left out. */
  readonly time: TimeStats;
}

/** How far the journeys of one scenario came; they are those of the rows of requests.csv, the warm-up left out. */
export interface ScenarioSummary extends Omit<JourneyFunnel, 'scenario'> {
  /** As that of all scenarios together. */
  readonly time: TimeStats;
  /** In the plan's order. */
  readonly steps: readonly StepReach[];
}

/** A header that did not go along where redirects led to another host: it is secret by its name, or holds a secret. */
export interface WithheldHeader {
  readonly header: string;
  readonly host: string;
  readonly count: number;
}

export interface JourneySummary {
  /** Only there where a scenario of the plan has several steps. */
  readonly journeys?: JourneysSummary;
  /** In the plan's order, where scenarios have several steps or prepare their users. */
  readonly scenarios?: readonly ScenarioSummary[];
  /** Requests that were not sent, because a step before them failed: in no other figure and no row. */
  readonly skippedRequests: number;
  /** How often each check was asked and how it ended, the warm-up left out. */
  readonly checks: readonly (NamedCheck & { readonly passed: number; readonly failed: number })[];
  /** Where there were such headers. */
  readonly withheld?: readonly WithheldHeader[];
  /** The process died: skipped requests and checks are counted up to the last stored figures, and how many came later is not known. */
  readonly isPartial?: true;
  /** Rows of each data file, by its name. */
  readonly dataRows: Readonly<Record<string, number>>;
}

/** Requests before the run and of users that are prepared: recorded and marked, and in no other figure. */
export interface SetupSummary {
  readonly requests: number;
  /** How many requests failed, before the run and in steps that users send once. */
  readonly failed: number;
  /** Requests of scenarios whose response asked for the user to be prepared again; each was sent once more. */
  readonly renewed: number;
  /** The step that failed first, and its sentence. */
  readonly firstFailure?: { readonly step: string; readonly message: string };
}

export interface RunSummary {
  /** ms from the start to the end of the last request. */
  readonly durationMs: number;
  /** So much of it the run was paused. */
  readonly pausedMs: number;
  /** total = succeeded + failed + cancelled; with warmupRequests and the requests of setup, the rows of requests.csv. */
  readonly requests: {
    readonly total: number;
    readonly succeeded: number;
    readonly failed: number;
    readonly cancelled: number;
  };
  /** Requests completed (succeeded or failed) per second of durationMs after the warm-up, pauses left out. */
  readonly throughput: number;
  /** Bytes on the sockets: heads and bodies. */
  readonly bytesIn: number;
  /** The sum over the requests whose sent bytes are known. */
  readonly bytesOut: number;
  /** Requests whose sent bytes are not known, because they ended before all of them was sent; left out where there were none. */
  readonly bytesOutUnknown?: number;
  /** The service times of the requests that completed. */
  readonly serviceTime: TimeStats;
  readonly responseTime: TimeStats;
  /** The same times apart; null where there was none of the kind. */
  readonly succeededTimes: TimesStats | null;
  readonly failedTimes: TimesStats | null;
  /** The times of the requests that completed and had the phase. */
  readonly phases: Partial<Record<Phase, PhaseStats>>;
  /** Those with requests, in the plan's order; empty in runs of an older version. */
  readonly steps: readonly StepSummary[];
  readonly outcomes: Partial<Record<Outcome, number>>;
  /** Counts the requests that completed and got a response, by status and by HTTP version. */
  readonly statusCodes: Readonly<Record<string, number>>;
  /** Versions of PROTOCOLS. */
  readonly protocols: Readonly<Record<string, number>>;
  /** Requests of the warm-up: sent, recorded, and in no other figure. */
  readonly warmupRequests: number;
  /** Where there were such requests; they are rows of requests.csv as well. */
  readonly setup?: SetupSummary;
  /** Sent by a thread that crashed, which never said how they ended: in no other figure and no row. */
  readonly lostRequests: number;
  /** Counts the whole run, warm-up included: scheduled = fell due; started = at least one request sent; dropped = due, but never started. */
  readonly iterations: { readonly scheduled: number; readonly started: number; readonly dropped: number };
  /** Only there where steps of the plan check, take or vary something. */
  readonly journey?: JourneySummary;
  readonly failures: readonly FailureGroup[];
  /** Whether this computer kept up, over the seconds after the warm-up. */
  readonly generator: GeneratorSummary;
  /** By load generator of a merged run; left out where no part carried a trace context. */
  readonly traced?: readonly (TracedPart | null)[];
}

/** The summary of a run that has not measured anything yet. */
export function emptySummary(): RunSummary {
  return {
    durationMs: 0,
    pausedMs: 0,
    requests: { total: 0, succeeded: 0, failed: 0, cancelled: 0 },
    throughput: 0,
    bytesIn: 0,
    bytesOut: 0,
    serviceTime: NO_TIME_STATS,
    responseTime: NO_TIME_STATS,
    succeededTimes: null,
    failedTimes: null,
    phases: {},
    steps: [],
    outcomes: {},
    statusCodes: {},
    protocols: {},
    warmupRequests: 0,
    lostRequests: 0,
    iterations: { scheduled: 0, started: 0, dropped: 0 },
    failures: [],
    generator: NOT_MEASURED,
  };
}

/** What `--summary` and `Export summary` write. */
export interface SummaryFile extends Omit<RunSummary, 'failures'> {
  readonly onrush: string;
  readonly runId: string;
  /** What people wrote on the run. */
  readonly name: string;
  /** Which of the runs of its name it is, from 1. */
  readonly number: number;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly plan: PlanInput;
  readonly state: string;
  /** Why it failed or was interrupted, in one sentence. */
  readonly reason: string | null;
  readonly startedAt: string;
  /** The other program that sent its requests, such as "k6 v1.3.0"; left out where Onrush sent them. */
  readonly sentBy?: string;
  readonly failures: readonly FailureGroup[];
  readonly thresholds: readonly WrittenVerdict[];
  readonly annotations: readonly Annotation[];
  /** The figures from outside that were added to the run; left out where there are none. */
  readonly series?: readonly SummarySeries[];
}

/** A series from outside in short: its points stay with the run. */
export interface SummarySeries {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** "CPU of the database was at 100 % from 0:42."; null where it stayed at no limit. */
  readonly sentence: string | null;
}

/**
 * The time a model is judged by. Only arrivals have a due time that the server knows nothing of. A virtual user of the closed
 * model waits for nobody, and iterations are all due at the start: their response time is their place in the queue, so it
 * says how long the whole work takes and not how fast the server is.
 */
export function headlineOf(model: LoadModel): TimeMeasure {
  return model === 'open' ? 'response_time' : 'service_time';
}

/** Those whose times are in the figures: a percentile is computed from them. */
export function completedOf({ succeeded, failed }: RunSummary['requests']): number {
  return succeeded + failed;
}

/** Requests whose times are shown. Where no response came at all they would be times of failed connections. */
export function timedRequests({ requests, statusCodes }: Pick<RunSummary, 'requests' | 'statusCodes'>): number {
  const hasResponse = requests.succeeded > 0 || Object.values(statusCodes).some((count) => count > 0);
  return hasResponse ? completedOf(requests) : 0;
}

/** Failed share of the requests that completed, 0..1; 0 where none did. */
export function errorRate(requests: RunSummary['requests']): number {
  return completedOf(requests) === 0 ? 0 : requests.failed / completedOf(requests);
}
