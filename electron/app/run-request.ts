// What is asked of a run that is to begin, and what becomes of it.
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
  /** The finished row, as the history holds it. */
  readonly ended: Promise<RunRow>;
}

export interface RunSender {
  /** "k6 1.3.0" */
  readonly name: string;
  /** @throws UserError where it cannot send the plan */
  worldOf(plan: Plan, files: PlanFiles, folder: string): RunWorld;
}

export interface RunRequest {
  readonly plan: Plan;
  readonly planId: string | null;
  /** Public hosts that may be sent to; loopback and private ones need none. */
  readonly confirmed?: Confirmed;
  /** Where relative paths of the plan count from; default: the current folder. */
  readonly folder?: string;
  readonly secretOf?: SecretOf;
  readonly workers?: number;
  /** What of the plan is sent here, where several computers send it together; default: all of it. */
  readonly part?: RunPart;
  /** OTLP/HTTP receiver of its metrics; default: that of the settings. */
  readonly otlp?: string;
  /** Hears once that something beside the run does not work, in one sentence. */
  readonly handleWarning?: (sentence: string) => void;
  /** Epoch ms at which it begins; default: at once. */
  readonly startAt?: number;
  readonly threads?: ThreadOptions;
  /** Another program that sends in the place of our threads. */
  readonly sender?: RunSender;
  /** The search or ladder that it is a trial of; it may begin while that one goes on. */
  readonly capacityId?: string;
  /** Hears of the run's requests and figures as they come. */
  readonly watch?: Pick<RunObserver, 'handleBatch'> & { readonly handleSnapshot: (snapshot: Snapshot) => void };
}
