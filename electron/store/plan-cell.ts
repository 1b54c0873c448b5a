// A stored plan, in a file of its own: its parser is large, and threads that read samples have no need of it.
import type { Plan } from '../../shared/plan/plan.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import { jsonCell, type Cells } from './cells.ts';

/** A plan written by an earlier Onrush gets the defaults of the fields it did not know. */
export function planCell(cells: Cells, name: string): Plan {
  const stored = jsonCell<Plan>(cells, name);
  const parsed = parsePlan(stored);
  return parsed.ok ? parsed.value : stored;
}
