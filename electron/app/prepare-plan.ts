// All that a plan needs before its first request: refused here, or read and allowed.
import { UserError } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { unfilledProblems } from '../../shared/plan/unfilled.ts';
import { openAccessTokens, type AccessTokens } from '../engine/access-tokens.ts';
import { USER_AGENT } from '../system/version.ts';
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

/** Whoever takes it closes it at the end. @throws UserError: nothing was sent to a target. */
export async function preparePlan(plan: Plan, { guard, confirmed, folder }: Preparation): Promise<AccessTokens> {
  const [first, ...more] = unfilledProblems(plan);
  if (first !== undefined) throw new UserError('plan_invalid', first.message, [first, ...more]);
  const journey = readJourneyFiles(plan, process.env, folder);
  await guard.check(plan, confirmed, journey.constants);
  return await openAccessTokens(plan, { tls: readTlsFiles(plan.tls, folder), journey }, USER_AGENT);
}
