// The tries of plans that are going on, by the id that the window gave each. They are reported step by step, and end when
// somebody cancels.
import type { Plan } from '../../shared/plan/plan.ts';
import type { TriedPlan, TryProgress } from '../../shared/try-once.ts';
import type { History } from './api/ports.ts';
import type { ResolveHost } from './target-guard.ts';
import type { SecretOf } from './plan-files/read-journey-files.ts';
import { tryPlan } from './try-plan.ts';

interface TryRequest {
  readonly plan: Plan;
  readonly tryId: string;
  readonly confirmed: readonly string[];
  readonly pauses: boolean;
  readonly folder: string;
  readonly secretOf: SecretOf;
}

export class Tries {
  readonly #tell: (tryId: string, progress: TryProgress) => void;
  readonly #resolveHost: ResolveHost | undefined;
  readonly #active = new Map<string, { readonly controller: AbortController; readonly ended: Promise<unknown> }>();

  constructor(tell: (tryId: string, progress: TryProgress) => void, resolveHost?: ResolveHost) {
    this.#tell = tell;
    this.#resolveHost = resolveHost;
  }

  /** @throws UserError plan_invalid, needs_confirmation, before anything is sent. */
  async start(
    { confirmedHosts }: Pick<History, 'confirmedHosts'>,
    { plan, tryId, confirmed, pauses, folder, secretOf }: TryRequest,
  ): Promise<TriedPlan> {
    this.cancel(tryId);
    const controller = new AbortController();
    const trying = tryPlan(plan, {
      hosts: confirmedHosts,
      confirmed,
      folder,
      secretOf,
      pauses,
      resolveHost: this.#resolveHost,
      signal: controller.signal,
      tell: (progress) => this.#tell(tryId, progress),
    });
    const active = { controller, ended: trying.catch(() => undefined) };
    this.#active.set(tryId, active);
    try {
      return await trying;
    } finally {
      if (this.#active.get(tryId) === active) this.#active.delete(tryId);
    }
  }

  /** The steps that have ended are still reported. */
  cancel(tryId: string): void {
    this.#active.get(tryId)?.controller.abort();
  }

  async close(): Promise<void> {
    const going = [...this.#active.values()];
    for (const { controller } of going) controller.abort();
    await Promise.all(going.map(({ ended }) => ended));
  }
}
