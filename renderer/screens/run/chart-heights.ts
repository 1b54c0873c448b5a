// How the height of the chart column is shared out. Pure; px.
import { TIME_AXIS_HEIGHT } from '../../charts/plot.ts';

export const TITLE_HEIGHT = 24;
const HERO_AT_LEAST = 200;
/** Percentiles, throughput, in flight; the hero takes the other half. */
const SHARES = [0.2, 0.16, 0.14];

export interface ChartHeights {
  readonly hero: number;
  /** The last one includes the time axis. */
  readonly small: readonly number[];
}

export function chartHeights(height: number, isCompact: boolean): ChartHeights {
  const shares = isCompact ? [0.26] : SHARES;
  const room = height - TITLE_HEIGHT * (shares.length + 1) - TIME_AXIS_HEIGHT;
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const hero = Math.max(Math.min(HERO_AT_LEAST, room * 0.7), Math.floor(room * (1 - whole)));
  const small = shares.map((share) => Math.max(24, Math.floor(((room - hero) * share) / whole)));
  return { hero: Math.floor(hero), small: small.map((each, at) => (at === small.length - 1 ? each + TIME_AXIS_HEIGHT : each)) };
}
