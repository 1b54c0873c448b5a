// The options with which a run begins, and what its caller gets.
import type { Plan } from '../../shared/plan/plan.ts';
import type { RunPart } from '../../shared/plan/run-part.ts';
import type { RunRow } from '../../shared/run.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { PlanFiles } from '../engine/files/plan-files.ts';
import type { RunObserver, RunWorld } from '../engine/run.ts';
import type { ThreadOptions } from '../threads/start-thread.ts';
import type { SecretOf } from './plan-files/read-journey-files.ts';
import type { Confirmed } from './target-guard.ts';

export interface StartedRun {
  readonly id: string;
  /** The finished row, as it is in the history. */
  readonly ended: Promise<RunRow>;
}

export interface RunSender {
  /** For example "k6 1.3.0". */
  readonly name: string;
  /** @throws UserError if it cannot send the plan */
  worldOf(plan: Plan, files: PlanFiles, folder: string): RunWorld;
}

export interface RunRequest {
  readonly plan: Plan;
  readonly planId: string | null;
  /** Public hosts that may be sent to; loopback and private ones need no confirmation. */
  readonly confirmed?: Confirmed;
  /** The folder from which relative paths of the plan count; by default the current one. */
  readonly folder?: string;
  readonly secretOf?: SecretOf;
  readonly workers?: number;
  /** The part of the plan that is sent here, if several computers send it together; by default all of it. */
  readonly part?: RunPart;
  /** OTLP/HTTP receiver of its metrics; by default the one in the settings. */
  readonly otlp?: string;
  /** Called once if something beside the run does not work, with one sentence. */
  readonly handleWarning?: (sentence: string) => void;
  /** Epoch ms at which it begins; by default at once. */
  readonly startAt?: number;
  readonly threads?: ThreadOptions;
  /** Another program that sends instead of our threads. */
  readonly sender?: RunSender;
  /** The search or ladder to which it belongs as a trial; then it may begin while that is going on. */
  readonly capacityId?: string;
  /** Receives the run's requests and figures as they come. */
  readonly watch?: Pick<RunObserver, 'handleBatch'> & { readonly handleSnapshot: (snapshot: Snapshot) => void };
}
