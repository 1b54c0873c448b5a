// The failed share of the completed requests in each column, stacked by kind.
import { useCallback } from 'react';
import { OUTCOMES, isFailure, outcomeFamily, type OutcomeFamily } from '../../shared/outcome.ts';
import { widened, type RunView } from '../live-run/live-run-view.ts';
import { ChartFrame, type SmallChartProps } from './chart-frame.tsx';
import { drawHatch } from './hatch.ts';
import { drawFuture } from './main-chart.tsx';
import type { Palette } from './palette.ts';
import { xOf, yOf, type Plot } from './plot.ts';

export const FAILURE_FAMILIES = [
  'http_5xx',
  'http_4xx',
  'check_failed',
  'timeout',
  'no_response',
] as const satisfies OutcomeFamily[];
export type FailureFamily = (typeof FAILURE_FAMILIES)[number];

/** Error responses have one hue, missing responses its second tone; kinds of one hue differ in strength. */
export const FAILURE_FILL: Readonly<Record<FailureFamily, { readonly token: string; readonly alpha: number }>> = {
  http_5xx: { token: 'bad', alpha: 1 },
  http_4xx: { token: 'bad', alpha: 0.6 },
  check_failed: { token: 'bad', alpha: 0.32 },
  timeout: { token: 'none', alpha: 1 },
  no_response: { token: 'none', alpha: 0.5 },
};

export interface ErrorColumn {
  readonly from: number;
  readonly to: number;
  /** Percent of the completed requests. */
  readonly shares: Readonly<Partial<Record<FailureFamily, number>>>;
  readonly together: number;
}

/** Columns without a completed request have no share, rather than a share of 0. */
export function errorColumns(view: RunView): ErrorColumn[] {
  return widened(view, 1).columns.flatMap((column) => {
    const completed = column.succeeded + column.failed;
    if (completed === 0) return [];
    const shares: Partial<Record<FailureFamily, number>> = {};
    for (const outcome of OUTCOMES) {
      const count = column.outcomes[outcome] ?? 0;
      const family = FAILURE_FAMILIES.find((name) => name === outcomeFamily(outcome));
      if (count === 0 || family === undefined || !isFailure(outcome)) continue;
      shares[family] = (shares[family] ?? 0) + (100 * count) / completed;
    }
    const to = Math.min(column.endAt, view.knownUntil);
    return [{ from: column.startAt, to, shares, together: (100 * column.failed) / completed }];
  });
}

export function ErrorChart({ width, height, view, axis, hasTimeAxis, label, palette }: SmallChartProps) {
  const draw = useCallback(
    (context: CanvasRenderingContext2D, plot: Plot, colours: Palette): void => {
      drawFuture(context, plot, colours, view);
      drawHatch(context, plot, colours, view.spoiled);
      for (const column of errorColumns(view)) drawColumn(context, plot, colours, column);
      context.globalAlpha = 1;
    },
    [view],
  );
  return <ChartFrame {...{ width, height, axis, hasTimeAxis, label, palette, draw }} domain={view.domain} />;
}

function drawColumn(context: CanvasRenderingContext2D, plot: Plot, palette: Palette, { from, to, shares }: ErrorColumn): void {
  const left = Math.max(plot.left, xOf(plot, from));
  const right = Math.min(plot.left + plot.width, xOf(plot, to));
  let below = 0;
  for (const family of FAILURE_FAMILIES) {
    const share = shares[family] ?? 0;
    if (share === 0) continue;
    const { token, alpha } = FAILURE_FILL[family];
    const top = Math.min(yOf(plot, below + share), yOf(plot, below) - 1.5);
    context.fillStyle = palette(token);
    context.globalAlpha = alpha;
    context.fillRect(left, top, Math.max(1, right - left - 0.5), yOf(plot, below) - top);
    below += share;
  }
}
