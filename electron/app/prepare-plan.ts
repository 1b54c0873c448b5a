// Prepares a plan for its first request: checks it, reads its files, and makes sure that its hosts are allowed.
import { UserError } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { openAccessTokens, type AccessTokens } from '../engine/access-tokens.ts';
import { redactor } from '../engine/journey/redact.ts';
import { USER_AGENT } from '../system/version.ts';
import { readJourneyFiles, type SecretOf } from './plan-files/read-journey-files.ts';
import { readTlsFiles } from './plan-files/read-tls-files.ts';
import type { Confirmed, TargetGuard } from './target-guard.ts';

export interface PreparationOptions {
  readonly guard: TargetGuard;
  /** Public hosts that may be sent to. */
  readonly confirmed: Confirmed;
  /** The folder from which relative paths of the plan count. */
  readonly folder: string;
  readonly secretOf?: SecretOf | undefined;
  /** Aborted when nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
}

/** Whoever receives the result must close it. @throws UserError before anything is sent to a target. */
export async function preparePlan(plan: Plan, options: PreparationOptions): Promise<AccessTokens> {
  const { guard, confirmed, folder, secretOf, signal } = options;
  const journey = readJourneyFiles(plan, process.env, folder, secretOf);
  return await withoutSecrets(journey.secrets, async () => {
    await unlessAborted(guard.check(plan, confirmed, journey.constants), signal);
    return await openAccessTokens(plan, { tls: readTlsFiles(plan.tls, folder), journey }, USER_AGENT, signal);
  });
}

/** The system may take any time to look up a name. @throws the reason of the signal */
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

/** A sentence about a value that a secret is part of names the value, such as an address that is not a host. */
async function withoutSecrets<T>(secrets: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError) || secrets.length === 0) throw error;
    const redact = redactor(secrets);
    const { failure } = error;
    const problems = failure.problems?.map((problem) => ({ ...problem, message: redact(problem.message) }));
    throw UserError.from({ ...failure, message: redact(failure.message), ...(problems === undefined ? {} : { problems }) });
  }
}
