// The JSON of a whole run, as people keep and compare it. Holds no secrets.
import type { JourneyFunnel } from '../../shared/journey-funnel.ts';
import type { RunRow } from '../../shared/run.ts';
import { shareablePlan } from '../../shared/plan/shareable-plan.ts';
import type { SummaryFile } from '../../shared/summary.ts';

/** `journeys`: by scenario; null where the run has none. */
export function summaryFile(row: RunRow, version: string, journeys: readonly JourneyFunnel[] | null = null): SummaryFile {
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
    ...(journeys === null ? {} : { journeys }),
    failures,
    thresholds: row.verdicts,
    annotations: row.annotations,
  };
}

export function summaryText(row: RunRow, version: string, journeys: readonly JourneyFunnel[] | null = null): string {
  return `${JSON.stringify(summaryFile(row, version, journeys), null, 2)}\n`;
}
