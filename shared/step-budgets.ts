// The budgets of a step: the thresholds that cover this step alone, each with its limit and whether it was met. Pure.
import { formatSpan } from './format.ts';
import type { Subject, Threshold, Verdict } from './plan/threshold.ts';
import { formatActual, limitWords, thresholdText, unmeasuredWords } from './plan/threshold-words.ts';
import type { RunRow } from './run.ts';
import type { StepSummary } from './summary.ts';

export interface StepBudget {
  /** "p95 < 200 ms", without the step. */
  readonly limit: string;
  readonly isMet: boolean;
  /** "p(95){step: "login"} < 200: 150 ms". */
  readonly words: string;
}

type OfStep = Pick<StepSummary, 'scenario' | 'name'>;

/** True if a threshold of the run covers a single step. */
export function hasBudgets({ verdicts }: Pick<RunRow, 'verdicts'>): boolean {
  return verdicts.some(({ threshold }) => threshold !== null && threshold.scope.step !== null);
}

/** In the order of the plan's thresholds. */
export function budgetsOf({ verdicts }: Pick<RunRow, 'verdicts'>, { scenario, name }: OfStep): readonly StepBudget[] {
  return verdicts.flatMap((verdict) => {
    const { threshold } = verdict;
    if (threshold === null || threshold.scope.step !== name) return [];
    if (threshold.scope.scenario !== null && threshold.scope.scenario !== scenario) return [];
    return [
      {
        limit: budgetLimit(threshold, verdict.over),
        isMet: verdict.passed,
        words: `${thresholdText(verdict)}: ${measured(verdict)}`,
      },
    ];
  });
}

/** "p95 < 200 ms met; error rate < 1 % NOT met"; "" without budgets. */
export function budgetWords(budgets: readonly StepBudget[]): string {
  return budgets.map(({ limit, isMet }) => `${limit} ${isMet ? 'met' : 'NOT met'}`).join('; ');
}

function measured(verdict: Verdict): string {
  return verdict.actual === null ? unmeasuredWords(verdict) : formatActual(verdict);
}

function budgetLimit({ subject, comparison, limit }: Threshold, over: number | undefined): string {
  const window = over === undefined ? '' : ` over the last ${formatSpan(over)}`;
  return `${subjectWords(subject)} ${comparison} ${limitWords(subject, limit)}${window}`;
}

function subjectWords(subject: Subject): string {
  switch (subject.kind) {
    case 'time': {
      const { figure, measure } = subject;
      const name = figure.kind === 'percentile' ? `p${figure.percent}` : figure.kind;
      return measure === 'headline' ? name : `${name} of ${measure.replaceAll('_', ' ')}`;
    }
    case 'checks':
      return subject.check === null ? 'checks' : `checks “${subject.check}”`;
    case 'error_rate':
    case 'success':
    case 'throughput':
    case 'dropped':
      return subject.kind.replaceAll('_', ' ');
  }
}
