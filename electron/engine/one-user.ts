// One user of a plan in this thread, with its own connection, for what is sent once: before a run, or without one.
import { hostnamesOf } from '../../shared/plan/journey/plan-hosts.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { TraceIds } from '../../shared/trace-id.ts';
import { Connector } from './http/connector.ts';
import { HttpClients } from './http/open-client.ts';
import { reachOf } from './http/reach.ts';
import { compilePlan, type CompiledPlan } from './journey/compiled-plan.ts';
import type { TravelTally } from './journey/step-traveller.ts';
import { Journey } from './load/journey.ts';
import { loadNeededModules } from './needed-modules.ts';
import { OneConnection } from './one-connection.ts';
import type { PlanFiles } from './files/plan-files.ts';
import { COMPUTER_TIME } from './time/clock.ts';
import { Deadlines } from './time/deadlines.ts';

export interface OneUser {
  readonly compiled: CompiledPlan;
  readonly journey: Journey;
  /** Whoever opened the user must close it. */
  readonly connection: OneConnection;
  /** Time 0 of its requests. */
  readonly startAt: bigint;
}

/** `runId` is the run that its requests belong to; without it they get trace ids of their own. */
export async function openOneUser(
  plan: Plan,
  files: PlanFiles,
  userAgent: string,
  tally: TravelTally,
  runId: string = crypto.randomUUID(),
): Promise<OneUser> {
  await loadNeededModules(plan, files.journey.constants);
  const startAt = COMPUTER_TIME.nanoseconds();
  const clock = COMPUTER_TIME.clockFrom(startAt);
  const deadlines = new Deadlines(1);
  const { timeouts, http, tls } = plan;
  const { secrets, constants } = files.journey;
  const mayReach = reachOf(hostnamesOf(plan, constants));
  const connector = new Connector({ clock, http, tls, tlsFiles: files.tls, mayReach });
  const clients = new HttpClients({ clock, deadlines, examples: { wantsBody: () => false }, connector, timeouts, http });
  const traces = plan.trace === true ? new TraceIds(runId) : null;
  const connection = new OneConnection(clients, deadlines, clock, plan, traces);
  const compiled = compilePlan(plan, files.journey, userAgent);
  const tools = {
    newScope: () => compiled.names.newScope(),
    tally,
    secrets,
    epochMs: () => Date.now(),
    now: () => clock.now(),
    warmupMs: -Infinity,
  };
  const journey = new Journey({ followRedirects: http.followRedirects, mayReach, tools });
  return { compiled, journey, connection, startAt };
}
