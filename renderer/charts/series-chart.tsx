// A series from outside, such as the CPU of a server, over the time of the charts of its run.
import { useCallback, useMemo } from 'react';
import { longestGap, rangeOf, seriesSentence, seriesValue, type OutsideSeries } from '../../shared/outside-series.ts';
import { amountTicks } from '../../shared/series-ticks.ts';
import { ChartFrame, type SmallChartProps } from './chart-frame.tsx';
import { drawHatch } from './hatch.ts';
import type { Palette } from './palette.ts';
import type { Plot } from './plot.ts';
import { strokeTrace, type TracePoint } from './trace.ts';
import type { ValueAxis } from './value-axis.ts';

interface SeriesChartProps extends Pick<SmallChartProps, 'width' | 'height' | 'view' | 'palette'> {
  readonly series: OutsideSeries;
}

export function SeriesChart({ width, height, view, palette, series }: SeriesChartProps) {
  const axis = useMemo(() => amountAxis(series), [series]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D, plot: Plot, colours: Palette): void => {
      drawHatch(context, plot, colours, view.spoiled);
      strokeTrace(context, plot, traceOf(series), { colour: colours('p95'), width: 1.3 });
    },
    [view, series],
  );
  const { least, most } = rangeOf(series);
  const range = `${seriesValue(least, series.isPercent)} to ${seriesValue(most, series.isPercent)}`;
  const label = `${series.name} over time, ${range}. ${seriesSentence(series) ?? ''}`.trim();
  return <ChartFrame {...{ width, height, axis, label, palette, draw }} domain={view.domain} hasTimeAxis={false} />;
}

/** Interrupted where points are missing, because nothing is known there. */
function traceOf(series: OutsideSeries): TracePoint[] {
  const gap = longestGap(series);
  return series.at.flatMap((at, index) => {
    const point = { from: at, to: at, value: series.values[index] ?? null };
    const before = series.at[index - 1] ?? at;
    return at - before > gap ? [{ from: before, to: at, value: null }, point] : [point];
  });
}

function amountAxis(series: OutsideSeries): ValueAxis {
  const { from, to, ticks } = amountTicks(series);
  const format = (value: number): string => seriesValue(value, series.isPercent);
  return { scale: 'linear', from, to, ticks: [from, ...ticks.slice(-1)], minorTicks: [], format };
}
