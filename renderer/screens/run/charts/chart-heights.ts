// How the height of the chart column is divided, and how many charts fit into it. Pure; in px.
import { TIME_AXIS_HEIGHT } from '../../../charts/plot.ts';

export const TITLE_HEIGHT = 24;
/** The gap between a chart and the next title, so that no title covers an axis label; see chart-stack.module.css. */
const TITLE_GAP = 8;
const MAIN_AT_LEAST = 200;
/** The chart of a series from outside. */
export const SERIES_HEIGHT = 44;
/** Includes its title, the gap above it, and half of its lowest label. */
export const SERIES_ROOM = TITLE_HEIGHT + TITLE_GAP + SERIES_HEIGHT + 8;

/** Percentiles, throughput, the last slot; the main chart takes the other half. */
const SHARES = [0.2, 0.16, 0.14];

/** All charts below one another; one small chart below the large one; or one chart at a time. */
export type StackMode = 'stack' | 'pair' | 'single';

const MODE_FROM: readonly (readonly [StackMode, number])[] = [
  ['stack', 440],
  ['pair', 330],
];

export function stackMode(height: number, isNarrow: boolean): StackMode {
  const mode = MODE_FROM.find(([, least]) => height >= least)?.[0] ?? 'single';
  return mode === 'stack' && isNarrow ? 'pair' : mode;
}

export interface ChartHeights {
  readonly main: number;
  /** The last one includes the time axis. */
  readonly small: readonly number[];
}

export function chartHeights(height: number, mode: StackMode): ChartHeights {
  if (mode === 'single')
    return { main: Math.max(24, Math.floor(height - TITLE_HEIGHT)), small: [Math.max(24, Math.floor(height - TITLE_HEIGHT))] };
  const shares = mode === 'pair' ? [0.26] : SHARES;
  const room = height - TITLE_HEIGHT * (shares.length + 1) - TITLE_GAP * shares.length - TIME_AXIS_HEIGHT;
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const main = Math.max(Math.min(MAIN_AT_LEAST, room * 0.7), Math.floor(room * (1 - whole)));
  const small = shares.map((share) => Math.max(24, Math.floor(((room - main) * share) / whole)));
  return { main: Math.floor(main), small: small.map((each, at) => (at === small.length - 1 ? each + TIME_AXIS_HEIGHT : each)) };
}
