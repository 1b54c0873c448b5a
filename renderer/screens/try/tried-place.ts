// Where a step that is counted through all scenarios stands in its plan. Pure.
import type { Plan, Scenario } from '../../../shared/plan/plan.ts';

export interface TriedPlace {
  readonly scenario: number;
  readonly step: number;
  readonly source: Scenario;
  /** The scenario's first step, counted through all scenarios. */
  readonly first: number;
}

export function placeOf({ scenarios }: Plan, at: number): TriedPlace | null {
  let first = 0;
  for (const [scenario, source] of scenarios.entries()) {
    if (at < first + source.steps.length) return { scenario, step: at - first, source, first };
    first += source.steps.length;
  }
  return null;
}

/** Of the scenario's first step. */
export function firstOf({ scenarios }: Plan, scenario: number): number {
  return scenarios.slice(0, scenario).reduce((sum, { steps }) => sum + steps.length, 0);
}
