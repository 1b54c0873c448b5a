// What became of the journeys of a run: how many reached each step, why requests failed, and which took longest. Of stored requests,
// exact. A journey is one iteration of a scenario.
import type { JourneyFunnel } from './journey-funnel.ts';
import type { Outcome } from './outcome.ts';
import type { Part } from './plan/sent-steps.ts';
import type { GroupFigures } from './sample-query.ts';
import type { TimeStats } from './time-stats.ts';

export interface JourneyStep {
  /** In the plan's steps, counted through all scenarios. */
  readonly index: number;
  readonly scenario: number;
  /** Journeys that came to it. */
  readonly reached: number;
  /** Journeys that ended here before their end, because it failed. */
  readonly lost: number;
  /** null where none of its requests is among the chosen ones. */
  readonly figures: GroupFigures | null;
  /** Requests by response and by service time, in bins of BINS_PER_DECADE from 1 ms on. */
  readonly bins: { readonly response: readonly number[]; readonly service: readonly number[] };
}

/** Requests of a step that is sent once a run or once a user, or again where the user had to be prepared again: in no statistic. */
export interface SetupStep extends Pick<JourneyStep, 'bins'> {
  /** In the list of all steps that the plan may send. */
  readonly index: number;
  readonly part: Exclude<Part, 'scenario'>;
  /** null before the run. */
  readonly scenario: number | null;
  readonly figures: GroupFigures;
}

export const BINS_PER_DECADE = 10;
/** From 1 ms to 16 s. */
export const TIME_BINS = 42;

export interface JourneyRequest {
  /** Number of the request, as in requests.csv. */
  readonly seq: number;
  readonly step: number;
  /** ms since the run's start. */
  readonly dueAt: number;
  readonly endedAt: number;
  readonly outcome: Outcome;
}

export interface SlowJourney {
  /** From 0. */
  readonly iteration: number;
  readonly dueAt: number;
  /** ms: of its requests, one after another; and from the first due time to the last byte. */
  readonly withoutPauses: number;
  readonly withPauses: number;
  readonly requests: readonly JourneyRequest[];
}

export interface JourneyFigures {
  readonly funnels: readonly JourneyFunnel[];
  readonly steps: readonly JourneyStep[];
  /** Those with requests; only their window narrows them. */
  readonly setup: readonly SetupStep[];
  /** The times of the completed journeys: their requests one after another, pauses left out. */
  readonly withoutPauses: TimeStats;
  readonly withPauses: TimeStats;
  /** The longest without and with pauses, in that order; most of them are both. */
  readonly slowest: readonly SlowJourney[];
}

/** Failed requests of one step that failed the same check, or for the same cause. */
export interface FailureCause {
  readonly step: number;
  readonly outcome: Outcome;
  /** As thresholds call it; null where it was not one. */
  readonly check: string | null;
  readonly code: string;
  /** What most of them say, and how many say it. */
  readonly message: string;
  readonly saying: number;
  readonly count: number;
  /** ms since the run's start. */
  readonly firstAt: number;
  readonly lastAt: number;
  /** What most of them have in common besides; null where nothing was found. */
  readonly shared: SharedTrait | null;
}

/** "in 118 of 126, users.query is “sofa bed”". */
export interface SharedTrait {
  readonly name: string;
  readonly value: string;
  readonly count: number;
  /** How many were looked at. */
  readonly of: number;
}

export interface FailureCauses {
  /** Most frequent first. */
  readonly causes: readonly FailureCause[];
  readonly failed: number;
  readonly total: number;
}
