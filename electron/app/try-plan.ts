// Tries a plan once. It is refused for the same reasons as a run, and nothing is stored.
import type { Plan } from '../../shared/plan/plan.ts';
import type { TriedPlan } from '../../shared/try-once.ts';
import type { TryOptions } from '../engine/try-once.ts';
import { USER_AGENT } from '../system/version.ts';
import type { SecretOf } from './plan-files/read-journey-files.ts';
import { preparePlan } from './prepare-plan.ts';
import { resolveBySystem, TargetGuard, type Confirmed, type ConfirmedHosts, type ResolveHost } from './target-guard.ts';

interface TriedBy extends Omit<TryOptions, 'userAgent'> {
  readonly hosts: ConfirmedHosts;
  readonly confirmed: Confirmed;
  readonly resolveHost?: ResolveHost | undefined;
  /** The folder from which relative paths of the plan count; by default the current one. */
  readonly folder?: string;
  readonly secretOf?: SecretOf;
}

/** @throws UserError before anything is sent. */
export async function tryPlan(plan: Plan, options: TriedBy): Promise<TriedPlan> {
  const { hosts, confirmed, resolveHost = resolveBySystem, folder = process.cwd(), secretOf, ...rest } = options;
  const prepared = await preparePlan(plan, {
    guard: new TargetGuard(hosts, resolveHost),
    confirmed,
    folder,
    secretOf,
    signal: rest.signal,
  });
  // This is the only place where a main process sends requests itself, so the HTTP client is loaded here: loading it takes longer
  // than the rest of the start.
  const { tryOnce } = await import('../engine/try-once.ts');
  try {
    return await tryOnce(plan, prepared.files, { userAgent: USER_AGENT, ...rest });
  } finally {
    prepared.close();
  }
}
