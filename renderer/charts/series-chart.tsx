// Series from outside, such as the CPU of a server, over the time of the charts of their run. Several share the chart, each on a
// scale of its own.
import { useCallback, useMemo } from 'react';
import { longestGap, rangeOf, seriesSentence, seriesValue, type OutsideSeries } from '../../shared/outside-series.ts';
import { amountTicks } from '../../shared/series-ticks.ts';
import { ChartFrame, type SmallChartProps } from './chart-frame.tsx';
import { drawHatch } from './hatch.ts';
import type { Palette } from './palette.ts';
import type { Plot } from './plot.ts';
import { strokeTrace, type TracePoint } from './trace.ts';
import type { ValueAxis } from './value-axis.ts';

/** In the order in which they are drawn; no more are drawn at once. */
export const SERIES_TOKENS = ['p95', 'c2', 'c4', 'c5'] as const;

interface SeriesChartProps extends Pick<SmallChartProps, 'width' | 'height' | 'view' | 'palette'> {
  /** At least one. */
  readonly series: readonly OutsideSeries[];
}

export function SeriesChart({ width, height, view, palette, series }: SeriesChartProps) {
  const axis = useMemo(() => axisOf(series), [series]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D, plot: Plot, colours: Palette): void => {
      drawHatch(context, plot, colours, view.spoiled);
      series.forEach((one, at) => {
        const colour = colours(SERIES_TOKENS[at % SERIES_TOKENS.length] ?? 'p95');
        strokeTrace(context, plot, traceOf(one, series.length > 1), { colour, width: 1.3 });
      });
    },
    [view, series],
  );
  const label = series.map(labelOf).join(' ');
  return <ChartFrame {...{ width, height, axis, label, palette, draw }} domain={view.domain} hasTimeAxis={false} />;
}

/** "0 % to 100 %": the ends of its axis. */
export function scaleWords(series: OutsideSeries): string {
  const { from, to } = amountTicks(series);
  return `${seriesValue(from, series.isPercent)} to ${seriesValue(to, series.isPercent)}`;
}

function labelOf(series: OutsideSeries): string {
  const { least, most } = rangeOf(series);
  const range = `${seriesValue(least, series.isPercent)} to ${seriesValue(most, series.isPercent)}`;
  return `${series.name} over time, ${range}. ${seriesSentence(series) ?? ''}`.trim();
}

/** Interrupted where points are missing, because nothing is known there. `isShare`: from 0 to 1 of its own axis. */
function traceOf(series: OutsideSeries, isShare: boolean): TracePoint[] {
  const gap = longestGap(series);
  const { from, to } = amountTicks(series);
  const placed = (value: number | undefined): number | null => {
    if (value === undefined) return null;
    return isShare ? (value - from) / (to - from) : value;
  };
  return series.at.flatMap((at, index) => {
    const point = { from: at, to: at, value: placed(series.values[index]) };
    const before = series.at[index - 1] ?? at;
    return at - before > gap ? [{ from: before, to: at, value: null }, point] : [point];
  });
}

/** Without numbers if several series share it. */
function axisOf(all: readonly OutsideSeries[]): ValueAxis {
  const [series, other] = all;
  if (series === undefined || other !== undefined)
    return { scale: 'linear', from: 0, to: 1, ticks: [0, 1], minorTicks: [], format: () => '' };
  const { from, to, ticks } = amountTicks(series);
  const format = (value: number): string => seriesValue(value, series.isPercent);
  return { scale: 'linear', from, to, ticks: [from, ...ticks.slice(-1)], minorTicks: [], format };
}
