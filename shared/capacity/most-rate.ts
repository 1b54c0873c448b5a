// The most that a search asks a target for: beyond a share of what this computer can send, its own delay would show. Pure.
import type { Plan } from '../plan/plan.ts';
import { stepsPerIteration } from '../plan/steps-per-iteration.ts';
import { CEILING_SHARE, type CapacitySettings } from './capacity-settings.ts';

/** In iterations a second. `ceiling`: requests a second that this computer can send over the plan's transport. */
export function mostRate(
  plan: Pick<Plan, 'scenarios'>,
  ceiling: number,
  { maxRate = Infinity }: Pick<CapacitySettings, 'maxRate'>,
): number {
  return Math.min((CEILING_SHARE * ceiling) / stepsPerIteration(plan), maxRate);
}
