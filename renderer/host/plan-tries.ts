// The last try of each plan: kept while the window is open, and only until the next one. A try is no run.
import type { Failure } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import type { TriedScenario, TriedStep, TryProgress } from '../../shared/try-once.ts';
import { goTo } from '../route.ts';
import { call } from './client.ts';
import { askToConfirm } from './start-run.ts';
import { createStore, useStore } from './store.ts';

export interface PlanTry {
  readonly tryId: string;
  /** As it was tried. */
  readonly plan: Plan;
  readonly state: 'trying' | 'ended' | 'cancelled' | 'refused';
  /** Scenario by scenario; null for a step that has not ended yet. */
  readonly steps: readonly (readonly (TriedStep | null)[])[];
  /** What the user was given from the data files, scenario by scenario; known at the end. */
  readonly data: readonly TriedScenario['data'][];
  /** Why nothing was sent. */
  readonly failure: Failure | null;
}

type Tries = ReadonlyMap<string, PlanTry>;

const tries = createStore<Tries>(new Map());

/** null before the first. */
export function usePlanTry(planId: string): PlanTry | null {
  return useStore(tries, (all) => all.get(planId) ?? null);
}

/** Shows the try's screen at once; the steps appear there as they end. */
export async function tryPlan(planId: string, plan: Plan): Promise<void> {
  const tryId = crypto.randomUUID();
  const confirmed: string[] = [];
  const steps = plan.scenarios.map((scenario) => scenario.steps.map(() => null));
  keep(planId, { tryId, plan, state: 'trying', steps, data: [], failure: null });
  goTo({ screen: 'try', planId });
  for (;;) {
    const tried = await call('plans.try', { plan, tryId, confirmed });
    if (tries.get().get(planId)?.tryId !== tryId) return;
    if (tried.ok) {
      const { scenarios, isCancelled } = tried.value;
      const state = isCancelled ? 'cancelled' : 'ended';
      const data = scenarios.map((scenario) => scenario.data);
      return keep(planId, { tryId, plan, state, steps: scenarios.map((scenario) => scenario.steps), data, failure: null });
    }
    const { confirmation } = tried.failure;
    if (confirmation === undefined) return change(tryId, () => ({ state: 'refused', failure: tried.failure }));
    if (!(await askToConfirm(confirmation))) return change(tryId, () => ({ state: 'cancelled' }));
    confirmed.push(confirmation.host);
  }
}

export async function cancelTry({ tryId }: PlanTry): Promise<void> {
  await call('plans.cancelTry', { tryId });
}

/** Of the host: a step has ended. */
export function setTryProgress(tryId: string, { scenario, step, tried }: TryProgress): void {
  change(tryId, ({ steps }) => ({
    steps: steps.map((row, at) => (at === scenario ? row.map((one, place) => (place === step ? tried : one)) : row)),
  }));
}

function change(tryId: string, changed: (before: PlanTry) => Partial<PlanTry>): void {
  for (const [planId, one] of tries.get()) {
    if (one.tryId === tryId && one.state === 'trying') keep(planId, { ...one, ...changed(one) });
  }
}

function keep(planId: string, one: PlanTry): void {
  tries.set(new Map([...tries.get(), [planId, one]]));
}
