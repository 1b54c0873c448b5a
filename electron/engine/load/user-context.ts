// What all virtual users of one thread share, assembled from the thread's task and the outside world.
import { hostnamesOf } from '../../../shared/plan/journey/plan-hosts.ts';
import { reachOf } from '../http/reach.ts';
import type { CompiledPlan } from '../journey/compiled-plan.ts';
import type { WorkerTask } from '../messages.ts';
import type { Clock } from '../time/clock.ts';
import type { Deadlines } from '../time/deadlines.ts';
import type { Timers } from '../time/timers.ts';
import type { FailureExamples } from './failure-examples.ts';
import type { ClientSource } from './request-client.ts';
import type { JourneyTally } from './journey-tally.ts';
import type { JourneyRules } from './journey.ts';
import type { Timeouts } from '../../../shared/plan/plan.ts';
import { TraceIds } from '../../../shared/trace-id.ts';

/** What clients need to know about the load. */
export interface ClientNeeds {
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly examples: FailureExamples;
}

/** The outside world: time and the network, or a test's replacements. */
export interface GeneratorTools {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly openClients: (task: WorkerTask, needs: ClientNeeds) => ClientSource;
  /** CPU time that this thread has used, in ms; null if the platform does not say. */
  readonly threadCpuMs: () => number | null;
  /** The date in ms since 1970, for {{$timestamp}} and similar names. */
  readonly epochMs: () => number;
}

/** What all users of one thread share. */
export interface UserContext {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly clients: ClientSource;
  readonly rules: JourneyRules;
  readonly timeouts: Timeouts;
  /** Null if requests carry no trace context. */
  readonly traces: TraceIds | null;
}

export interface UserPlace {
  /** The number within the run; `slot` is the one within the thread. */
  readonly vu: number;
  readonly slot: number;
  /** The number within its load. */
  readonly rank: number;
  /** The index of its load. */
  readonly stream: number;
}

/** `tally` is null if no step checks, extracts or varies anything. */
export function userContextOf(
  task: WorkerTask,
  { clock, timers, openClients, epochMs }: GeneratorTools,
  needs: ClientNeeds,
  { names }: CompiledPlan,
  tally: JourneyTally | null,
): UserContext {
  const { plan, files } = task;
  const { secrets, constants } = files.journey;
  const newScope = () => names.newScope();
  const now = () => clock.now();
  const tools = tally === null ? null : { newScope, tally, secrets, epochMs, now, warmupMs: plan.warmup };
  const rules = { followRedirects: plan.http.followRedirects, mayReach: reachOf(hostnamesOf(plan, constants)), tools };
  const traces = plan.trace === true ? new TraceIds(task.runId ?? '') : null;
  return { clock, timers, clients: openClients(task, needs), rules, timeouts: plan.timeouts, traces };
}
