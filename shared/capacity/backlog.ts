// Whether the outstanding requests grow without end: then the target handles less than is sent, whatever its times are so far.
// Pure.
import { OUTSTANDING_PER_SECOND, type Outstanding } from './trial-seconds.ts';

const LONGEST_WINDOW_S = 10;
/**
 * The growth as a share of the rate, over the longest window. Over a shorter window it must be faster, because a stable queue
 * also rises and falls.
 */
const GROWTH_SHARE = 0.01;
const GROWTH_T = 3;
/** Requests over the window: a few may come and go by chance. */
const LEAST_GROWTH = 8;
/** After a pause of the target the backlog is large and shrinks, so it only counts as growing if it is about as high as ever. */
const STILL_HIGH = 0.9;
/**
 * The share of steps that must rise in a window that is shorter than the longest: a pause makes the backlog jump at once, an
 * overload makes it climb.
 */
const CLIMBING_STEPS = 0.75;

export interface TellingBacklog {
  /** A smaller backlog means nothing, because a stable queue also rises and falls. In seconds of the rate. */
  readonly fromS: number;
  /** The shortest window. */
  readonly windowS: number;
}

/**
 * By how many requests per second the backlog grows; null if it does not grow. `rate` is the requested number of requests per
 * second.
 */
export function backlogGrowth(outstanding: Outstanding, rate: number, { fromS, windowS }: TellingBacklog): number | null {
  const values = outstanding.slice(-LONGEST_WINDOW_S * OUTSTANDING_PER_SECOND);
  const seconds = values.length / OUTSTANDING_PER_SECOND;
  if (seconds < windowS) return null;
  const { slope, t } = lineThrough(values);
  const share = GROWTH_SHARE * (LONGEST_WINDOW_S / seconds) ** 2;
  const last = values.at(-1) ?? 0;
  if (last < fromS * rate) return null;
  const isHigh = last >= STILL_HIGH * Math.max(...values);
  // Values half a second apart carry less information than independent ones.
  const isSteady = t / Math.sqrt(OUTSTANDING_PER_SECOND) > GROWTH_T;
  const grows = isHigh && isSteady && slope > share * rate && slope * seconds > LEAST_GROWTH;
  return grows && (seconds >= LONGEST_WINDOW_S || climbs(values, (share * rate) / OUTSTANDING_PER_SECOND)) ? slope : null;
}

function climbs(values: readonly number[], step: number): boolean {
  const rising = values.slice(1).filter((value, at) => value - (values[at] ?? 0) >= step).length;
  return rising >= CLIMBING_STEPS * (values.length - 1);
}

/** Least squares: the slope per second, and the slope in standard errors. */
function lineThrough(values: readonly number[]): { readonly slope: number; readonly t: number } {
  const n = values.length;
  const meanX = (n - 1) / 2;
  const meanY = values.reduce((sum, value) => sum + value, 0) / n;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  values.forEach((value, x) => {
    xx += (x - meanX) ** 2;
    xy += (x - meanX) * (value - meanY);
    yy += (value - meanY) ** 2;
  });
  const slope = xy / xx;
  const residual = Math.max(0, yy - slope * xy) / (n - 2);
  const t = residual === 0 ? (slope > 0 ? Infinity : 0) : slope / Math.sqrt(residual / xx);
  return { slope: slope * OUTSTANDING_PER_SECOND, t };
}
