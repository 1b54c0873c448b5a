// A comparison in words: the names of the runs, the headline, and each figure's verdict. Pure.
import {
  percentOf,
  RUN_LETTERS,
  type Comparison,
  type FigureComparison,
  type FigureName,
  type PairComparison,
  type Span,
} from './comparison.ts';
import { assertNever } from './errors.ts';
import { SAMPLES_BEYOND, samplesBeyond } from './enough-samples.ts';
import { formatCount, formatPercent, formatRate, formatTime, NO_VALUE, plural } from './format.ts';
import { NOT_MEASURED } from './health.ts';
import { numberedName, type RunRow } from './run.ts';
import { headlineOf } from './summary.ts';
import { suspectLetters } from './run-likeness.ts';
import { MEASURE_LABEL } from './words.ts';

const MINUS = '\u2212';

/** "p99 response time" in two parts: the figure and what it measures. */
export function figureWords(name: FigureName): { readonly name: string; readonly of: string } {
  switch (name) {
    case 'duration':
      return { name: 'Whole run', of: 'start to last byte' };
    case 'throughput':
      return { name: 'Throughput', of: 'completed per second' };
    case 'error_rate':
      return { name: 'Failed', of: 'of all that completed' };
    case 'queue_delay.mean':
      return { name: 'Mean queue delay', of: 'due to sent' };
    default: {
      const percent = percentOf(name);
      const measure = name.startsWith('service_time') ? MEASURE_LABEL.service_time : MEASURE_LABEL.response_time;
      return { name: percent === null ? 'Mean' : `p${percent}`, of: measure.toLowerCase() };
    }
  }
}

/** Values of one figure with equal decimals, so that they can be compared at a glance. */
export function figureFormat({ name, a, b }: Pick<FigureComparison, 'name' | 'a' | 'b'>): (value: number) => string {
  switch (name) {
    case 'error_rate':
      return (value) => formatPercent(value);
    case 'throughput':
      return (value) => formatRate(value);
    default:
      return timeFormat(Math.max(a ?? 0, b ?? 0));
  }
}

/**
 * Writes times up to `largest` ms in one unit, with three digits for the largest; a time that is too small for it keeps its own
 * unit.
 */
function timeFormat(largest: number): (milliseconds: number) => string {
  if (largest >= 1000) {
    const decimals = largest >= 100_000 ? 1 : 2;
    return (milliseconds) => {
      const isTooSmall = milliseconds > 0 && milliseconds < 500 / 10 ** decimals;
      return isTooSmall ? formatTime(milliseconds) : `${(milliseconds / 1000).toFixed(decimals)} s`;
    };
  }
  const decimals = largest >= 100 ? 1 : largest >= 1 ? 2 : 3;
  return (milliseconds) => `${milliseconds.toFixed(decimals)} ms`;
}

/** Writes a value with its sign: "−8.30 s", "+0.12 ms". */
export function signed(value: number, format: (value: number) => string): string {
  return `${value < 0 ? MINUS : value > 0 ? '+' : ''}${format(Math.abs(value))}`;
}

/** The difference as a share of the baseline: "−80 %", "+4.6 %"; "17 ×" from ten times on. */
export function comparedShares({ a, b }: Pick<FigureComparison, 'a' | 'b'>): string {
  if (a === null || b === null || a === 0) return NO_VALUE;
  const share = b / a - 1;
  if (b / a >= 10) return `${Math.round(b / a)} ×`;
  const percent = Math.abs(share * 100);
  return signed(share, () => `${percent.toFixed(percent < 10 ? 1 : 0)} %`);
}

/** A difference of times or rates in their own unit; a difference of shares in percentage points. */
export function differenceFormat(figure: Pick<FigureComparison, 'name' | 'a' | 'b'>): (value: number) => string {
  if (figure.name !== 'error_rate') return figureFormat(figure);
  return (share) => {
    const points = Math.abs(share * 100);
    return `${Number(points.toPrecision(points < 1 ? 2 : 3))} percentage points`;
  };
}

/** "−11.02 to −5.60 s": the unit is written once if both have the same. */
export function intervalWords({ from, to }: Span, format: (value: number) => string): string {
  const [low, high] = [signed(from, format), signed(to, format)];
  const [, lowUnit = ''] = /^[^ ]*( .*)$/.exec(low) ?? [];
  return lowUnit !== '' && high.endsWith(lowUnit) ? `${low.slice(0, -lowUnit.length)} to ${high}` : `${low} to ${high}`;
}

/** Whether less of a figure is better, and the words for less and more of it. */
function directionWords(name: FigureName): { readonly less: string; readonly more: string } {
  switch (name) {
    case 'throughput':
    case 'queue_delay.mean':
      return { less: 'Likely less', more: 'Likely more' };
    case 'error_rate':
      return { less: 'Likely fewer', more: 'Likely more' };
    default:
      return { less: 'Likely faster', more: 'Likely slower' };
  }
}

export function comparisonVerdict({ name, verdict, a, b }: FigureComparison): string {
  switch (verdict) {
    case 'less':
      return directionWords(name).less;
    case 'more':
      return directionWords(name).more;
    case 'small':
      return 'Too small to matter';
    case 'none':
      return 'Not significant';
    case 'few':
      return 'Too few requests';
    case 'single':
      return a === null || b === null ? NO_VALUE : timesWords(name, a, b);
    default:
      return assertNever(verdict);
  }
}

export type Favour = 'better' | 'worse' | 'neither';

export function favourOf({ name, verdict }: Pick<FigureComparison, 'name' | 'verdict'>): Favour {
  if (verdict !== 'less' && verdict !== 'more') return 'neither';
  const isBetterIfMore = name === 'throughput';
  return (verdict === 'more') === isBetterIfMore ? 'better' : 'worse';
}

/** "4.9 times as fast" or "29 times as long" for durations, "4.9 times as much" for the throughput. */
function timesWords(name: FigureName, a: number, b: number): string {
  const times = name === 'duration' ? a / b : b / a;
  if (!Number.isFinite(times) || times === 0) return NO_VALUE;
  const quality = name === 'duration' ? 'fast' : 'much';
  if (times > 0.995 && times < 1.005) return `as ${quality}`;
  if (times > 0.9) return `${times.toFixed(times < 1.1 ? 2 : 1)} times as ${quality}`;
  // Rounded to a tenth, a far smaller one would be none at all.
  return name === 'duration' ? `${(1 / times).toFixed(1)} times as long` : `${Number(times.toPrecision(2))} times as much`;
}

/** The text in place of an interval that cannot be given. */
export function noIntervalWords({ name, verdict, a, b }: FigureComparison, fewer: number, failed: number): string {
  const percent = percentOf(name);
  if (verdict === 'single') return 'one run each, so no interval';
  if (name === 'error_rate' && failed === 0) return `each at most ${formatPercent(mostFailing(fewer))} with 95 % confidence`;
  if (name === 'error_rate' && verdict === 'few')
    return `${formatCount(failed)} failed in all; ${SAMPLES_BEYOND} needed in one run`;
  if (a === null || b === null) return 'not measured';
  if (percent === null) return `${formatCount(fewer)} requests; ${SAMPLES_BEYOND} needed`;
  const needed = Math.ceil(SAMPLES_BEYOND / (1 - percent / 100) - 1e-6);
  const slower = samplesBeyond(percent, fewer);
  return `only ${formatCount(slower)} ${plural(slower, 'request')} slower than this; it takes about ${formatCount(needed)} requests in a run`;
}

/** The largest share that may fail if none of `count` did (Clopper and Pearson, two-sided). */
export function mostFailing(count: number): number {
  return count === 0 ? 1 : 1 - 0.025 ** (1 / count);
}

/** The names of the runs if they differ, otherwise with their numbers. */
export function shortRunNames(runs: readonly Pick<RunRow, 'name' | 'number'>[]): readonly string[] {
  const names = runs.map(({ name }) => name);
  return shortNames(new Set(names).size === names.length ? names : runs.map(numberedName));
}

/** The distinguishing parts of the names, with a letter for names that are equal. Words and hosts are never cut. */
export function shortNames(names: readonly string[]): readonly string[] {
  const shared = Math.max(0, sharedStart(names).search(/[^\s,]*$/));
  const rests = names.map((name) => name.slice(shared).trim());
  const areAllAlike = new Set(rests).size === 1;
  return rests.map((rest, at) => {
    const letter = RUN_LETTERS[at] ?? '';
    if (areAllAlike || rest === '') return letter;
    return rests.filter((one) => one === rest).length === 1 ? rest : `${rest} ${letter}`;
  });
}

function sharedStart(names: readonly string[]): string {
  const [first = '', ...others] = names;
  let length = 0;
  while (length < first.length && others.every((name) => name[length] === first[length])) length += 1;
  return first.slice(0, length);
}

export interface HeadlineWords {
  /** "asynchronous is faster:". */
  readonly verdict: string;
  /** True if the runs must not be compared: nothing is claimed about them. */
  readonly isWithheld: boolean;
  /** "4.25 s instead of 20.88 s". */
  readonly figures: string;
}

/** `name` is that of the run that is compared with the baseline. */
export function headlineWords(comparison: Comparison, pair: PairComparison, name: string): HeadlineWords {
  const { verdict } = pair.headline;
  const figures = headlineFigure(comparison, pair);
  const suspect = suspectLetters(comparedRows(comparison, pair));
  if (suspect.length > 0) {
    const who = `${suspect.join(' and ')} ${suspect.length === 1 ? 'is' : 'are'} suspect`;
    return { verdict: `No verdict, because ${who}:`, figures: headlineFigure(comparison, pair, true), isWithheld: true };
  }
  switch (verdict) {
    case 'faster':
      return { verdict: `${name} is faster:`, figures, isWithheld: false };
    case 'slower':
      return { verdict: `${name} is slower:`, figures, isWithheld: false };
    case 'mixed':
      return { verdict: `${name} is faster in one figure and slower in another:`, figures, isWithheld: false };
    case 'fails_more':
      return { verdict: `${name} fails more often:`, figures, isWithheld: false };
    case 'fails_less':
      return { verdict: `${name} fails less often:`, figures, isWithheld: false };
    case 'small':
      return { verdict: 'The difference is too small to matter:', figures, isWithheld: false };
    case 'none':
      return { verdict: 'No statistically significant difference:', figures, isWithheld: false };
    case 'few':
      return { verdict: 'Too few requests for a verdict', figures: '', isWithheld: false };
    default:
      return assertNever(verdict);
  }
}

/** Both runs of the pair at the places of their letters; the other places are filled with trusted runs. */
function comparedRows({ runs, pairs }: Comparison, pair: PairComparison): readonly RunRow[] {
  const other = pairs.indexOf(pair) + 1;
  return runs.map(({ row }, at) => (at === 0 || at === other ? row : trusted(row)));
}

function trusted(row: RunRow): RunRow {
  return { ...row, summary: { ...row.summary, generator: NOT_MEASURED } };
}

/** If a queue is worked off, the duration of the run; otherwise the first of the figures that decided. */
function headlineFigure({ runs }: Comparison, { headline, figures }: PairComparison, areBeside = false): string {
  const isQueue = runs[0]?.row.plan.load.model === 'iterations';
  const isTime = headline.verdict === 'faster' || headline.verdict === 'slower';
  const wanted = isQueue && isTime ? 'duration' : headline.figures[0];
  const figure = figures.find(({ name }) => name === wanted);
  if (figure === undefined || figure.a === null || figure.b === null) return '';
  const format = figureFormat(figure);
  const { name, of } = figureWords(figure.name);
  const isPlain = figure.name === 'duration' || figure.name === 'error_rate';
  const label = isPlain ? '' : `${name === 'Mean' ? 'mean' : name} ${of} `;
  if (areBeside || headline.verdict === 'none' || headline.verdict === 'small') {
    const both = `${label}${format(figure.a)} and ${format(figure.b)}`;
    return figure.name === 'error_rate' ? `${both} failed` : both;
  }
  return `${label}${format(figure.b)} instead of ${format(figure.a)}`;
}

/** "A request took 8.30 s less on average, 10.96 s down to 2.66 s (95 % confidence: 5.60 to 11.02 s less)." */
export function meanWords({ runs }: Comparison, { figures }: PairComparison): string {
  const row = runs[0]?.row;
  if (row === undefined) return '';
  const isTask = row.plan.load.model === 'iterations';
  // A task is done when its response has arrived, so its time includes the wait before it.
  const figure = figures.find(({ name }) => name === `${isTask ? 'response_time' : headlineOf(row.plan.load.model)}.mean`);
  if (figure === undefined || figure.a === null || figure.b === null || figure.difference === null) return '';
  const format = figureFormat(figure);
  const { difference, interval } = figure;
  const way = difference < 0 ? 'less' : 'more';
  const change = `${format(figure.a)} ${difference < 0 ? 'down' : 'up'} to ${format(figure.b)}`;
  const sure = interval === null ? '' : ` (95 % confidence: ${confidenceWords(interval, format)})`;
  return `A ${isTask ? 'task' : 'request'} took ${format(Math.abs(difference))} ${way} on average, ${change}${sure}.`;
}

function confidenceWords({ from, to }: Span, format: (value: number) => string): string {
  if (to <= 0) return `${withoutUnit(format(-to))} to ${format(-from)} less`;
  if (from >= 0) return `${withoutUnit(format(from))} to ${format(to)} more`;
  return `${format(-from)} less to ${format(to)} more`;
}

function withoutUnit(words: string): string {
  return words.replace(/ .*$/, '');
}

/** How the intervals were computed, for the foot of the table. */
export function methodWords({ method }: PairComparison): string {
  const { unit, spans, isPaired, resamples, seed } = method;
  const drawn =
    unit === 'request' ? 'its requests' : `${spans} spans of its time${isPaired ? ', the same ones of both runs,' : ''}`;
  return `An interval holds the true difference in 95 of 100 comparisons. To find it, each run was resampled ${formatCount(resamples)} times from ${drawn} drawn at random (bootstrap, seed ${seed}).`;
}
