// The JSON of a whole run, as people keep and compare it. Holds no secrets.
import type { Plan, PlanInput } from '../../shared/plan.ts';
import { printPlan } from '../../shared/plan-parse.ts';
import type { RunRow } from '../../shared/run.ts';
import { HIDDEN, isSecretHeader } from '../../shared/secret.ts';
import type { SummaryFile } from '../../shared/summary.ts';

export function summaryFile(row: RunRow, version: string): SummaryFile {
  const { failures, ...figures } = row.summary;
  return {
    onrush: version,
    runId: row.id,
    plan: shareablePlan(row.plan),
    state: row.state,
    reason: row.reason,
    startedAt: new Date(row.startedAt).toISOString(),
    ...figures,
    failures,
    thresholds: row.verdicts,
  };
}

export function summaryText(row: RunRow, version: string): string {
  return `${JSON.stringify(summaryFile(row, version), null, 2)}\n`;
}

/** The plan as people write it, with the values of secret headers left out. */
function shareablePlan(plan: Plan): PlanInput {
  const scenarios = plan.scenarios.map((scenario) => ({
    ...scenario,
    steps: scenario.steps.map((step) => ({ ...step, headers: hideSecrets(step.headers) })),
  }));
  return printPlan({ ...plan, scenarios });
}

function hideSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, isSecretHeader(name) ? HIDDEN : value]));
}
