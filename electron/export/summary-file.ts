// The JSON summary of a whole run, for keeping and comparing. It contains no secrets.
import type { RunRow } from '../../shared/run.ts';
import { shareablePlan } from '../../shared/plan/shareable-plan.ts';
import { writtenVerdict } from '../../shared/plan/written-verdict.ts';
import { rangeOf, seriesSentence, type OutsideSeries } from '../../shared/outside-series.ts';
import type { SummaryFile, SummarySeries } from '../../shared/summary.ts';

export function summaryFile(row: RunRow, version: string): SummaryFile {
  const { failures, ...figures } = row.summary;
  const { series = [] } = row;
  return {
    onrush: version,
    runId: row.id,
    name: row.name,
    number: row.number,
    notes: row.notes,
    tags: row.tags,
    plan: shareablePlan(row.plan),
    state: row.state,
    reason: row.reason,
    startedAt: new Date(row.startedAt).toISOString(),
    ...(row.machine?.sentBy === undefined ? {} : { sentBy: row.machine.sentBy }),
    ...figures,
    failures,
    thresholds: row.verdicts.map(writtenVerdict),
    annotations: row.annotations,
    ...(series.length === 0 ? {} : { series: series.map(summarySeries) }),
  };
}

function summarySeries(series: OutsideSeries): SummarySeries {
  return { name: series.name, ...rangeOf(series), sentence: seriesSentence(series) };
}

export function summaryText(row: RunRow, version: string): string {
  return `${JSON.stringify(summaryFile(row, version), null, 2)}\n`;
}
