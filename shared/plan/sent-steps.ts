// All steps that a run of a plan may send, in one list. A sample's `step` is an index into it: the steps of the scenarios first,
// then those before the run, then those that each user sends once, and finally the steps of scenarios again, for requests that
// were sent twice because the first response required that the user be prepared again. Only the first group is in statistics.
import type { Plan, Step } from './plan.ts';

export type PlannedSteps = Pick<Plan, 'before' | 'scenarios'>;

export const PARTS = ['scenario', 'before', 'per-vu', 'renewal'] as const;
/** The purpose of a request. */
export type Part = (typeof PARTS)[number];

export interface SentStep {
  readonly step: Step;
  readonly part: Part;
  /** The index of its scenario; null for a step before the run. */
  readonly scenario: number | null;
  /** Its path in the plan. */
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

/** "log in", "log in (once a user)": the names in lists of requests. */
export function sentStepNames(plan: PlannedSteps): readonly string[] {
  return sentStepsOf(plan).map(({ step, part }) => (part === 'scenario' ? step.name : `${step.name} (${PART_WORDS[part]})`));
}

/** Whether a run of it sends requests that are excluded from all statistics, apart from the warm-up. */
export function hasSetup({ before = [], scenarios }: PlannedSteps): boolean {
  return before.length > 0 || scenarios.some(({ perVu = [] }) => perVu.length > 0);
}

/** Samples of steps with an index below this are in statistics. */
export function countedSteps({ scenarios }: Pick<Plan, 'scenarios'>): number {
  return scenarios.reduce((sum, { steps }) => sum + steps.length, 0);
}
