// How the runs of one saved plan went, one after the other. Pure.
import { hasEnough } from '../../../shared/enough-samples.ts';
import { formatTime } from '../../../shared/format.ts';
import { isOver, type RunBrief } from '../../../shared/run.ts';
import { headlineOf } from '../../../shared/summary.ts';
import { parseThreshold } from '../../../shared/plan/threshold-expression.ts';
import { headlineTimes, timedRequests } from '../../run-description/headline-times.ts';

/** Fewer make no trend. */
const FEWEST = 3;
/** The latest runs up to this number. */
const MOST = 24;

export interface TrendPoint {
  readonly run: RunBrief;
  /** ms, of the trend's percentile. */
  readonly value: number;
}

export interface TrendPlan {
  readonly planId: string;
  readonly name: string;
}

export interface Trend extends TrendPlan {
  readonly percentile: 'p95' | 'p99';
  /** Oldest first. */
  readonly points: readonly TrendPoint[];
  /** A threshold of the latest run that this percentile is held against. */
  readonly limit: { readonly expression: string; readonly value: number } | null;
}

/** Saved plans with enough runs, the one run last first. `runs` come newest first. */
export function plansWithTrend(runs: readonly RunBrief[]): readonly TrendPlan[] {
  return [...Map.groupBy(runs.filter(isInTrend), (run) => run.planId ?? '')]
    .filter(([, ofPlan]) => ofPlan.length >= FEWEST)
    .map(([planId, [latest]]) => ({ planId, name: latest?.plan.name ?? '' }));
}

export function trendOf(runs: readonly RunBrief[], { planId, name }: TrendPlan): Trend {
  const shown = runs
    .filter((run) => run.planId === planId && isInTrend(run))
    .slice(0, MOST)
    .toReversed();
  // One percentile for all: p99 where each run has enough requests for it.
  const percentile = shown.every((run) => hasEnough(99, timedRequests(run.summary))) ? 'p99' : 'p95';
  const latest = shown.at(-1);
  return {
    planId,
    name,
    percentile,
    points: shown.map((run) => ({ run, value: headlineTimes(run)[percentile] })),
    limit: latest === undefined ? null : limitOf(latest, Number(percentile.slice(1))),
  };
}

/** Against the run before: "17 times the run before, 161 ms", "+38 %", "−8 %", "as the run before"; null for a first run. */
export function changeWords({ points }: Pick<Trend, 'points'>): string | null {
  const now = points.at(-1);
  const before = points.at(-2);
  if (now === undefined || before === undefined || before.value === 0) return null;
  const ratio = now.value / before.value;
  const was = formatTime(before.value);
  if (ratio >= 3) return `${ratio < 9.95 ? ratio.toFixed(1) : Math.round(ratio)} times the run before, ${was}`;
  const percent = Math.round((ratio - 1) * 100);
  if (percent === 0) return `as the run before, ${was}`;
  return `${percent > 0 ? '+' : '−'}${Math.abs(percent)} % against the run before, ${was}`;
}

/** Whole decades around the values, in ms. */
export function trendDomain({ points, limit }: Trend): { readonly from: number; readonly to: number } {
  const values = [...points.map(({ value }) => value), ...(limit === null ? [] : [limit.value])].filter((value) => value > 0);
  const from = 10 ** Math.floor(Math.log10(Math.min(...values, 1000)) + 1e-9);
  const to = 10 ** Math.ceil(Math.log10(Math.max(...values, from)) - 1e-9);
  return { from, to: Math.max(to, from * 10) };
}

function isInTrend({ planId, state, summary }: RunBrief): boolean {
  return planId !== null && isOver(state) && state !== 'failed' && timedRequests(summary) > 0;
}

function limitOf({ plan }: RunBrief, percent: number): Trend['limit'] {
  const headline = headlineOf(plan.load.model);
  for (const { expression, over } of plan.thresholds) {
    const parsed = parseThreshold(expression);
    if (!parsed.ok || over !== undefined) continue;
    const { subject, scope, limit, comparison } = parsed.threshold;
    const isOfAll = scope.scenario === null && scope.step === null;
    if (subject.kind !== 'time' || !isOfAll || !comparison.startsWith('<')) continue;
    const isHeadline = subject.measure === 'headline' || subject.measure === headline;
    if (isHeadline && subject.figure.kind === 'percentile' && subject.figure.percent === percent) {
      return { expression, value: limit };
    }
  }
  return null;
}
