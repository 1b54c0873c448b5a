// All that a plan needs before its first request: refused here, or read and allowed.
import { UserError } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { unbuiltProblems } from '../../shared/plan/unbuilt.ts';
import { unfilledProblems } from '../../shared/plan/unfilled.ts';
import type { PlanFiles } from '../engine/plan-files.ts';
import { readJourneyFiles } from './read-journey-files.ts';
import { readTlsFiles } from './read-tls-files.ts';
import type { Confirmed, TargetGuard } from './target-guard.ts';

export interface Preparation {
  readonly guard: TargetGuard;
  /** Public hosts that may be sent to. */
  readonly confirmed: Confirmed;
  /** Where relative paths of the plan count from. */
  readonly folder: string;
}

/** @throws UserError: nothing was sent. */
export async function preparePlan(plan: Plan, { guard, confirmed, folder }: Preparation): Promise<PlanFiles> {
  const [first, ...more] = [...unfilledProblems(plan), ...unbuiltProblems(plan)];
  if (first !== undefined) throw new UserError('plan_invalid', first.message, [first, ...more]);
  const journey = readJourneyFiles(plan, process.env, folder);
  await guard.check(plan, confirmed, journey.constants);
  return { tls: readTlsFiles(plan.tls, folder), journey };
}
