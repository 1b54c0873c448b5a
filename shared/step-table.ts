// The steps of a run as the rows of a table, the same in the terminal, the report and Markdown. Pure.
import { hasEnough } from './enough-samples.ts';
import { formatCount, formatPercent, formatRate, formatTime, NO_VALUE } from './format.ts';
import type { RunRow } from './run.ts';
import { completedOf, errorRate, headlineOf, type StepSummary } from './summary.ts';

export const STEP_HEADS = ['Step', 'Requests', 'Rate', 'p50', 'p95', 'p99', 'Failed'] as const;
const PERCENTS = [50, 95, 99] as const;

/** In the order of STEP_HEADS; empty where a run has one step, which is the run itself. A star marks what stands on few requests. */
export function stepRows({ plan, summary }: Pick<RunRow, 'plan' | 'summary'>): readonly (readonly string[])[] {
  if (summary.steps.length < 2) return [];
  const headline = headlineOf(plan.load.model);
  return summary.steps.map((step) => {
    const { requests, throughput } = step;
    const times = headline === 'service_time' ? step.serviceTime : step.responseTime;
    const completed = completedOf(requests);
    const percentiles = PERCENTS.map((percent) => {
      if (completed === 0) return NO_VALUE;
      return `${formatTime(times[`p${percent}`])}${hasEnough(percent, completed) ? '' : ' *'}`;
    });
    const failed = requests.failed === 0 ? '0' : `${formatCount(requests.failed)} (${formatPercent(errorRate(requests))})`;
    return [stepLabel(step, plan.scenarios.length), formatCount(requests.total), formatRate(throughput), ...percentiles, failed];
  });
}

/** The scenario too, where there are several. */
export function stepLabel({ scenario, name }: Pick<StepSummary, 'scenario' | 'name'>, scenarios: number): string {
  return scenarios > 1 ? `${scenario}: ${name}` : name;
}
