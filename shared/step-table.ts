// The steps of a run as table rows, the same in the terminal, the report and Markdown. Pure.
import { hasEnough } from './enough-samples.ts';
import { formatCount, formatPercent, formatRate, formatTime, NO_VALUE } from './format.ts';
import { checksByStep, passedShare, type StepChecks } from './journey-words.ts';
import { checksOf } from './plan/journey/plan-checks.ts';
import type { RunRow } from './run.ts';
import { budgetsOf, budgetWords, hasBudgets } from './step-budgets.ts';
import { completedOf, errorRate, headlineOf, type StepSummary } from './summary.ts';

const HEADS = ['Step', 'Requests', 'Rate', 'p50', 'p95', 'p99', 'Failed'] as const;
const PERCENTS = [50, 95, 99] as const;

type StepRun = Pick<RunRow, 'plan' | 'summary' | 'verdicts'>;

/** The last columns only exist if a threshold covers a single step, and if the plan has checks. */
export function stepHeads({ plan, verdicts }: Omit<StepRun, 'summary'>): readonly string[] {
  return [...HEADS, ...(hasBudgets({ verdicts }) ? ['Budget'] : []), ...(checksOf(plan).length === 0 ? [] : ['Checks'])];
}

/**
 * In the order of `stepHeads`; empty if a run has only one step, which is the run itself. A star marks figures that are based on
 * few requests.
 */
export function stepRows({ plan, summary, verdicts }: StepRun): readonly (readonly string[])[] {
  if (summary.steps.length < 2) return [];
  const headline = headlineOf(plan.load.model);
  const checks = checksByStep(plan, summary.journey);
  const hasChecks = checks.some((one) => one !== null);
  const areBudgeted = hasBudgets({ verdicts });
  return summary.steps.map((step) => {
    const { requests, throughput } = step;
    const times = headline === 'service_time' ? step.serviceTime : step.responseTime;
    const completed = completedOf(requests);
    const percentiles = PERCENTS.map((percent) => {
      if (completed === 0) return NO_VALUE;
      return `${formatTime(times[`p${percent}`])}${hasEnough(percent, completed) ? '' : ' *'}`;
    });
    const failed = requests.failed === 0 ? '0' : `${formatCount(requests.failed)} (${formatPercent(errorRate(requests))})`;
    const cells = [
      stepLabel(step, plan.scenarios.length),
      formatCount(requests.total),
      formatRate(throughput),
      ...percentiles,
      failed,
    ];
    return [
      ...cells,
      ...(areBudgeted ? [budgetWords(budgetsOf({ verdicts }, step)) || NO_VALUE] : []),
      ...(hasChecks ? [checkWords(checks[step.index] ?? null)] : []),
    ];
  });
}

/** The share of a step's checks that passed; a dash if it has none. */
function checkWords(checks: StepChecks | null): string {
  if (checks === null) return NO_VALUE;
  const share = passedShare(checks);
  return share === null ? 'never evaluated' : formatPercent(share);
}

/** Includes the scenario if there are several. */
export function stepLabel({ scenario, name }: Pick<StepSummary, 'scenario' | 'name'>, scenarios: number): string {
  return scenarios > 1 ? `${scenario}: ${name}` : name;
}
