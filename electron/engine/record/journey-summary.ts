// What became of the checks and journeys of a run, as its summary has it.
import { checksOf } from '../../../shared/plan/journey/plan-checks.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { JourneySummary } from '../../../shared/summary.ts';
import type { BatchTally } from '../../../shared/sample.ts';

/** `dataRows`: of each data file, in the order of the plan. */
export function journeySummary(plan: Plan, { skipped, passed, failed }: BatchTally, dataRows: readonly number[]): JourneySummary {
  return {
    skippedRequests: skipped,
    checks: checksOf(plan).map((check, at) => ({ ...check, passed: passed[at] ?? 0, failed: failed[at] ?? 0 })),
    dataRows: Object.fromEntries((plan.data ?? []).map(({ name }, at) => [name, dataRows[at] ?? 0])),
  };
}

/** Of the checks of one name, or of all. */
export function countChecks(
  journey: JourneySummary | undefined,
  name: string | null,
): { readonly passed: number; readonly failed: number } {
  let passed = 0;
  let failed = 0;
  for (const check of journey?.checks ?? []) {
    if (name !== null && check.name !== name) continue;
    passed += check.passed;
    failed += check.failed;
  }
  return { passed, failed };
}
