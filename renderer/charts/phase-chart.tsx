// The phases of the mean request of each column, stacked over time.
import { useCallback } from 'react';
import type { Phase } from '../../shared/phase.ts';
import { phaseLayers } from '../live-run/live-run-phases.ts';
import { widened } from '../live-run/live-run-view.ts';
import { ChartFrame, type SmallChartProps } from './chart-frame.tsx';
import { drawHatch } from './hatch.ts';
import { drawFuture } from './main-chart.tsx';
import type { Palette } from './palette.ts';
import type { Plot } from './plot.ts';
import { fillBetween, type TracePoint } from './trace.ts';

/** Blue is time of the server, amber our own, grey that of the network. */
export const PHASE_TOKEN: Readonly<Record<Phase, string>> = {
  blocked: 'warn',
  dns: 'line2',
  connecting: 't3',
  tls_handshaking: 't2',
  sending: 'h0',
  waiting: 'h2',
  receiving: 'h3',
};

export function PhaseChart({ width, height, view, axis, hasTimeAxis, label, palette }: SmallChartProps) {
  const draw = useCallback(
    (context: CanvasRenderingContext2D, plot: Plot, colours: Palette): void => {
      drawFuture(context, plot, colours, view);
      let below: readonly TracePoint[] | null = null;
      const { columns } = widened(view);
      for (const { phase, tops } of phaseLayers(columns)) {
        const layer = columns.map(({ startAt, endAt }, at): TracePoint => {
          return { from: startAt, to: Math.min(endAt, view.knownUntil), value: tops[at] ?? null };
        });
        fillBetween(context, plot, layer, below, colours(PHASE_TOKEN[phase]));
        below = layer;
      }
      drawHatch(context, plot, colours, view.spoiled);
    },
    [view],
  );
  return <ChartFrame {...{ width, height, axis, hasTimeAxis, label, palette, draw }} domain={view.domain} />;
}
