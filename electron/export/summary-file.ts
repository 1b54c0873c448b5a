// The JSON of a whole run, as people keep and compare it. Holds no secrets.
import type { Plan, PlanInput } from '../../shared/plan.ts';
import type { Auth } from '../../shared/plan-auth.ts';
import { withoutCredentials } from '../../shared/plan-http.ts';
import { printPlan } from '../../shared/plan-parse.ts';
import type { RunRow } from '../../shared/run.ts';
import { HIDDEN, isSecretHeader } from '../../shared/secret.ts';
import type { SummaryFile } from '../../shared/summary.ts';

export function summaryFile(row: RunRow, version: string): SummaryFile {
  const { failures, ...figures } = row.summary;
  return {
    onrush: version,
    runId: row.id,
    name: row.name,
    notes: row.notes,
    tags: row.tags,
    plan: shareablePlan(row.plan),
    state: row.state,
    reason: row.reason,
    startedAt: new Date(row.startedAt).toISOString(),
    ...figures,
    failures,
    thresholds: row.verdicts,
    annotations: row.annotations,
  };
}

export function summaryText(row: RunRow, version: string): string {
  return `${JSON.stringify(summaryFile(row, version), null, 2)}\n`;
}

/** The plan as people write it, without its secrets; it still parses. */
function shareablePlan(plan: Plan): PlanInput {
  const scenarios = plan.scenarios.map((scenario) => ({
    ...scenario,
    ...hideAuth(scenario.auth),
    steps: scenario.steps.map((step) => ({ ...step, ...hideAuth(step.auth), headers: hideSecrets(step.headers) })),
  }));
  const tls = plan.tls.passphrase === undefined ? plan.tls : { ...plan.tls, passphrase: HIDDEN };
  const { proxy } = plan.http;
  const http = proxy === undefined ? plan.http : { ...plan.http, proxy: withoutCredentials(proxy, HIDDEN) };
  return printPlan({ ...plan, scenarios, http, tls });
}

function hideAuth(auth: Auth | undefined): { readonly auth?: Auth } {
  if (auth === undefined) return {};
  return { auth: auth.type === 'basic' ? { ...auth, password: HIDDEN } : { ...auth, token: HIDDEN } };
}

function hideSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, isSecretHeader(name) ? HIDDEN : value]));
}
