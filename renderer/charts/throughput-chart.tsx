// Completed requests per second, the failed ones among them, and the planned rate if there is one.
import { useCallback } from 'react';
import { secondsOf, widened, type RunView } from '../live-run/live-run-view.ts';
import { formatRate } from '../../shared/format.ts';
import { drawLabels } from './canvas-text.ts';
import { ChartFrame, type SmallChartProps } from './chart-frame.tsx';
import { drawHatch } from './hatch.ts';
import { drawFuture } from './main-chart.tsx';
import type { Palette } from './palette.ts';
import { xOf, yOf, type Plot } from './plot.ts';
import { fillBetween, strokeTrace, type TracePoint } from './trace.ts';

/** With fewer requests per column the line would be a comb and not a rate. */
const ENOUGH_FOR_RATE = 8;

interface ThroughputChartProps extends SmallChartProps {
  /** Arrivals per second over the whole run, or null if the load model has none. */
  readonly planned: readonly TracePoint[] | null;
}

export function ThroughputChart({ width, height, view, axis, hasTimeAxis, label, palette, planned }: ThroughputChartProps) {
  const draw = useCallback(
    (context: CanvasRenderingContext2D, plot: Plot, colours: Palette): void => {
      drawFuture(context, plot, colours, view);
      drawHatch(context, plot, colours, view.spoiled);
      drawRate(context, plot, colours, rateColumns(view));
      if (planned !== null) drawPlanned(context, plot, colours, planned);
    },
    [view, planned],
  );
  return <ChartFrame {...{ width, height, axis, hasTimeAxis, label, palette, draw }} domain={view.domain} />;
}

export interface RateColumn {
  readonly from: number;
  readonly to: number;
  /** Per second. */
  readonly completed: number;
  readonly failed: number;
}

export function rateColumns(view: RunView): RateColumn[] {
  return widened(view, ENOUGH_FOR_RATE).columns.map((column) => {
    const seconds = secondsOf(column, view);
    return {
      from: column.startAt,
      to: Math.min(column.endAt, view.knownUntil),
      completed: (column.succeeded + column.failed) / seconds,
      failed: column.failed / seconds,
    };
  });
}

/** The line of completed requests, with failures as bars. */
export function drawRate(context: CanvasRenderingContext2D, plot: Plot, palette: Palette, columns: readonly RateColumn[]): void {
  const completed = columns.map(({ from, to, completed: value }): TracePoint => ({ from, to, value }));
  fillBetween(context, plot, completed, null, palette('area'));
  strokeTrace(context, plot, completed, { colour: palette('p95'), width: 1.3 });
  context.fillStyle = palette('bad');
  for (const { from, to, failed } of columns) {
    if (failed === 0) continue;
    const left = Math.max(plot.left, xOf(plot, from));
    const right = Math.min(plot.left + plot.width, xOf(plot, to));
    const y = Math.min(yOf(plot, failed), plot.top + plot.height - 2);
    context.fillRect(left, y, Math.max(1.5, right - left - 1), plot.top + plot.height - y);
  }
}

function drawPlanned(context: CanvasRenderingContext2D, plot: Plot, palette: Palette, planned: readonly TracePoint[]): void {
  context.save();
  context.beginPath();
  context.rect(plot.left, plot.top - 1, plot.width, plot.height + 1);
  context.clip();
  strokeTrace(context, plot, planned, { colour: palette('t2'), width: 1, dash: [3, 3] });
  context.restore();
  const last = planned.findLast(({ from, value }) => value !== null && from <= plot.domain.to);
  if (last === undefined || last.value === null) return;
  drawLabels(context, plot, palette, [{ text: formatRate(Math.round(last.value)), y: yOf(plot, last.value), token: 't2' }]);
}
