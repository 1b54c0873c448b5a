// The whole run in a strip: its throughput including failures, hatched where the generator was late, and pale outside the chosen
// window.
import { useCallback } from 'react';
import type { RunView } from '../live-run/live-run-view.ts';
import { ChartFrame } from './chart-frame.tsx';
import { drawHatch } from './hatch.ts';
import type { Palette } from './palette.ts';
import { xOf, type Plot } from './plot.ts';
import type { TimeDomain } from '../../shared/time-axis.ts';
import { drawRate, type RateColumn } from './throughput-chart.tsx';
import type { ValueAxis } from './value-axis.ts';

/** Nothing is written beside the strip. */
export const OVERVIEW_GUTTER = 16;

interface OverviewChartProps {
  readonly width: number;
  readonly height: number;
  readonly view: RunView;
  readonly axis: ValueAxis;
  readonly columns: readonly RateColumn[];
  /** Null for the whole run. */
  readonly window: TimeDomain | null;
  readonly label: string;
  readonly palette: Palette;
}

const PALE = 0.62;

export function OverviewChart({ width, height, view, axis, columns, window, label, palette }: OverviewChartProps) {
  const draw = useCallback(
    (context: CanvasRenderingContext2D, plot: Plot, colours: Palette): void => {
      drawHatch(context, plot, colours, view.spoiled);
      drawRate(context, plot, colours, columns);
      if (window === null) return;
      context.fillStyle = colours('bg');
      context.globalAlpha = PALE;
      const from = xOf(plot, window.from);
      const to = xOf(plot, window.to);
      context.fillRect(plot.left, plot.top, from - plot.left, plot.height);
      context.fillRect(to, plot.top, plot.left + plot.width - to, plot.height);
      context.globalAlpha = 1;
    },
    [view, columns, window],
  );
  return (
    <ChartFrame
      {...{ width, height, axis, label, palette, draw }}
      domain={view.domain}
      hasTimeAxis
      rightGutter={OVERVIEW_GUTTER}
    />
  );
}
