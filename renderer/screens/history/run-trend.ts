// The trend of the runs of one plan: of a saved plan, or of one that the command line or Start ran with the same load. Pure.
import { hasEnough } from '../../../shared/enough-samples.ts';
import { formatTime } from '../../../shared/format.ts';
import { isOver, type RunBrief } from '../../../shared/run.ts';
import { headlineOf, timedRequests } from '../../../shared/summary.ts';
import { trendBand, type TrendBand } from '../../../shared/trend-band.ts';
import { parseThreshold } from '../../../shared/plan/threshold-expression.ts';
import { headlineTimes } from '../../run-description/headline-times.ts';

/** With fewer runs there is no trend. */
const FEWEST = 3;
/** At most this many of the latest runs. */
const MOST = 24;

export interface TrendPoint {
  readonly run: RunBrief;
  /** The trend's percentile in ms. */
  readonly value: number;
}

export interface TrendPlan {
  /** What identifies the runs of one trend. */
  readonly key: string;
  readonly name: string;
}

export interface Trend extends TrendPlan {
  readonly percentile: 'p95' | 'p99';
  /** Oldest first. */
  readonly points: readonly TrendPoint[];
  /** Where the latest run was expected according to the earlier ones; null if there are too few. */
  readonly band: TrendBand | null;
  /** A threshold of the latest run on this percentile. */
  readonly limit: { readonly expression: string; readonly value: number } | null;
}

/** Plans with enough runs, the one that ran last first. `runs` are sorted newest first. */
export function plansWithTrend(runs: readonly RunBrief[]): readonly TrendPlan[] {
  const keyOf = trendKeys(runs);
  return [...Map.groupBy(runs.filter(isInTrend), keyOf)]
    .filter(([, ofPlan]) => ofPlan.length >= FEWEST)
    .map(([key, [latest]]) => ({ key, name: latest?.plan.name ?? '' }));
}

/** A run without a saved plan belongs to the saved plan of its name, or otherwise to the runs with that name and load. */
function trendKeys(runs: readonly RunBrief[]): (run: RunBrief) => string {
  const saved = new Map(runs.flatMap(({ planId, plan }) => (planId === null ? [] : [[plan.name, planId] as const])));
  return ({ planId, plan }) => planId ?? saved.get(plan.name) ?? JSON.stringify([plan.name, plan.load]);
}

export function trendOf(runs: readonly RunBrief[], { key, name }: TrendPlan): Trend {
  const keyOf = trendKeys(runs);
  const shown = runs
    .filter((run) => isInTrend(run) && keyOf(run) === key)
    .slice(0, MOST)
    .toReversed();
  // One percentile for all runs: p99 if each of them has enough requests for it.
  const percentile = shown.every((run) => hasEnough(99, timedRequests(run.summary))) ? 'p99' : 'p95';
  const latest = shown.at(-1);
  const points = shown.map((run) => ({ run, value: headlineTimes(run)[percentile] }));
  return {
    key,
    name,
    percentile,
    points,
    band: trendBand(points.slice(0, -1).map(({ value }) => value)),
    limit: latest === undefined ? null : limitOf(latest, Number(percentile.slice(1))),
  };
}

/**
 * Compared with the previous run: "17 times the run before, 161 ms", "+38 %", "−8 %", "as the run before"; null for a first run.
 */
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

/** "within the expected 40.0 ms to 60.0 ms"; null if there are too few runs. */
export function bandWords({ points, band }: Pick<Trend, 'points' | 'band'>): string | null {
  const now = points.at(-1)?.value;
  if (band === null || now === undefined) return null;
  const side = now > band.to ? 'above' : now < band.from ? 'below' : 'within';
  return `${side} the expected ${formatTime(band.from)} to ${formatTime(band.to)}`;
}

export interface TrendAxis {
  readonly isLog: boolean;
  /** ms */
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  /** True if the limit is within the axis. */
  readonly hasLimit: boolean;
}

/**
 * If values differ by more than this factor, the axis is logarithmic: on a linear one the small values would all be at the
 * bottom.
 */
const MOST_APART = 4;
/** A limit further away than this would compress the values. */
const FAR_LIMIT = 3;
const ROUND = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10] as const;

/** Linear from 0, so that a fifth more looks like a fifth more; logarithmic if the values are far apart. */
export function trendAxis({ points, limit }: Pick<Trend, 'points' | 'limit'>): TrendAxis {
  const values = points.map(({ value }) => value).filter((value) => value > 0);
  const least = Math.min(...values, Infinity);
  const most = Math.max(...values, 0);
  const hasLimit =
    limit !== null && (values.length === 0 || (limit.value <= most * FAR_LIMIT && limit.value >= least / FAR_LIMIT));
  const highest = Math.max(most, hasLimit ? limit.value : 0, 0.001);
  if (values.length === 0 || most / least <= MOST_APART) {
    const power = 10 ** Math.floor(Math.log10(highest));
    const to = power * (ROUND.find((round) => round * power >= highest * 1.05) ?? 20);
    return { isLog: false, from: 0, to, ticks: [0, to / 2, to], hasLimit };
  }
  const from = 10 ** Math.floor(Math.log10(Math.min(least, hasLimit ? limit.value : least)) + 1e-9);
  const to = Math.max(from * 10, 10 ** Math.ceil(Math.log10(highest) - 1e-9));
  const ticks = [from];
  for (let tick = from * 10; tick <= to * 1.001; tick *= 10) ticks.push(tick);
  return { isLog: true, from, to, ticks, hasLimit };
}

function isInTrend({ importedFrom, state, summary }: RunBrief): boolean {
  return importedFrom === null && isOver(state) && state !== 'failed' && timedRequests(summary) > 0;
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
