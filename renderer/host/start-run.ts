// Starts a run from any screen; where its host is public, a person is asked first and the start waits for the answer.
import { useSyncExternalStore } from 'react';
import type { Result } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { PublicTarget } from '../../shared/confirmation.ts';
import { call } from './client.ts';

interface Question {
  readonly target: PublicTarget;
  readonly answer: (isAllowed: boolean) => void;
}

let question: Question | null = null;
const watchers = new Set<() => void>();

/** null where the person decided against it. */
export async function startRun(plan: Plan, planId: string | null): Promise<Result<{ readonly runId: string }> | null> {
  const confirmed: string[] = [];
  for (;;) {
    const started = await call('runs.start', { plan, planId, confirmed });
    if (started.ok || started.failure.confirmation === undefined) return started;
    if (!(await ask(started.failure.confirmation))) return null;
    confirmed.push(started.failure.confirmation.host);
  }
}

/** What a person is being asked, if anything. */
export function useQuestion(): Question | null {
  return useSyncExternalStore(
    (handle) => {
      watchers.add(handle);
      return () => void watchers.delete(handle);
    },
    () => question,
  );
}

function ask(target: PublicTarget): Promise<boolean> {
  question?.answer(false);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  show({
    target,
    answer: (isAllowed) => {
      show(null);
      resolve(isAllowed);
    },
  });
  return promise;
}

function show(next: Question | null): void {
  question = next;
  for (const handle of watchers) handle();
}
