// Figures from outside a run, such as the CPU of the database, and the sentences about them.
import { formatClock, formatCount } from './format.ts';

export interface OutsideSeries {
  /** The name in the file or the query. */
  readonly name: string;
  /** In ms since the run's start; strictly ascending. */
  readonly at: readonly number[];
  /** One finite value for each time. */
  readonly values: readonly number[];
  /** True for percent, where 100 is the maximum. */
  readonly isPercent: boolean;
}

/** A period; both times are in ms since the run's start. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

const AT_LIMIT_MS = 5000;
/** From this value on, it is written as 100 %. */
const FULL_PERCENT = 99.5;

/** One sentence for each series that stayed at its limit for 5 s or more: "CPU of the database was at 100 % from 0:42." */
export function seriesSentences(all: readonly OutsideSeries[] = []): string[] {
  return all.flatMap((series) => seriesSentence(series) ?? []);
}

/** Returns null if the series stayed neither at 100 % nor at its own highest value. */
export function seriesSentence(series: OutsideSeries): string | null {
  const { name, values, isPercent } = series;
  const { least, most } = rangeOf(series);
  const isFull = isPercent && most >= FULL_PERCENT;
  // A constant series says nothing about the run.
  if (!isFull && least === most) return null;
  const limit = isFull ? FULL_PERCENT : most;
  const stays = stretchesOf(series, (at) => (values[at] ?? 0) >= limit).filter(({ from, to }) => to - from >= AT_LIMIT_MS);
  const [first, ...more] = stays;
  if (first === undefined) return null;
  const level = isFull ? '100 %' : `${seriesValue(most, isPercent)}, its highest value,`;
  const times = more.length === 0 ? '' : ` and ${more.length === 1 ? 'once' : `${formatCount(more.length)} times`} more`;
  return `${name} was at ${level} ${spanWords(first, series)}${times}.`;
}

function spanWords({ from, to }: Stretch, { at }: OutsideSeries): string {
  const isFromStart = from === at[0];
  const isToEnd = to === at.at(-1);
  if (isFromStart && isToEnd) return `all the time, from ${formatClock(from)} to ${formatClock(to)}`;
  return isToEnd ? `from ${formatClock(from)}` : `from ${formatClock(from)} to ${formatClock(to)}`;
}

/** Groups of equal neighbouring points. A gap between points ends a group, because the values in it are not known. */
function stretchesOf(series: OutsideSeries, holds: (index: number) => boolean): Stretch[] {
  const longest = longestGap(series);
  const found: { from: number; to: number }[] = [];
  let open: { from: number; to: number } | null = null;
  series.at.forEach((at, index) => {
    if (!holds(index)) open = null;
    else if (open !== null && at - open.to <= longest) open.to = at;
    else found.push((open = { from: at, to: at }));
  });
  return found;
}

/** Points that are further apart, in ms, have a gap between them. */
export function longestGap({ at }: Pick<OutsideSeries, 'at'>): number {
  const steps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
  const middle = steps.toSorted((a, b) => a - b)[Math.floor((steps.length - 1) / 2)] ?? 0;
  return Math.max(MOST_GAP_MS, 3 * middle);
}

const MOST_GAP_MS = 10_000;

/** The last value up to this time; null if it is not known, because points are missing. */
export function valueAt(series: OutsideSeries, time: number): number | null {
  let index = -1;
  while ((series.at[index + 1] ?? Infinity) <= time) index += 1;
  const at = series.at[index];
  if (at === undefined || time - at > longestGap(series)) return null;
  return series.values[index] ?? null;
}

/** Infinite if there is no point. */
export function rangeOf({ values }: Pick<OutsideSeries, 'values'>): { readonly least: number; readonly most: number } {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return { least, most };
}

/** 97.3 %, 0.042, 1,024, 3.2 G. */
export function seriesValue(value: number, isPercent: boolean): string {
  const size = Math.abs(value);
  const [, factor, unit] = SIZES.find(([from]) => size >= from) ?? [0, 1, ''];
  const text =
    unit === '' && size >= 1000
      ? Math.round(value).toLocaleString('en')
      : `${Number((value / factor).toPrecision(size >= 100 && unit === '' ? 4 : 3))}${unit}`;
  return isPercent ? `${text} %` : text;
}

const SIZES = [
  [1e12, 1e12, ' T'],
  [1e9, 1e9, ' G'],
  [1e6, 1e6, ' M'],
  [1e5, 1e3, ' k'],
] as const;
