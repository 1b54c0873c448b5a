// Axes that end just above the largest value, because a comparison does not grow. Pure.
import { countValueAxis, latencyAxis, type ValueAxis } from '../../charts/value-axis.ts';

export function tightCountAxis(most: number): ValueAxis {
  return tighten(countValueAxis(most), most * 1.06);
}

/** Times in ms. */
export function tightLatencyAxis(times: readonly number[]): ValueAxis {
  const known = times.filter((time) => Number.isFinite(time));
  const [least, most] = known.length === 0 ? [1, 1] : [Math.min(...known), Math.max(...known)];
  const axis = latencyAxis(least, most, 1000);
  return tighten(axis, Math.max(axis.from * 10, most * 1.25));
}

function tighten(axis: ValueAxis, to: number): ValueAxis {
  return { ...axis, to, ticks: axis.ticks.filter((tick) => tick <= to), minorTicks: [] };
}
