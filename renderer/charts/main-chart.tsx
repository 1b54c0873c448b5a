// Every request over time: dots if there are few, a heat map with the slowest and failures if there are many.
import { useCallback } from 'react';
import { SNAPSHOT_MS, UNKNOWN_SEQ } from '../../shared/snapshot.ts';
import { figuresOf } from '../live-run/live-run-figures.ts';
import type { RunView } from '../live-run/live-run-view.ts';
import type { DotColours } from './colouring.ts';
import { ChartFrame, type Drawn } from './chart-frame.tsx';
import { drawLabels, drawText } from './canvas-text.ts';
import { drawSpots, type Spot } from './dots.ts';
import { drawHatch } from './hatch.ts';
import { drawHeatMap, type HeatGrid } from './heat-map.ts';
import type { Palette } from './palette.ts';
import { LEFT_GUTTER, xOf, yOf, type Plot } from './plot.ts';
import type { ValueAxis } from './value-axis.ts';
import { limitLabel } from './limit-label.ts';

/** A threshold on a time, drawn as a line. */
export interface LimitLine {
  readonly label: string;
  readonly time: number;
}

/** A request that is drawn on the canvas, with its position in CSS pixels from the canvas's corner. */
export interface DrawnRequest {
  /** Number of its row, or UNKNOWN_SEQ. */
  readonly seq: number;
  readonly iteration: number;
  readonly endedAt: number;
  readonly x: number;
  readonly y: number;
}

declare global {
  interface HTMLCanvasElement {
    /** What was painted last, for tests. */
    drawnRequests?: () => readonly DrawnRequest[];
  }
}

interface MainChartProps {
  readonly width: number;
  readonly height: number;
  readonly view: RunView;
  readonly axis: ValueAxis;
  readonly spots: readonly Spot[];
  /** Null if every request is a dot. */
  readonly heat: HeatGrid | null;
  readonly limits: readonly LimitLine[];
  readonly colours: DotColours;
  readonly hasTimeAxis?: boolean;
  readonly label: string;
  readonly palette: Palette;
}

export function MainChart(props: MainChartProps) {
  const { width, height, view, axis, spots, heat, limits, colours: dotColours, label, palette, hasTimeAxis = false } = props;
  const draw = useCallback(
    (context: CanvasRenderingContext2D, plot: Plot, colours: Palette): Drawn => {
      drawFuture(context, plot, colours, view);
      drawHatch(context, plot, colours, view.spoiled);
      const cells = heat === null ? 0 : drawHeatMap(context, plot, colours, heat);
      drawMinorTicks(context, plot, colours);
      // A column without an end only means that nothing ended if all requests are shown.
      if (view.selection === 'all') drawOldest(context, plot, colours, view);
      const painted = drawSpots(context, colours, spots, view, dotColours);
      context.canvas.drawnRequests = () => painted.map(drawnRequestOf);
      drawLimits(context, plot, colours, limits);
      return { 'data-dots-drawn': painted.length, 'data-heat-cells': cells };
    },
    [view, spots, heat, limits, dotColours],
  );
  return <ChartFrame {...{ width, height, axis, hasTimeAxis, label, palette, draw }} domain={view.domain} />;
}

function drawnRequestOf({ x, y, dots, row }: Spot): DrawnRequest {
  return { seq: dots.seq[row] ?? UNKNOWN_SEQ, iteration: dots.iteration[row] ?? 0, endedAt: dots.endedAt[row] ?? 0, x, y };
}

/** The future, in a colour slightly different from the background. */
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

/** While nothing ends, the waiting time of the oldest request rises. */
function drawOldest(context: CanvasRenderingContext2D, plot: Plot, palette: Palette, view: RunView): void {
  context.save();
  context.strokeStyle = palette('t2');
  context.setLineDash([3, 3]);
  context.beginPath();
  let last: { x: number; y: number } | null = null;
  for (const stall of stallsOf(view)) {
    stall.forEach(({ endAt, oldestMs }, at) => {
      last = { x: xOf(plot, endAt), y: yOf(plot, oldestMs) };
      if (at === 0) context.moveTo(last.x, last.y);
      else context.lineTo(last.x, last.y);
    });
  }
  context.stroke();
  context.restore();
  if (last !== null) nameOldest(context, plot, palette, last);
}

function nameOldest(context: CanvasRenderingContext2D, plot: Plot, palette: Palette, at: { x: number; y: number }): void {
  const align = at.x < plot.left + 100 ? 'left' : 'right';
  // Above the line, which rises to the right; below its end if there is no space.
  const y = at.y - 12 < plot.top + 8 ? at.y + 14 : at.y - 12;
  drawText(context, palette, 'oldest in flight', at.x + (align === 'left' ? 6 : -6), y, { align, token: 't2' });
}

/** Consecutive columns in which nothing ended; anything shorter than a snapshot is not a stall. */
function stallsOf(view: RunView): RunView['columns'][] {
  const stalls: RunView['columns'][number][][] = [[]];
  for (const column of view.columns) {
    const isStalled = figuresOf(column, view.measure).count === 0 && column.inFlight > 0 && column.oldestMs > 0;
    if (isStalled) stalls.at(-1)?.push(column);
    else stalls.push([]);
  }
  return stalls.filter((stall) => stall.length > 1 && (stall.at(-1)?.endAt ?? 0) - (stall[0]?.startAt ?? 0) > SNAPSHOT_MS);
}

function drawLimits(context: CanvasRenderingContext2D, plot: Plot, palette: Palette, limits: readonly LimitLine[]): void {
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
    shown.map(({ label, time }) => ({ text: limitLabel(label), y: yOf(plot, time), token: 'bad' })),
  );
}
