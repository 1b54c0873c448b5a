// Reads a stored plan. It has its own file because the plan's parser is large, and threads that read samples do not need it.
import type { Plan } from '../../shared/plan/plan.ts';
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import { damagedCell, parsedCell, type Cells } from './cells.ts';

/** A plan from an earlier version gets the defaults of the fields that it lacks. @throws UserError store_damaged */
export function planCell(cells: Cells, name: string): Plan {
  const stored = parsedCell(cells, name);
  const parsed = parsePlan(stored);
  if (parsed.ok) return parsed.value;
  // An earlier version may have allowed what is refused today, but the shape is that of a plan.
  if (hasShapeOfPlan(stored)) return withKinds(stored);
  throw damagedCell(name);
}

/** Steps had no kind as long as all of them were requests. */
function withKinds(plan: Plan): Plan {
  const scenarios = plan.scenarios.map((scenario) => ({
    ...scenario,
    steps: scenario.steps.map((step) => ({ ...step, kind: 'request' as const })),
  }));
  return { ...plan, scenarios };
}

export function planOf(input: unknown): Plan {
  const parsed = parsePlan(input);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

const PARTS = ['timeouts', 'http', 'tls'] as const;
const KINDS: readonly unknown[] = [undefined, 'request'];
const MODELS: readonly unknown[] = ['iterations', 'closed', 'open'];

export function hasShapeOfPlan(value: unknown): value is Plan {
  if (!isObject(value) || !isObject(value['load']) || !MODELS.includes(value['load']['model'])) return false;
  if (!PARTS.every((part) => isObject(value[part])) || typeof value['name'] !== 'string') return false;
  const { load, scenarios, thresholds } = value;
  if (!Array.isArray(scenarios) || !Array.isArray(thresholds) || scenarios.length === 0) return false;
  if (isObject(load) && load['model'] !== 'iterations' && !Array.isArray(load['stages'])) return false;
  return scenarios.every((scenario) => isObject(scenario) && Array.isArray(scenario['steps']) && scenario['steps'].every(isStep));
}

function isStep(value: unknown): boolean {
  if (!isObject(value) || !KINDS.includes(value['kind'])) return false;
  return typeof value['url'] === 'string' && typeof value['method'] === 'string' && isObject(value['headers']);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
