// What a screen lets a pressed value do.
import type { PlanRowAdded } from './plan-rows.ts';

export interface ValueActions {
  /** Names that the plan has already. */
  readonly taken: ReadonlySet<string>;
  /** Whether the plan has got the row. */
  readonly put: (row: PlanRowAdded) => boolean;
  /** Goes to the plan. */
  readonly edit: () => void;
}
