// A capacity search or a ladder of fixed rates as everything outside the engine sees it: its row in the history, its events.
import type { Plan } from '../plan/plan.ts';
import type { RunDescription } from '../run-description.ts';
import { stepsPerIteration } from '../plan/steps-per-iteration.ts';
import type { CapacitySettings } from './capacity-settings.ts';
import type { SearchEnd } from './search.ts';
import type { Evidence } from './judge-trial.ts';
import type { Trial, TrialRequest } from './trial.ts';

/** `interrupted` is only found by a store, for a search whose process died. */
export type SearchState = 'preparing' | 'searching' | 'stopping' | 'completed' | 'stopped' | 'failed' | 'interrupted';

export function isSearchOver(state: SearchState): boolean {
  return state === 'completed' || state === 'stopped' || state === 'failed' || state === 'interrupted';
}

export interface StoredTrial extends Trial {
  /** The run that it was; all trials of a ladder have the same run. */
  readonly runId: string;
}

/** What people wrote on it beside its name; rows of earlier versions have none of it. */
type Written = Partial<Pick<RunDescription, 'notes' | 'tags' | 'starred'>>;

export interface CapacityRow extends Written {
  readonly id: string;
  readonly kind: 'search' | 'ladder';
  readonly name: string;
  readonly planId: string | null;
  readonly plan: Plan;
  readonly settings: CapacitySettings;
  readonly state: SearchState;
  /** Why it failed, in one sentence. */
  readonly reason: string | null;
  readonly startedAt: number;
  /** Epoch ms; null while it goes on. */
  readonly endedAt: number | null;
  readonly end: SearchEnd | null;
  /** How many requests per second this computer can send with the plan's settings; null if that was not measured. */
  readonly ceiling: number | null;
  /** The search never exceeds this many iterations per second; null for no limit. */
  readonly maxRate: number | null;
  readonly trials: readonly StoredTrial[];
  /** When a search was last continued after it had ended or was stopped. */
  readonly resumed?: Resumed;
}

export interface Resumed {
  /** Epoch ms. */
  readonly at: number;
  /** How long it had searched until then. */
  readonly afterMs: number;
  /** How many trials were known at that time. */
  readonly trials: number;
}

export function descriptionOf({ name, notes = '', tags = [], starred = false }: CapacityRow): RunDescription {
  return { name, notes, tags, starred };
}

/** How long it has searched, without the time in which it was stopped. `now` is in epoch ms. */
export function searchedMs(
  { startedAt, endedAt, resumed }: Pick<CapacityRow, 'startedAt' | 'endedAt' | 'resumed'>,
  now: number,
): number {
  const until = endedAt ?? now;
  return Math.max(0, resumed === undefined ? until - startedAt : resumed.afterMs + until - resumed.at);
}

/** Whether it can be continued: it is over, but did not come to a result. */
export function canGoOn({ kind, state, end }: Pick<CapacityRow, 'kind' | 'state' | 'end'>): boolean {
  return kind === 'search' && isSearchOver(state) && end !== 'found' && end !== 'limited' && end !== 'never';
}

/** The trial that is going on, reported four times a second. */
export interface TrialNow {
  readonly runId: string;
  readonly request: TrialRequest;
  /** How many seconds were judged so far. */
  readonly seconds: number;
  readonly evidence: readonly Evidence[];
  readonly outstanding: number;
  readonly p99: number;
  readonly generator: 'trusted' | 'strained' | 'suspect';
}

export type CapacityEvent =
  | { readonly type: 'changed'; readonly row: CapacityRow }
  | { readonly type: 'now'; readonly id: string; readonly now: TrialNow | null }
  | { readonly type: 'removed'; readonly id: string };

/** What its rates count, and the factor from iterations to that unit. */
export interface RateUnit {
  readonly noun: 'requests' | 'journeys';
  readonly factor: number;
}

export function rateUnitOf({
  plan,
  settings,
}: {
  readonly plan: Plan;
  readonly settings: Pick<CapacitySettings, 'unit'>;
}): RateUnit {
  const factor = stepsPerIteration(plan);
  if (plan.scenarios.every(({ steps }) => steps.length === 1)) return { noun: 'requests', factor: 1 };
  return settings.unit === 'requests' ? { noun: 'requests', factor } : { noun: 'journeys', factor: 1 };
}

/** The pauses of an iteration in ms; the longest ones if scenarios or chance differ. */
export function pacedMs({ scenarios }: Pick<Plan, 'scenarios'>): number {
  const pauses = scenarios.map(({ steps }) =>
    steps.reduce((sum, { think = 0 }) => sum + (typeof think === 'number' ? think : think[1]), 0),
  );
  return Math.max(0, ...pauses);
}
