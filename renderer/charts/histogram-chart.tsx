// How many requests took how long, over the logarithm of time: service time as a line over the filled response time.
import { useCallback, useMemo } from 'react';
import { bucketMiddle, type HistogramData } from '../../shared/histogram.ts';
import type { Times } from '../../shared/snapshot.ts';
import { drawText } from './canvas-text.ts';
import type { ApartCurve } from './spectrum-chart.tsx';
import { ChartFrame, type LevelAxis } from './chart-frame.tsx';
import type { Palette } from './palette.ts';
import { xOf, yOf, type Plot } from './plot.ts';
import type { TimeDomain } from '../../shared/time-axis.ts';
import { countValueAxis, latencyAxis } from './value-axis.ts';

interface HistogramChartProps {
  readonly width: number;
  readonly height: number;
  readonly times: Times;
  /** One outline for each step or scenario; null draws both times of all requests. */
  readonly apart: readonly ApartCurve[] | null;
  readonly label: string;
  readonly palette: Palette;
}

/** Bars per decade: coarse enough to have a shape, fine enough to show two humps. */
export const BARS_PER_DECADE = 24;

export function HistogramChart({ width, height, times, apart, label, palette }: HistogramChartProps) {
  const { domain, levelAxis, axis, bars } = useMemo(() => layOut(times), [times]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D, plot: Plot, colours: Palette): void => {
      if (times.response.count === 0) {
        const middle = { x: plot.left + plot.width / 2, y: plot.top + plot.height / 2 };
        return drawText(context, colours, 'No request here', middle.x, middle.y, { token: 't3', align: 'center' });
      }
      if (apart !== null) {
        for (const curve of apart) strokeOutline(context, plot, barsOf(curve.times), { colour: colours(curve.token), dash: [] });
        return;
      }
      context.fillStyle = colours('h2');
      for (const [bar, count] of bars.response) {
        const left = xOf(plot, bar / BARS_PER_DECADE);
        const y = yOf(plot, count);
        context.fillRect(
          left + 0.5,
          y,
          Math.max(1, xOf(plot, (bar + 1) / BARS_PER_DECADE) - left - 1),
          plot.top + plot.height - y,
        );
      }
      strokeOutline(context, plot, bars.service, { colour: colours('t1'), dash: [4, 3] });
    },
    [times, bars, apart],
  );
  return <ChartFrame {...{ width, height, domain, axis, levelAxis, label, palette, draw }} hasTimeAxis />;
}

/** Requests by bar: `floor(log10(ms) * BARS_PER_DECADE)`. */
export function barsOf({ buckets, counts }: HistogramData): Map<number, number> {
  const bars = new Map<number, number>();
  for (let at = 0; at < buckets.length; at += 1) {
    const bar = Math.floor(Math.log10(bucketMiddle(buckets[at] ?? 0)) * BARS_PER_DECADE);
    bars.set(bar, (bars.get(bar) ?? 0) + (counts[at] ?? 0));
  }
  return bars;
}

function layOut({ service, response }: Times) {
  const bars = { service: barsOf(service), response: barsOf(response) };
  const all = [...bars.service.keys(), ...bars.response.keys()];
  const first = all.length === 0 ? 0 : Math.min(...all);
  const last = all.length === 0 ? 2 * BARS_PER_DECADE : Math.max(...all);
  // At least half a decade, so that a server with a constant response time shows a peak and not a full block.
  const pad = Math.max(1, Math.ceil((BARS_PER_DECADE / 2 - (last - first)) / 2));
  const domain: TimeDomain = { from: (first - pad) / BARS_PER_DECADE, to: (last + 1 + pad) / BARS_PER_DECADE };
  return {
    bars,
    domain,
    levelAxis: timeLevels(domain),
    axis: countValueAxis(Math.max(1, ...bars.response.values(), ...bars.service.values())),
  };
}

/** Decades, and also 2 and 5 of each if there are few. */
function timeLevels({ from, to }: TimeDomain): LevelAxis {
  const { format } = latencyAxis(1, 100);
  const factors = to - from > 3 ? [1] : [1, 2, 5];
  const ticks: number[] = [];
  for (let decade = Math.floor(from); decade <= to; decade += 1)
    for (const factor of factors) ticks.push(decade + Math.log10(factor));
  return { ticks: ticks.filter((tick) => tick >= from && tick <= to), format: (power) => format(10 ** power) };
}

function strokeOutline(
  context: CanvasRenderingContext2D,
  plot: Plot,
  bars: ReadonlyMap<number, number>,
  { colour, dash }: { readonly colour: string; readonly dash: number[] },
): void {
  const all = [...bars.keys()];
  if (all.length === 0) return;
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = 1.3;
  context.setLineDash(dash);
  context.beginPath();
  for (let bar = Math.min(...all) - 1; bar <= Math.max(...all) + 1; bar += 1) {
    const y = yOf(plot, bars.get(bar) ?? 0);
    context.lineTo(xOf(plot, bar / BARS_PER_DECADE), y);
    context.lineTo(xOf(plot, (bar + 1) / BARS_PER_DECADE), y);
  }
  context.stroke();
  context.restore();
}
