// The plan that the command line names or describes, and results as exceptions for its one catch.
import { readFileSync } from 'node:fs';
import { fail, UserError, type Result } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { parsePlan, parsePlanText } from '../../shared/plan/plan-parse.ts';
import type { PlanSource } from './arguments.ts';

export function readPlan(source: PlanSource): Result<Plan> {
  if (source.kind === 'plan') return parsePlan(source.plan);
  try {
    return parsePlanText(readFileSync(source.path, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') return fail('plan_invalid', `There is no file ${source.path}.`);
    if (code === 'EISDIR') return fail('plan_invalid', `${source.path} is a folder, not a plan.`);
    if (typeof code === 'string') return fail('plan_invalid', `The plan ${source.path} cannot be read (${code}).`);
    throw error;
  }
}

/** @throws UserError */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw UserError.from(result.failure);
}
