// Estimates how far the difference of two runs' figures could be off by drawing units again and again (bootstrap). Two
// corrections keep the estimate honest if units are few or similar: deviations are widened by the ratio of Student's t to the
// normal distribution (Hesterberg, "What Teachers Should Know About the Bootstrap", 2015), and by the correlation of neighbouring
// spans.
import { RESAMPLED_FIGURES, type Span } from '../../shared/comparison.ts';
import { seededIndex } from './random.ts';
import { figuresOfDraw, wholeDraw } from './unit-figures.ts';
import type { Units } from './units.ts';

export const RESAMPLES = 10_000;
export const SEED = 1;

/**
 * The confidence levels of a single figure, and of one of the four figures behind the headline (Bonferroni). `normal` is the
 * quantile of half the risk.
 */
const LEVELS = {
  single: { risk: 0.05, normal: 1.959964 },
  headline: { risk: 0.05 / 4, normal: 2.497705 },
} as const;
type Level = keyof typeof LEVELS;

/** Beyond this correlation the data says next to nothing, and the formula diverges. */
const MOST_CORRELATION = 0.8;

/** In the order of RESAMPLED_FIGURES: the interval around the difference; null if there is no such figure. */
export type Margins = Readonly<Record<Level, readonly (Span | null)[]>>;

export interface BootstrapOptions {
  /** Unit k of both runs is drawn together, because both were under the same load at that time. */
  readonly isPaired: boolean;
  readonly resamples?: number;
  readonly seed?: number;
}

export function bootstrap(a: Units, b: Units, { isPaired, resamples = RESAMPLES, seed = SEED }: BootstrapOptions): Margins {
  const random = seededIndex(seed);
  const drawOf = (units: Units): Uint32Array => Uint32Array.from({ length: units.count }, () => random(units.count));
  const ofA = new Deviations(a, resamples);
  const ofB = new Deviations(b, resamples);
  for (let at = 0; at < resamples; at += 1) {
    const draw = drawOf(a);
    ofA.add(draw, at);
    ofB.add(isPaired ? draw : drawOf(b), at);
  }
  const influences = [influencesOf(a), influencesOf(b)] as const;
  const marginsAt = (level: Level): (Span | null)[] =>
    RESAMPLED_FIGURES.map((_, figure) => {
      const [likeA, likeB] = correlations(influences, figure, isPaired);
      const scaleA = widening(a.count, likeA, LEVELS[level].normal);
      const scaleB = widening(b.count, likeB, LEVELS[level].normal);
      const [inA, inB] = [ofA.of(figure), ofB.of(figure)];
      const deviations = Float64Array.from(inA, (value, at) => (inB[at] ?? 0) * scaleB - value * scaleA);
      return marginOf(deviations, LEVELS[level].risk);
    });
  return { single: marginsAt('single'), headline: marginsAt('headline') };
}

/** How much the figures of each resample differ from those of the run. */
class Deviations {
  readonly #units: Units;
  readonly #whole: Float64Array;
  readonly #columns: readonly Float64Array[];

  constructor(units: Units, resamples: number) {
    this.#units = units;
    this.#whole = figuresOfDraw(units, wholeDraw(units));
    this.#columns = RESAMPLED_FIGURES.map(() => new Float64Array(resamples));
  }

  add(draw: Uint32Array, at: number): void {
    const figures = figuresOfDraw(this.#units, draw);
    this.#columns.forEach((column, figure) => {
      column[at] = (figures[figure] ?? Number.NaN) - (this.#whole[figure] ?? Number.NaN);
    });
  }

  of(figure: number): Float64Array {
    return this.#columns[figure] ?? new Float64Array(0);
  }
}

/** How much each figure changes when each of the units is left out. */
function influencesOf(units: Units): readonly Float64Array[] {
  if (units.unit === 'request') return [];
  const all = wholeDraw(units);
  const whole = figuresOfDraw(units, all);
  return Array.from(all, (unit) =>
    figuresOfDraw(
      units,
      all.filter((other) => other !== unit),
    ).map((value, figure) => (whole[figure] ?? 0) - value),
  );
}

/**
 * The correlations of neighbouring units, for both runs. A tail percentile shows little of a slow drift that the mean shows, so
 * the mean's correlation counts too.
 */
function correlations(
  [ofA, ofB]: readonly [readonly Float64Array[], readonly Float64Array[]],
  figure: number,
  isPaired: boolean,
): readonly [number, number] {
  const highest = (runs: (mean: number) => readonly number[]): number =>
    Math.max(...[figure, meanBeside(figure)].map((which) => correlationOf(runs(which))));
  const inA = (which: number): number[] => ofA.map((unit) => unit[which] ?? 0);
  const inB = (which: number): number[] => ofB.map((unit) => unit[which] ?? 0);
  if (!isPaired) return [highest(inA), highest(inB)];
  const both = highest((which) => {
    const besides = inB(which);
    return inA(which).map((value, unit) => (besides[unit] ?? 0) - value);
  });
  return [both, both];
}

/** The index of the mean of the same kind of time, or the figure's own index if it is not a time. */
function meanBeside(figure: number): number {
  const name = RESAMPLED_FIGURES[figure]?.replace(/\.p[\d.]+$/, '.mean');
  return RESAMPLED_FIGURES.findIndex((other) => other === name);
}

/** The correlation of each value with the next one; at least 0. */
function correlationOf(values: readonly number[]): number {
  if (values.length < 3) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const off = values.map((value) => value - mean);
  const variance = off.reduce((sum, value) => sum + value * value, 0);
  if (!(variance > 0)) return 0;
  const shared = off.slice(1).reduce((sum, value, at) => sum + value * (off[at] ?? 0), 0);
  // An estimate from n values is too low by more than 1/n.
  return Math.min(MOST_CORRELATION, Math.max(0, shared / variance + 2 / values.length));
}

/**
 * The variance of a mean of neighbours with correlation r is (1 + r) / (1 - r) times that of independent values, so n of them
 * carry as much information as n (1 - r) / (1 + r). The result is Student's quantile for that number divided by the normal one
 * (Cornish-Fisher), with the bias of the spread for so few values.
 */
function widening(units: number, correlation: number, normal: number): number {
  const less = (1 - correlation) / (1 + correlation);
  const freedom = Math.max(3, units * less - 1);
  const z = normal;
  const t = z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
  return (t / z) * Math.sqrt((freedom + 1) / freedom / less);
}

function marginOf(deviations: Float64Array, risk: number): Span | null {
  const known = deviations.filter((value) => !Number.isNaN(value)).toSorted();
  // A resample may lack a figure, such as the share of failures if it has no requests; at least half of them must have it.
  if (known.length < deviations.length / 2 || known.length === 0) return null;
  const at = (share: number): number =>
    known[Math.min(known.length - 1, Math.max(0, Math.round(share * (known.length - 1))))] ?? 0;
  return { from: at(risk / 2), to: at(1 - risk / 2) };
}
