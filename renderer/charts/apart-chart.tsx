// One line for each step or scenario over time, in its colour.
import { useCallback } from 'react';
import type { ApartTrace } from './apart.ts';
import { ChartFrame, type SmallChartProps } from './chart-frame.tsx';
import { drawHatch } from './hatch.ts';
import type { Palette } from './palette.ts';
import type { Plot } from './plot.ts';
import { strokeTrace } from './trace.ts';

interface ApartChartProps extends SmallChartProps {
  readonly traces: readonly ApartTrace[];
}

export function ApartChart({ width, height, view, axis, hasTimeAxis, label, palette, traces }: ApartChartProps) {
  const draw = useCallback(
    (context: CanvasRenderingContext2D, plot: Plot, colours: Palette) => {
      drawHatch(context, plot, colours, view.spoiled);
      for (const { token, points, isThin = false } of traces) {
        const look = isThin ? { width: 1, dash: [2, 2] } : { width: 1.6 };
        strokeTrace(context, plot, points, { ...look, colour: colours(token) });
      }
      return { 'data-lines': traces.length };
    },
    [view, traces],
  );
  return <ChartFrame {...{ width, height, axis, hasTimeAxis, label, palette, draw }} domain={view.domain} />;
}
