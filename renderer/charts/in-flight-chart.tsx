// Outstanding requests, iterations that wait for a free virtual user, and the allowed number of virtual users.
import { useCallback } from 'react';
import { drawLabels } from './canvas-text.ts';
import { ChartFrame, type SmallChartProps } from './chart-frame.tsx';
import { drawHatch } from './hatch.ts';
import { drawFuture } from './main-chart.tsx';
import type { Palette } from './palette.ts';
import { yOf, type Plot } from './plot.ts';
import { fillBetween, strokeTrace, type TracePoint } from './trace.ts';

interface InFlightChartProps extends SmallChartProps {
  readonly maxVus: number;
}

export function InFlightChart({ width, height, view, axis, hasTimeAxis, label, palette, maxVus }: InFlightChartProps) {
  const draw = useCallback(
    (context: CanvasRenderingContext2D, plot: Plot, colours: Palette): void => {
      drawFuture(context, plot, colours, view);
      drawHatch(context, plot, colours, view.spoiled);
      const trace = (pick: (column: (typeof view.columns)[number]) => number): TracePoint[] =>
        view.columns.map((column) => ({
          from: column.startAt,
          to: Math.min(column.endAt, view.knownUntil),
          value: pick(column),
        }));
      const inFlight = trace((column) => column.inFlight);
      fillBetween(context, plot, inFlight, null, colours('area'));
      const limit = [{ from: plot.domain.from, to: plot.domain.to, value: maxVus }];
      if (maxVus <= plot.axis.to) {
        strokeTrace(context, plot, limit, { colour: colours('t3'), width: 1, dash: [5, 3] });
        drawLabels(context, plot, colours, [{ text: 'max VUs', y: yOf(plot, maxVus), token: 't2' }]);
      }
      strokeTrace(context, plot, inFlight, { colour: colours('p95'), width: 1.3 });
      const waiting = trace((column) => column.backlog);
      const longest = Math.max(0, ...waiting.map(({ value }) => value ?? 0));
      if (longest > 0 && longest <= plot.axis.to)
        strokeTrace(context, plot, waiting, { colour: colours('warn'), width: 1.5, dash: [1.5, 2.5] });
    },
    [view, maxVus],
  );
  return <ChartFrame {...{ width, height, axis, hasTimeAxis, label, palette, draw }} domain={view.domain} />;
}
