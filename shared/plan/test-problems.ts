// What is wrong with a plan, for tests.
import { parsePlan } from './plan-parse.ts';

/** "path: message" of each problem; empty if the plan is valid. */
export function problemsOf(input: unknown): readonly string[] {
  const parsed = parsePlan(input);
  if (parsed.ok) return [];
  if (parsed.failure.code !== 'plan_invalid') throw new Error(parsed.failure.message);
  return (parsed.failure.problems ?? []).map(({ path, message }) => `${path}: ${message}`);
}
