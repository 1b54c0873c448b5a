// Every request over time: dots while they are few, a heat map with the slowest and the failures once they are many.
import { useCallback } from 'react';
import { figuresOf } from '../live-run-figures.ts';
import type { RunView } from '../live-run-view.ts';
import { ChartFrame, type Drawn } from './chart-frame.tsx';
import { drawLabels, drawText } from './canvas-text.ts';
import { drawSpots, type Spot } from './dots.ts';
import { drawHatch, drawHatchWords } from './hatch.ts';
import { drawHeatMap, type HeatGrid } from './heat-map.ts';
import type { Palette } from './palette.ts';
import { LEFT_GUTTER, xOf, yOf, type Plot } from './plot.ts';
import type { ValueAxis } from './value-axis.ts';

/** A threshold on a time, drawn as a line. */
export interface TimeLimit {
  readonly label: string;
  readonly time: number;
}

interface HeroChartProps {
  readonly width: number;
  readonly height: number;
  readonly view: RunView;
  readonly axis: ValueAxis;
  readonly spots: readonly Spot[];
  /** null where every request is a dot. */
  readonly heat: HeatGrid | null;
  readonly limits: readonly TimeLimit[];
  readonly label: string;
  readonly palette: Palette;
}

export function HeroChart({ width, height, view, axis, spots, heat, limits, label, palette }: HeroChartProps) {
  const draw = useCallback(
    (context: CanvasRenderingContext2D, plot: Plot, colours: Palette): Drawn => {
      drawFuture(context, plot, colours, view);
      drawHatch(context, plot, colours, view.spoiled);
      const cells = heat === null ? 0 : drawHeatMap(context, plot, colours, heat);
      drawMinorTicks(context, plot, colours);
      // Only of all requests does a column without an end mean that nothing ended.
      if (view.selection === 'all') drawOldest(context, plot, colours, view);
      drawSpots(context, colours, spots, view);
      drawLimits(context, plot, colours, limits);
      drawHatchWords(context, plot, colours, view.spoiled);
      return { 'data-dots-drawn': spots.length, 'data-heat-cells': cells };
    },
    [view, spots, heat, limits],
  );
  return (
    <ChartFrame width={width} height={height} domain={view.domain} axis={axis} label={label} palette={palette} draw={draw} />
  );
}

/** What has not happened yet, a hair off the ground's colour. */
export function drawFuture(context: CanvasRenderingContext2D, plot: Plot, palette: Palette, view: RunView): void {
  if (view.isOver || view.knownUntil >= plot.domain.to) return;
  const x = xOf(plot, view.knownUntil);
  context.fillStyle = palette('future');
  context.fillRect(x, plot.top, plot.left + plot.width - x, plot.height);
}

function drawMinorTicks(context: CanvasRenderingContext2D, plot: Plot, palette: Palette): void {
  context.fillStyle = palette('line2');
  for (const tick of plot.axis.minorTicks) context.fillRect(LEFT_GUTTER - 4, Math.round(yOf(plot, tick)), 4, 1);
  for (const tick of plot.axis.ticks) context.fillRect(LEFT_GUTTER - 6, Math.round(yOf(plot, tick)), 6, 1);
}

/** While nothing ends, the wait of the oldest request climbs. */
function drawOldest(context: CanvasRenderingContext2D, plot: Plot, palette: Palette, view: RunView): void {
  context.save();
  context.strokeStyle = palette('t2');
  context.setLineDash([3, 3]);
  context.beginPath();
  let isDrawing = false;
  let last: { x: number; y: number } | null = null;
  for (const column of view.columns) {
    const isStalled = figuresOf(column, view.measure).count === 0 && column.inFlight > 0 && column.oldestMs > 0;
    if (isStalled) {
      const at = { x: xOf(plot, column.endAt), y: yOf(plot, column.oldestMs) };
      if (isDrawing) context.lineTo(at.x, at.y);
      else context.moveTo(at.x, at.y);
      last = at;
    }
    isDrawing = isStalled;
  }
  context.stroke();
  context.restore();
  if (last === null) return;
  const align = last.x < plot.left + 100 ? 'left' : 'right';
  drawText(context, palette, 'oldest in flight', last.x + (align === 'left' ? 6 : -6), last.y - 8, { align, token: 't2' });
}

function drawLimits(context: CanvasRenderingContext2D, plot: Plot, palette: Palette, limits: readonly TimeLimit[]): void {
  context.save();
  context.strokeStyle = palette('bad');
  context.setLineDash([1.5, 2.5]);
  for (const { time } of limits) {
    if (time < plot.axis.from || time > plot.axis.to) continue;
    const y = Math.round(yOf(plot, time)) + 0.5;
    context.beginPath();
    context.moveTo(plot.left, y);
    context.lineTo(plot.left + plot.width, y);
    context.stroke();
  }
  context.restore();
  const shown = limits.filter(({ time }) => time >= plot.axis.from && time <= plot.axis.to);
  drawLabels(
    context,
    plot,
    palette,
    shown.map(({ label, time }) => ({ text: label, y: yOf(plot, time), token: 'bad' })),
  );
}
