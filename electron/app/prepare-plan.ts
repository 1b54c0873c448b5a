// All that a plan needs before its first request: refused here, or read and allowed.
import type { Plan } from '../../shared/plan/plan.ts';
import { openAccessTokens, type AccessTokens } from '../engine/access-tokens.ts';
import { USER_AGENT } from '../system/version.ts';
import { readJourneyFiles, type SecretOf } from './plan-files/read-journey-files.ts';
import { readTlsFiles } from './plan-files/read-tls-files.ts';
import type { Confirmed, TargetGuard } from './target-guard.ts';

export interface PreparationOptions {
  readonly guard: TargetGuard;
  /** Public hosts that may be sent to. */
  readonly confirmed: Confirmed;
  /** Where relative paths of the plan count from. */
  readonly folder: string;
  readonly secretOf?: SecretOf | undefined;
  /** Nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
}

/** Whoever takes it closes it at the end. @throws UserError: nothing was sent to a target. */
export async function preparePlan(plan: Plan, options: PreparationOptions): Promise<AccessTokens> {
  const { guard, confirmed, folder, secretOf, signal } = options;
  const journey = readJourneyFiles(plan, process.env, folder, secretOf);
  await unlessAborted(guard.check(plan, confirmed, journey.constants), signal);
  return await openAccessTokens(plan, { tls: readTlsFiles(plan.tls, folder), journey }, USER_AGENT, signal);
}

/** A name is looked up for as long as the system likes. @throws what the signal says */
async function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const handleAbort = (): void => reject(signal?.reason);
  signal?.addEventListener('abort', handleAbort);
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal?.removeEventListener('abort', handleAbort);
  }
}
