// Tries a plan once: refused for what a run would be refused for, and kept nowhere.
import { UserError } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { unfilledProblems } from '../../shared/plan/unfilled.ts';
import type { TriedPlan } from '../../shared/try-once.ts';
import { tryOnce } from '../engine/try-once.ts';
import { USER_AGENT } from '../system/version.ts';
import { readJourneyFiles } from './read-journey-files.ts';
import { readTlsFiles } from './read-tls-files.ts';
import { resolveBySystem, TargetGuard, type Confirmed, type ConfirmedHosts } from './target-guard.ts';

/** @throws UserError: nothing was sent. */
export async function tryPlan(plan: Plan, hosts: ConfirmedHosts, confirmed: Confirmed): Promise<TriedPlan> {
  const [unfilled, ...more] = unfilledProblems(plan);
  if (unfilled !== undefined) throw new UserError('plan_invalid', unfilled.message, [unfilled, ...more]);
  const journey = readJourneyFiles(plan, process.env);
  await new TargetGuard(hosts, resolveBySystem).check(plan, confirmed, journey.constants);
  return await tryOnce(plan, { tls: readTlsFiles(plan.tls), journey }, USER_AGENT);
}
