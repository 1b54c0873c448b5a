// Tries a plan once: refused for what a run would be refused for, and kept nowhere.
import { UserError } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { unbuiltProblems } from '../../shared/plan/unbuilt.ts';
import { unfilledProblems } from '../../shared/plan/unfilled.ts';
import type { TriedPlan } from '../../shared/try-once.ts';
import { tryOnce, type TryOptions } from '../engine/try-once.ts';
import { USER_AGENT } from '../system/version.ts';
import { readJourneyFiles } from './read-journey-files.ts';
import { readTlsFiles } from './read-tls-files.ts';
import { resolveBySystem, TargetGuard, type Confirmed, type ConfirmedHosts, type ResolveHost } from './target-guard.ts';

interface TriedBy extends Omit<TryOptions, 'userAgent'> {
  readonly hosts: ConfirmedHosts;
  readonly confirmed: Confirmed;
  readonly resolveHost?: ResolveHost | undefined;
}

/** @throws UserError: nothing was sent. */
export async function tryPlan(plan: Plan, options: TriedBy): Promise<TriedPlan> {
  const { hosts, confirmed, resolveHost = resolveBySystem, ...rest } = options;
  const [unfilled, ...more] = [...unfilledProblems(plan), ...unbuiltProblems(plan)];
  if (unfilled !== undefined) throw new UserError('plan_invalid', unfilled.message, [unfilled, ...more]);
  const journey = readJourneyFiles(plan, process.env);
  await new TargetGuard(hosts, resolveHost).check(plan, confirmed, journey.constants);
  return await tryOnce(plan, { tls: readTlsFiles(plan.tls), journey }, { userAgent: USER_AGENT, ...rest });
}
