// A run as everything outside the engine sees it: its states, its events, its row in the history.
import type { Annotation } from './annotation.ts';
import type { Failure } from './errors.ts';
import type { OutsideSeries } from './outside-series.ts';
import type { Plan } from './plan/plan.ts';
import type { RunDescription } from './run-description.ts';
import type { Snapshot } from './snapshot.ts';
import type { RunSummary } from './summary.ts';
import type { Verdict, WrittenVerdict } from './plan/threshold.ts';

/** `interrupted` is never set: a store derives it for a run whose process died. */
export type RunState = 'preparing' | 'running' | 'paused' | 'stopping' | 'completed' | 'stopped' | 'failed' | 'interrupted';

export const STATE_LABEL: Readonly<Record<RunState, string>> = {
  preparing: 'Preparing',
  running: 'Running',
  paused: 'Paused',
  stopping: 'Stopping',
  completed: 'Completed',
  stopped: 'Stopped',
  failed: 'Failed',
  interrupted: 'Interrupted',
};

export function isOver(state: RunState): boolean {
  return state !== 'preparing' && state !== 'running' && state !== 'paused' && state !== 'stopping';
}

/** The computer that sent a run's requests. */
export interface Machine {
  readonly name: string;
  readonly system: string;
  readonly cpu: string;
  readonly cores: number;
  /** In bytes. */
  readonly memory: number;
  /** The TLS library: "OpenSSL 3.5.5", "BoringSSL". Older versions did not record it. */
  readonly tls?: string;
  /** Another program that sent the requests, such as "k6 1.3.0"; without it Onrush did. */
  readonly sentBy?: string;
}

export interface RunRow extends RunDescription {
  readonly id: string;
  /** The saved plan that it was started from, if any. */
  readonly planId: string | null;
  readonly plan: Plan;
  readonly state: RunState;
  /** Why it failed or was interrupted, in one sentence. */
  readonly reason: string | null;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly summary: RunSummary;
  readonly verdicts: readonly Verdict[];
  /** Ascending. */
  readonly annotations: readonly Annotation[];
  /** Null if it was not recorded. */
  readonly machine: Machine | null;
  /** The name of the file that it was imported from; null for a run of this computer. */
  readonly importedFrom: string | null;
  /** True if other runs of its plan are compared with it. */
  readonly isBaseline: boolean;
  /** Its number among the runs of its name, from 1; it does not change when others are deleted. 0 if the history has none. */
  readonly number: number;
  /** The search or ladder to which it belongs as a trial. */
  readonly capacityId?: string;
  /** The names of the load generators of a merged run. */
  readonly generators?: readonly string[];
  /** The figures that were added to it from outside, by name; left out if there are none. */
  readonly series?: readonly OutsideSeries[];
}

/** "Checkout #3", which distinguishes the runs of one name. */
export function numberedName({ name, number }: Pick<RunRow, 'name' | 'number'>): string {
  return number === 0 ? name : `${name} ${numberWords(number)}`;
}

/** "#3" */
export function numberWords(number: number): string {
  return number === 0 ? '' : `#${number}`;
}

/** The parts of a plan that lists show and search. */
export interface PlanBrief extends Pick<Plan, 'name' | 'load' | 'warmup' | 'thresholds' | 'environment'> {
  readonly scenarios: readonly { readonly steps: readonly { readonly url: string }[] }[];
}

/** The parts of a summary that lists show and search. */
export type SummaryBrief = Pick<
  RunSummary,
  | 'durationMs'
  | 'requests'
  | 'throughput'
  | 'serviceTime'
  | 'responseTime'
  | 'outcomes'
  | 'statusCodes'
  | 'warmupRequests'
  | 'iterations'
  | 'generator'
>;

/** A run as lists contain it: thousands of them are sent to the window, so the plan and the details are left out. */
export interface RunBrief
  extends
    RunDescription,
    Pick<RunRow, 'id' | 'planId' | 'state' | 'reason' | 'startedAt' | 'importedFrom' | 'isBaseline' | 'number' | 'capacityId'> {
  readonly plan: PlanBrief;
  /** The other program that sent its requests. */
  readonly sentBy?: string;
  readonly verdicts: readonly WrittenVerdict[];
  readonly summary: SummaryBrief;
}

/** How a list of runs changed; `changed` includes new ones. */
export interface RunListChange {
  readonly changed: readonly RunBrief[];
  readonly removed: readonly string[];
}

/** Equal for the runs of one plan, whether it was saved or not. */
export function planKeyOf({ planId, plan }: Pick<RunBrief, 'planId' | 'plan'>): string {
  return planId ?? plan.name;
}

/** An annotation that arrives twice is added once, because a run that is opened may already have it. */
export function annotated(row: RunRow, annotation: Annotation): RunRow {
  const isKnown = row.annotations.some(({ at, kind }) => at === annotation.at && kind === annotation.kind);
  return isKnown ? row : { ...row, annotations: [...row.annotations, annotation] };
}

export interface RunDetail {
  readonly row: RunRow;
  readonly snapshots: readonly Snapshot[];
}

export type RunEvent =
  | { readonly type: 'started'; readonly row: RunRow }
  | { readonly type: 'annotation'; readonly runId: string; readonly annotation: Annotation }
  | { readonly type: 'described'; readonly runId: string; readonly description: RunDescription; readonly number: number }
  | { readonly type: 'state'; readonly runId: string; readonly state: RunState }
  | {
      readonly type: 'snapshot';
      readonly runId: string;
      readonly snapshot: Snapshot;
      /** The summary of the whole run so far. */
      readonly summary: RunSummary;
      readonly verdicts: readonly Verdict[];
    }
  | { readonly type: 'ended'; readonly row: RunRow };

export interface PlanRow {
  readonly id: string;
  readonly plan: Plan;
  /** Epoch ms. */
  readonly savedAt: number;
  /** The folder of the file that it was read from, from which relative paths count. */
  readonly folder?: string;
}

export type DemoKind = 'async' | 'blocking';
/** The plan of the demo's shop. */
export const DEMO_SHOP_NAME = 'Demo shop';

/** The names of the demo's two plans. */
export const DEMO_NAMES: Readonly<Record<DemoKind, string>> = { async: 'Demo, asynchronous', blocking: 'Demo, blocking' };

/** The two runs of the demo; the id of a run is null until it has begun. */
export interface DemoState {
  readonly phase: 'idle' | 'async' | 'blocking' | 'done' | 'failed';
  readonly asyncRunId: string | null;
  readonly blockingRunId: string | null;
  readonly failure: Failure | null;
}
