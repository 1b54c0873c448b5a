// All steps that a run of a plan may send, in one list. A sample's `step` is an index in it: the steps of the scenarios first, then
// those before the run, those that users send once, and last the steps of scenarios again, for requests that were sent twice
// because the first response said that the user must be prepared again. Only the first kind is in statistics.
import type { Plan, Step } from './plan.ts';

export type PlannedSteps = Pick<Plan, 'before' | 'scenarios'>;

export const PARTS = ['scenario', 'before', 'per-vu', 'renewal'] as const;
/** What a request is for. */
export type Part = (typeof PARTS)[number];

export interface SentStep {
  readonly step: Step;
  readonly part: Part;
  /** Index of its scenario; null before the run. */
  readonly scenario: number | null;
  /** Its place in the plan. */
  readonly path: readonly (string | number)[];
}

export function sentStepsOf({ before = [], scenarios }: PlannedSteps): readonly SentStep[] {
  const main = scenarios.flatMap(({ steps }, scenario) =>
    steps.map((step, at): SentStep => ({ step, part: 'scenario', scenario, path: ['scenarios', scenario, 'steps', at] })),
  );
  const once = scenarios.flatMap(({ perVu = [] }, scenario) =>
    perVu.map((step, at): SentStep => ({ step, part: 'per-vu', scenario, path: ['scenarios', scenario, 'perVu', at] })),
  );
  return [
    ...main,
    ...before.map((step, at): SentStep => ({ step, part: 'before', scenario: null, path: ['before', at] })),
    ...once,
    ...(scenarios.some(({ refreshOn }) => refreshOn !== undefined)
      ? main.map((sent): SentStep => ({ ...sent, part: 'renewal' }))
      : []),
  ];
}

const PART_WORDS = { 'per-vu': 'once a user', before: 'before the run', renewal: 'sent again' } as const;

/** "log in", "log in (once a user)": as lists of requests name them. */
export function sentStepNames(plan: PlannedSteps): readonly string[] {
  return sentStepsOf(plan).map(({ step, part }) => (part === 'scenario' ? step.name : `${step.name} (${PART_WORDS[part]})`));
}

/** Whether a run of it sends requests that are in no statistic, the warm-up aside. */
export function hasSetup({ before = [], scenarios }: PlannedSteps): boolean {
  return before.length > 0 || scenarios.some(({ perVu = [] }) => perVu.length > 0);
}

/** Samples of these steps are in statistics: those whose index is below it. */
export function countedSteps({ scenarios }: Pick<Plan, 'scenarios'>): number {
  return scenarios.reduce((sum, { steps }) => sum + steps.length, 0);
}
