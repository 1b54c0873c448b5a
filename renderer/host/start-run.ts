// Starts a run from any screen; if its host is public, a person is asked first and the start waits for the reply.
import type { Failure, Result } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { isOver } from '../../shared/run.ts';
import type { PublicTarget } from '../../shared/confirmation.ts';
import { goTo } from '../route.ts';
import { showAction, showFailure } from '../ui/toasts.tsx';
import { askForSecrets } from './ask-for-secrets.ts';
import { call } from './client.ts';
import { currentHost } from './host-state.ts';
import { createStore, useStore } from './store.ts';

interface Question {
  readonly target: PublicTarget;
  readonly reply: (isAllowed: boolean) => void;
}

export type StartResult = Result<{ readonly runId: string }>;

export const question = createStore<Question | null>(null);

/** Starts a run and opens its screen. A refusal is shown as a notice, and returned for callers that can show its place. */
export async function startRunOrNotify(plan: Plan, planId: string | null): Promise<Failure | null> {
  const started = await startRun(plan, planId);
  if (started === null || started.ok) return null;
  const active = currentHost().steadyRuns?.find(({ state }) => !isOver(state));
  if (started.failure.code !== 'run_active' || active === undefined) showFailure(started.failure);
  else showAction(started.failure.message, 'Open that run', () => goTo({ screen: 'run', runId: active.id }));
  return started.failure;
}

/** Like `startRunOrNotify`, for a screen that shows the refusal itself. Returns null if the person decided against the run. */
export async function startRun(plan: Plan, planId: string | null): Promise<StartResult | null> {
  const started = await startConfirmed(plan, planId);
  if (started?.ok === true) goTo({ screen: 'run', runId: started.value.runId });
  return started;
}

/** The question that a person is being asked, or null. */
export function useQuestion(): Question | null {
  return useStore(question, (value) => value);
}

async function startConfirmed(plan: Plan, planId: string | null): Promise<StartResult | null> {
  if (!(await askForSecrets(plan))) return null;
  const confirmed: string[] = [];
  for (;;) {
    const started = await startOffering(plan, planId, confirmed);
    if (!started.ok && started.failure.code === 'superseded') return null;
    if (started.ok || started.failure.confirmation === undefined) return started;
    if (!(await askToConfirm(started.failure.confirmation))) return null;
    confirmed.push(started.failure.confirmation.host);
  }
}

/** A normal start takes no longer than this; steps before the run may wait for a server. In ms. */
const SOON_MS = 1500;

async function startOffering(plan: Plan, planId: string | null, confirmed: readonly string[]): Promise<StartResult> {
  let hide = (): void => undefined;
  const timer = setTimeout(() => {
    const words = asksFirst(plan)
      ? 'The steps before the run are still waiting for a response.'
      : 'The run is still being prepared.';
    hide = showAction(words, 'Stop', () => void call('runs.cancelStart', {}), null);
  }, SOON_MS);
  try {
    return await call('runs.start', { plan, planId, confirmed: [...confirmed] });
  } finally {
    clearTimeout(timer);
    hide();
  }
}

/** Whether a server receives requests before the run begins. */
function asksFirst({ before, scenarios }: Plan): boolean {
  const auths = scenarios.flatMap(({ auth, steps }) => [auth, ...steps.map((step) => step.auth)]);
  return before !== undefined || auths.some((auth) => auth?.type === 'oauth2');
}

/** Whether a person allows requests to a public host. */
export function askToConfirm(target: PublicTarget): Promise<boolean> {
  question.get()?.reply(false);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  question.set({
    target,
    reply: (isAllowed) => {
      question.set(null);
      resolve(isAllowed);
    },
  });
  return promise;
}
