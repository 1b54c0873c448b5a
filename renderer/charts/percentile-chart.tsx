// The p50, p95, p99 and maximum of each column as bands over time.
import { ENOUGH_SAMPLES } from '../../shared/snapshot-columns.ts';
import { useCallback } from 'react';
import { figuresOf, type ColumnFigures } from '../live-run/live-run-figures.ts';
import { widened, type RunView } from '../live-run/live-run-view.ts';
import { drawLabels, drawText, type GutterLabel } from './canvas-text.ts';
import { ChartFrame, type SmallChartProps } from './chart-frame.tsx';
import { drawHatch } from './hatch.ts';
import { drawFuture } from './main-chart.tsx';
import type { Palette } from './palette.ts';
import { xOf, type Plot } from './plot.ts';
import { endOf, fillBetween, strokeTrace, type Stroke, type TracePoint } from './trace.ts';

type Line = 'p50' | 'p95' | 'p99' | 'max';

const LINES: Readonly<Record<Line, Omit<Stroke, 'colour'>>> = {
  max: { width: 1, dash: [2, 2] },
  p99: { width: 1.3 },
  p95: { width: 1.3 },
  p50: { width: 2 },
};
const NAMES = ['max', 'p99', 'p95', 'p50'] as const;

export function PercentileChart({ width, height, view, axis, hasTimeAxis, label, palette }: SmallChartProps) {
  const draw = useCallback(
    (context: CanvasRenderingContext2D, plot: Plot, colours: Palette): void => {
      drawFuture(context, plot, colours, view);
      drawHatch(context, plot, colours, view.spoiled);
      const traces = tracesOf(view);
      fillBetween(context, plot, traces.p99, traces.p95, colours('band2'));
      fillBetween(context, plot, traces.p95, traces.p50, colours('band1'));
      for (const name of NAMES) strokeTrace(context, plot, traces[name], { ...LINES[name], colour: colours(name) });
      const ends = NAMES.flatMap((name): (GutterLabel & { x: number })[] => {
        const end = endOf(plot, traces[name]);
        return end === null ? [] : [{ text: name, y: end.y, x: end.x, token: 't2', swatch: name }];
      });
      drawLabels(context, plot, colours, ends, labelPlace(plot, view, ends[0]?.x ?? 0));
      if (ends.length === 0 && view.ended > 0) drawTooFew(context, plot, colours, view);
    },
    [view],
  );
  return <ChartFrame {...{ width, height, axis, hasTimeAxis, label, palette, draw }} domain={view.domain} />;
}

/** In px; the width of the longest name, its stroke and the gaps around them. */
const LABEL_WIDTH = 48;

/** At the end of the lines, or beyond the line of the present moment, which would run through the names. */
function labelPlace(plot: Plot, view: RunView, end: number): number {
  const now = Math.min(xOf(plot, view.knownUntil), plot.left + plot.width);
  return view.isOver || now - end > LABEL_WIDTH ? end : Math.max(end, now);
}

function tracesOf(view: RunView): Record<Line, TracePoint[]> {
  const { columns } = widened(view);
  const trace = (pick: (figures: ColumnFigures) => number): TracePoint[] =>
    columns.map((column) => {
      const figures = figuresOf(column, view.measure);
      const to = Math.min(column.endAt, view.knownUntil);
      return { from: column.startAt, to, value: figures.count < ENOUGH_SAMPLES ? null : pick(figures) };
    });
  return {
    p50: trace((figures) => figures.p50),
    p95: trace((figures) => figures.p95),
    p99: trace((figures) => figures.p99),
    max: trace((figures) => figures.max),
  };
}

function drawTooFew(context: CanvasRenderingContext2D, plot: Plot, palette: Palette, view: RunView): void {
  const words = `A column needs ${ENOUGH_SAMPLES} requests to have percentiles; ${view.ended} are in view.`;
  drawText(context, palette, words, plot.left + plot.width / 2, plot.top + plot.height / 2, { token: 't3', align: 'center' });
}
