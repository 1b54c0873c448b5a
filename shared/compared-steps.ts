// The steps of several runs beside each other: one that slowed down drowns in the mix of all. Pure.
import { hasEnough } from './enough-samples.ts';
import { formatPercent, formatTime, NO_VALUE } from './format.ts';
import type { RunRow } from './run.ts';
import { stepLabel } from './step-table.ts';
import { completedOf, errorRate, headlineOf, type StepSummary } from './summary.ts';

export interface ComparedStep {
  readonly label: string;
  /** In the order of the runs: its 95th percentile and the failed share; a dash where a run has too few of it. */
  readonly cells: readonly { readonly p95: string; readonly failed: string }[];
}

/** Of runs with several steps; alike are those of the same scenario and name. The first run says which time counts. */
export function comparedSteps(rows: readonly Pick<RunRow, 'plan' | 'summary'>[]): readonly ComparedStep[] {
  const [baseline] = rows;
  if (baseline === undefined || rows.every(({ summary }) => summary.steps.length < 2)) return [];
  const headline = headlineOf(baseline.plan.load.model);
  const scenarios = new Set(rows.flatMap(({ summary }) => summary.steps.map(({ scenario }) => scenario))).size;
  const keys = new Map(rows.flatMap(({ summary }) => summary.steps.map((step) => [keyOf(step), stepLabel(step, scenarios)])));
  return [...keys].map(([key, label]) => ({
    label,
    cells: rows.map(({ summary }) => {
      const step = summary.steps.find((one) => keyOf(one) === key);
      if (step === undefined || completedOf(step.requests) === 0) return { p95: NO_VALUE, failed: NO_VALUE };
      const times = headline === 'service_time' ? step.serviceTime : step.responseTime;
      const p95 = hasEnough(95, completedOf(step.requests)) ? formatTime(times.p95) : NO_VALUE;
      return { p95, failed: formatPercent(errorRate(step.requests)) };
    }),
  }));
}

function keyOf({ scenario, name }: StepSummary): string {
  return `${scenario}\n${name}`;
}
