// The latest try of each plan, kept while the window is open. A try is not a run.
import type { Failure } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { sentStepsOf, type SentStep } from '../../shared/plan/sent-steps.ts';
import type { TriedPlan, TriedScenario, TriedStep, TryProgress } from '../../shared/try-once.ts';
import { goTo } from '../route.ts';
import { askForSecrets } from './ask-for-secrets.ts';
import { call } from './client.ts';
import { askToConfirm } from './start-run.ts';
import { createStore, useStore } from './store.ts';

export interface PlanTry {
  readonly tryId: string;
  /** The plan as it was tried. */
  readonly plan: Plan;
  readonly state: 'trying' | 'ended' | 'cancelled' | 'refused';
  /** In the order in which they are sent: before the run, then for each scenario the steps once per user and its own. */
  readonly steps: readonly TriedEntry[];
  /** The data rows of the user, by scenario; known at the end. */
  readonly data: readonly TriedScenario['data'][];
  /** True if the user waited after its steps. */
  readonly hasPauses: boolean;
  /** Why nothing was sent. */
  readonly failure: Failure | null;
}

export interface TriedEntry extends SentStep {
  /** The index within its part of the plan or of its scenario. */
  readonly place: number;
  /** Null until it has ended. */
  readonly tried: TriedStep | null;
}

type TriesByPlan = ReadonlyMap<string, PlanTry>;

const tries = createStore<TriesByPlan>(new Map());

/** Null before the first try. */
export function usePlanTry(planId: string): PlanTry | null {
  return useStore(tries, (all) => all.get(planId) ?? null);
}

/** The plans that are tried with their pauses. */
const withPauses = createStore<ReadonlySet<string>>(new Set());

export function useHasPauses(planId: string): boolean {
  return useStore(withPauses, (all) => all.has(planId));
}

/** For the next tries of the plan. */
export function choosePauses(planId: string, hasPauses: boolean): void {
  const all = new Set(withPauses.get());
  if (hasPauses) all.add(planId);
  else all.delete(planId);
  withPauses.set(all);
}

/** Shows the screen of the try at once; steps appear there as they end. */
export async function startTry(planId: string, plan: Plan): Promise<void> {
  const hasPauses = withPauses.get().has(planId);
  const tryId = crypto.randomUUID();
  const confirmed: string[] = [];
  const steps = entriesOf(plan);
  keep(planId, { tryId, plan, state: 'trying', steps, data: [], hasPauses, failure: null });
  goTo({ screen: 'try', planId });
  if (!(await askForSecrets(plan))) return change(tryId, () => ({ state: 'cancelled' }));
  for (;;) {
    const tried = await call('plans.try', { plan, planId, tryId, confirmed, pauses: hasPauses });
    if (tries.get().get(planId)?.tryId !== tryId) return;
    if (tried.ok) {
      const { isCancelled, scenarios } = tried.value;
      const state = isCancelled ? 'cancelled' : 'ended';
      const data = scenarios.map((scenario) => scenario.data);
      return keep(planId, { tryId, plan, state, steps: withTried(steps, tried.value), data, hasPauses, failure: null });
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

/** The host reports that a step has ended. */
export function setTryProgress(tryId: string, { part, scenario, step, tried }: TryProgress): void {
  change(tryId, ({ steps }) => ({
    steps: steps.map((one) => (one.part === part && one.scenario === scenario && one.place === step ? { ...one, tried } : one)),
  }));
}

function entriesOf(plan: Plan): readonly TriedEntry[] {
  const sent = sentStepsOf(plan).map((one) => ({ ...one, place: Number(one.path.at(-1)), tried: null }));
  const of = (part: SentStep['part'], scenario: number | null): TriedEntry[] =>
    sent.filter((one) => one.part === part && one.scenario === scenario);
  return [...of('before', null), ...plan.scenarios.flatMap((_, at) => [...of('per-vu', at), ...of('scenario', at)])];
}

function withTried(steps: readonly TriedEntry[], { before, scenarios }: TriedPlan): readonly TriedEntry[] {
  return steps.map((one) => {
    const scenario = scenarios[one.scenario ?? -1];
    const row = one.part === 'before' ? before : one.part === 'per-vu' ? scenario?.perVu : scenario?.steps;
    return { ...one, tried: row?.[one.place] ?? one.tried };
  });
}

function change(tryId: string, changed: (before: PlanTry) => Partial<PlanTry>): void {
  for (const [planId, one] of tries.get()) {
    if (one.tryId === tryId && one.state === 'trying') keep(planId, { ...one, ...changed(one) });
  }
}

function keep(planId: string, one: PlanTry): void {
  tries.set(new Map([...tries.get(), [planId, one]]));
}

/** For each plan, the step that a person wants to edit, by its path in the plan: "scenarios.0.steps.2". */
const editedSteps = new Map<string, string>();

export function rememberEditedStep(planId: string, path: SentStep['path']): void {
  editedSteps.set(planId, path.join('.'));
}

export function editedStep(planId: string): string | null {
  return editedSteps.get(planId) ?? null;
}

/** The step is now being edited. */
export function forgetEditedStep(planId: string): void {
  editedSteps.delete(planId);
}
