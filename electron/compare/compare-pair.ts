// Compares two runs figure by figure and gives one verdict on them.
import {
  COMPARED_STATISTICS,
  percentOf,
  RESAMPLED_FIGURES,
  SMALLEST_ERROR_RATE,
  SMALLEST_SHARE,
  SMALLEST_TIME_MS,
  timeFigureName,
  type DifferenceVerdict,
  type FigureComparison,
  type FigureName,
  type Headline,
  type PairComparison,
  type Span,
} from '../../shared/comparison.ts';
import { hasEnough, SAMPLES_BEYOND } from '../../shared/enough-samples.ts';
import type { TimeMeasure } from '../../shared/plan/threshold.ts';
import { bootstrap, RESAMPLES, SEED, type Margins } from './bootstrap.ts';
import type { Units } from './units.ts';

/** The parts of a run that are compared. */
export interface Measured {
  readonly units: Units;
  /** In the order of RESAMPLED_FIGURES; NaN if there is no such figure. */
  readonly figures: Float64Array;
  readonly requests: number;
  readonly failed: number;
  readonly durationMs: number;
  /** The time by which its load model is judged. */
  readonly headline: TimeMeasure;
  /** True for the iterations model, in which all requests are due at the start. */
  readonly isQueue: boolean;
  /** Two runs with the same text were under the same load at the same time; null if responses determine the pace. */
  readonly loadKey: string | null;
}

export interface PairOptions {
  readonly resamples?: number;
}

export function comparePair(a: Measured, b: Measured, { resamples = RESAMPLES }: PairOptions = {}): PairComparison {
  const isPaired = a.units.unit === 'span' && b.units.unit === 'span' && a.loadKey !== null && a.loadKey === b.loadKey;
  const margins = bootstrap(a.units, b.units, { isPaired, resamples });
  const figures = RESAMPLED_FIGURES.map((name, at) => compareFigure(a, b, name, margins.single[at] ?? null));
  return {
    figures: [durationOf(a, b), ...figures],
    headline: headlineOf(a, b, margins),
    method: {
      resamples,
      seed: SEED,
      unit: a.units.unit === 'request' || b.units.unit === 'request' ? 'request' : 'span',
      spans: Math.max(a.units.count, b.units.count),
      isPaired,
    },
  };
}

/** There is only one value per run, so nothing can be drawn. */
function durationOf(a: Measured, b: Measured): FigureComparison {
  const difference = b.durationMs - a.durationMs;
  return { name: 'duration', a: a.durationMs, b: b.durationMs, difference, interval: null, verdict: 'single' };
}

function compareFigure(a: Measured, b: Measured, name: FigureName, margin: Span | null): FigureComparison {
  const at = RESAMPLED_FIGURES.findIndex((figure) => figure === name);
  const [inA, inB] = [valueOf(a, at), valueOf(b, at)];
  const difference = inA === null || inB === null ? null : inB - inA;
  const isMissing = difference === null || hasTooFew(a, b, name) || (name === 'error_rate' && a.failed + b.failed === 0);
  const interval = isMissing || margin === null ? null : { from: difference + margin.from, to: difference + margin.to };
  return { name, a: inA, b: inB, difference, interval, verdict: verdictOf(a, b, { name, inA, difference, interval }) };
}

interface Judged {
  readonly name: FigureName;
  readonly inA: number | null;
  readonly difference: number | null;
  readonly interval: Span | null;
}

function verdictOf(a: Measured, b: Measured, { name, inA, difference, interval }: Judged): DifferenceVerdict {
  if (name === 'throughput' && (a.units.spanMs === 0 || b.units.spanMs === 0)) return 'single';
  if (name === 'error_rate' && a.failed === 0 && b.failed === 0) return 'none';
  if (difference === null || hasTooFew(a, b, name) || interval === null) return 'few';
  if (interval.from <= 0 && interval.to >= 0) return 'none';
  if (Math.abs(difference) < smallestThatMatters(name, inA ?? 0)) return 'small';
  return difference < 0 ? 'less' : 'more';
}

/** Smaller differences do not matter, and two runs of the same server differ by as much. */
function smallestThatMatters(name: FigureName, inA: number): number {
  if (name === 'error_rate') return SMALLEST_ERROR_RATE;
  if (name === 'throughput') return inA * SMALLEST_SHARE;
  return Math.max(inA * SMALLEST_SHARE, SMALLEST_TIME_MS);
}

function hasTooFew(a: Measured, b: Measured, name: FigureName): boolean {
  const percent = percentOf(name);
  const fewer = Math.min(a.requests, b.requests);
  if (percent !== null) return !hasEnough(percent, fewer);
  if (name === 'error_rate') return Math.max(a.failed, b.failed) < SAMPLES_BEYOND && a.failed + b.failed > 0;
  return fewer < SAMPLES_BEYOND;
}

/** Four figures at a quarter of the risk each: together they find a false difference in at most one of twenty comparisons. */
function headlineOf(a: Measured, b: Measured, margins: Margins): Headline {
  const judge = (name: FigureName): FigureComparison => {
    const at = RESAMPLED_FIGURES.findIndex((figure) => figure === name);
    return compareFigure(a, b, name, margins.headline[at] ?? null);
  };
  const names = headlineFigures(a, b);
  const times = names.map(judge);
  const named = (verdict: DifferenceVerdict): FigureName[] =>
    times.flatMap((figure) => (figure.verdict === verdict ? [figure.name] : []));
  const [faster, slower] = [named('less'), named('more')];
  const failing = judge('error_rate').verdict;
  if (faster.length > 0 && slower.length > 0) return { verdict: 'mixed', figures: [...faster, ...slower] };
  // A server that fails more often may well respond faster.
  if (failing === 'more') return { verdict: 'fails_more', figures: ['error_rate', ...faster, ...slower] };
  if (slower.length > 0) return { verdict: 'slower', figures: slower };
  if (faster.length > 0) return { verdict: 'faster', figures: faster };
  if (failing === 'less') return { verdict: 'fails_less', figures: ['error_rate'] };
  const small = named('small');
  if (small.length > 0) return { verdict: 'small', figures: small };
  return { verdict: times.every((figure) => figure.verdict === 'few') ? 'few' : 'none', figures: names };
}

/** If all requests are due at once, most of a response time is the queue before it: the service time says more. */
function headlineFigures(a: Measured, b: Measured): FigureName[] {
  const isQueue = a.isQueue || b.isQueue;
  const measure = isQueue || a.headline !== b.headline ? 'service_time' : a.headline;
  const tail = COMPARED_STATISTICS.findLast((statistic) => {
    const percent = percentOf(timeFigureName(measure, statistic));
    return percent !== null && percent > 50 && percent <= 99 && !hasTooFew(a, b, timeFigureName(measure, statistic));
  });
  const middle = [timeFigureName(isQueue ? 'response_time' : measure, 'mean'), timeFigureName(measure, isQueue ? 'mean' : 'p50')];
  return tail === undefined ? middle : [...middle, timeFigureName(measure, tail)];
}

function valueOf({ figures }: Measured, at: number): number | null {
  const value = figures[at] ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}
