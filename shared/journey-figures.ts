// Figures about the journeys of a run, computed exactly from stored requests: how many reached each step, why requests failed,
// and which journeys took longest. A journey is one iteration of a scenario.
import type { JourneyFunnel } from './journey-funnel.ts';
import type { Outcome } from './outcome.ts';
import type { Part } from './plan/sent-steps.ts';
import type { GroupFigures } from './sample-query.ts';
import type { TimeStats } from './time-stats.ts';

export interface JourneyStep {
  /** The index in the plan's steps, through all scenarios. */
  readonly index: number;
  readonly scenario: number;
  /** How many journeys reached it. */
  readonly reached: number;
  /** How many journeys ended here early, because this step failed. */
  readonly lost: number;
  /** Null if none of its requests is among the chosen ones. */
  readonly figures: GroupFigures | null;
  /** Its requests by response time and by service time, in bins of BINS_PER_DECADE from 1 ms on. */
  readonly bins: { readonly response: readonly number[]; readonly service: readonly number[] };
}

/**
 * The requests of a step that is sent once per run or per user, or again because the user had to be prepared again. They are
 * excluded from all statistics.
 */
export interface SetupStep extends Pick<JourneyStep, 'bins'> {
  /** The index in the list of all steps that the plan may send. */
  readonly index: number;
  readonly part: Exclude<Part, 'scenario'>;
  /** Null for a step before the run. */
  readonly scenario: number | null;
  readonly figures: GroupFigures;
}

export const BINS_PER_DECADE = 10;
/** From 1 ms to 16 s. */
export const TIME_BINS = 42;

export interface JourneyRequest {
  /** The number of the request, as in requests.csv. */
  readonly seq: number;
  readonly step: number;
  /** In ms since the run's start. */
  readonly dueAt: number;
  readonly endedAt: number;
  readonly outcome: Outcome;
}

export interface SlowJourney {
  /** From 0. */
  readonly iteration: number;
  readonly dueAt: number;
  /** In ms: the sum of its requests, and the time from the first due time to the last byte. */
  readonly withoutPauses: number;
  readonly withPauses: number;
  readonly requests: readonly JourneyRequest[];
}

export interface JourneyFigures {
  readonly funnels: readonly JourneyFunnel[];
  readonly steps: readonly JourneyStep[];
  /** The steps that have requests; only the filter's time window applies to them. */
  readonly setup: readonly SetupStep[];
  /** The times of the completed journeys: the sum of their requests, without pauses. */
  readonly withoutPauses: TimeStats;
  readonly withPauses: TimeStats;
  /** The longest without pauses, then the longest with pauses; most journeys are both. */
  readonly slowest: readonly SlowJourney[];
}

/** Requests of one step that failed the same check, or for the same reason. */
export interface FailureCause {
  readonly step: number;
  readonly outcome: Outcome;
  /** The check's name as in thresholds; null if no check failed. */
  readonly check: string | null;
  readonly code: string;
  /** The most frequent message, and how many requests have it. */
  readonly message: string;
  readonly saying: number;
  readonly count: number;
  /** In ms since the run's start. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** What most of them have in common besides; null if nothing was found. */
  readonly shared: SharedTrait | null;
}

/** "in 118 of 126, users.query is “sofa bed”". */
export interface SharedTrait {
  readonly name: string;
  readonly value: string;
  readonly count: number;
  /** How many requests were examined. */
  readonly of: number;
}

export interface FailureCauses {
  /** Most frequent first. */
  readonly causes: readonly FailureCause[];
  readonly failed: number;
  readonly total: number;
}
