// The steps of several runs in one table: one slow step is lost in the total of all steps. Pure.
import { isSameComparedStep, type ComparedStepName } from './comparison.ts';
import { comparedShares } from './comparison-words.ts';
import { hasEnough } from './enough-samples.ts';
import { formatPercent, formatRate, formatTime, NO_VALUE } from './format.ts';
import type { RunRow } from './run.ts';
import { stepLabel } from './step-table.ts';
import { completedOf, errorRate, headlineOf, type StepSummary } from './summary.ts';

/** Compared with the first run: 0.3 and "+30 %". */
export interface StepChange {
  readonly share: number;
  readonly words: string;
}

export interface ComparedStepCell {
  readonly p50: string;
  readonly p95: string;
  /** Completed requests per second. */
  readonly rate: string;
  readonly failed: string;
  /** The share of checks that passed; a dash if there were none. */
  readonly checks: string;
  /** Null for the first run, and if either run has too few requests. */
  readonly p50Change: StepChange | null;
  readonly p95Change: StepChange | null;
}

export interface ComparedStep {
  readonly step: ComparedStepName;
  /** A key that no other step has. */
  readonly key: string;
  readonly label: string;
  /** In the order of the runs; a dash if a run has too few requests of this step. */
  readonly cells: readonly ComparedStepCell[];
}

/**
 * The steps of runs that have several. Steps with the same scenario and name are compared. The first run determines which time
 * counts.
 */
export function comparedSteps(rows: readonly Pick<RunRow, 'plan' | 'summary'>[]): readonly ComparedStep[] {
  const [baseline] = rows;
  if (baseline === undefined || rows.every(({ summary }) => summary.steps.length < 2)) return [];
  const headline = headlineOf(baseline.plan.load.model);
  const scenarios = new Set(rows.flatMap(({ summary }) => summary.steps.map(({ scenario }) => scenario))).size;
  const steps = new Map(rows.flatMap(({ summary }) => summary.steps.map((step) => [keyOf(step), step])));
  return [...steps].map(([key, { scenario, name }]) => {
    const step = { scenario, name };
    const found = rows.map(({ summary }) => summary.steps.find((one) => isSameComparedStep(one, step)));
    const times = (percent: 50 | 95): readonly (number | null)[] =>
      found.map((step) => {
        if (step === undefined || !hasEnough(percent, completedOf(step.requests))) return null;
        return (headline === 'service_time' ? step.serviceTime : step.responseTime)[`p${percent}`];
      });
    const [p50, p95] = [times(50), times(95)];
    return {
      key,
      step,
      label: stepLabel(step, scenarios),
      cells: found.map((step, at) => ({ ...cellOf(step, at, p50, p95), checks: checksOf(rows[at], { scenario, name }) })),
    };
  });
}

type Times = readonly (number | null)[];

/** A column of each run. */
export interface ComparedFigure {
  readonly name: string;
  readonly of: (cell: ComparedStepCell) => { readonly words: string; readonly change: StepChange | null };
}

const FIGURES: readonly ComparedFigure[] = [
  { name: 'Rate', of: ({ rate }) => ({ words: rate, change: null }) },
  { name: 'p50', of: ({ p50, p50Change }) => ({ words: p50, change: p50Change }) },
  { name: 'p95', of: ({ p95, p95Change }) => ({ words: p95, change: p95Change }) },
  { name: 'Failed', of: ({ failed }) => ({ words: failed, change: null }) },
];
const CHECKS: ComparedFigure = { name: 'Checks', of: ({ checks }) => ({ words: checks, change: null }) };

/** The same in the window, the report and Markdown. */
export function comparedFigures(rows: readonly Pick<RunRow, 'summary'>[]): readonly ComparedFigure[] {
  return hasChecks(rows) ? [...FIGURES, CHECKS] : FIGURES;
}

/** Whether the plan of any run checks something. */
function hasChecks(rows: readonly Pick<RunRow, 'summary'>[]): boolean {
  return rows.some(({ summary }) => (summary.journey?.checks.length ?? 0) > 0);
}

function checksOf(row: Pick<RunRow, 'summary'> | undefined, { scenario, name }: ComparedStepName): string {
  const checks = (row?.summary.journey?.checks ?? []).filter((check) => check.scenario === scenario && check.step === name);
  const passed = checks.reduce((sum, check) => sum + check.passed, 0);
  const asked = checks.reduce((sum, check) => sum + check.failed, passed);
  return asked === 0 ? NO_VALUE : formatPercent(passed / asked);
}

function cellOf(step: StepSummary | undefined, at: number, p50: Times, p95: Times): Omit<ComparedStepCell, 'checks'> {
  const isEmpty = step === undefined || completedOf(step.requests) === 0;
  return {
    p50: printTime(p50[at]),
    p95: printTime(p95[at]),
    rate: isEmpty ? NO_VALUE : formatRate(step.throughput),
    failed: isEmpty ? NO_VALUE : formatPercent(errorRate(step.requests)),
    p50Change: stepChange(p50, at),
    p95Change: stepChange(p95, at),
  };
}

function printTime(time: number | null | undefined): string {
  return time === null || time === undefined ? NO_VALUE : formatTime(time);
}

/** The change of a time compared with that of the first run. */
export function stepChange(times: readonly (number | null)[], at: number): StepChange | null {
  const [a = null, b = null] = [times[0], times[at]];
  if (at === 0 || a === null || b === null || a === 0) return null;
  return { share: b / a - 1, words: comparedShares({ a, b }) };
}

function keyOf({ scenario, name }: StepSummary): string {
  return `${scenario}\n${name}`;
}
