// The percentile spectrum: the time that each share of the requests did not exceed. Every further nine is as wide as the one
// before. Response time is drawn over service time; the gap between them is the queue delay.
import { useCallback, useMemo } from 'react';
import type { HistogramData } from '../../shared/histogram.ts';
import type { SpectrumPoint } from '../../shared/sample-query.ts';
import { drawLabels, drawText, type GutterLabel } from './canvas-text.ts';
import { ChartFrame, type LevelAxis } from './chart-frame.tsx';
import type { Palette } from './palette.ts';
import { xOf, yOf, type Plot } from './plot.ts';
import type { TimeDomain } from '../../shared/time-axis.ts';
import type { ValueAxis } from './value-axis.ts';

export interface ApartCurve {
  readonly token: string;
  readonly points: readonly { readonly quantile: number; readonly time: number }[];
  readonly times: HistogramData;
}

interface SpectrumChartProps {
  readonly width: number;
  readonly height: number;
  readonly points: readonly SpectrumPoint[];
  /** One curve for each step or scenario; null draws both times of all requests. */
  readonly apart: readonly ApartCurve[] | null;
  readonly axis: ValueAxis;
  readonly label: string;
  readonly palette: Palette;
}

/** A gap smaller than this share of the response time is not visible. */
const VISIBLE_GAP = 0.02;
const QUANTILES = [0, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.999_99];

export function SpectrumChart({ width, height, points, apart, axis, label, palette }: SpectrumChartProps) {
  const last = points.at(-1)?.quantile ?? 0.9;
  const domain = useMemo((): TimeDomain => ({ from: 0, to: Math.max(ninesOf(0.9), ninesOf(last)) }), [last]);
  const levelAxis = useMemo(() => quantileAxis(domain.to), [domain.to]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D, plot: Plot, colours: Palette): void => {
      if (points.length === 0) {
        const middle = { x: plot.left + plot.width / 2, y: plot.top + plot.height / 2 };
        drawText(context, colours, 'Too few requests for a spectrum', middle.x, middle.y, { token: 't3', align: 'center' });
        return;
      }
      if (apart !== null) return strokeApart(context, plot, colours, apart);
      const gap = widestGap(points);
      if (gap !== null) fillGap(context, plot, colours, points);
      strokeCurve(context, plot, points, 'service', { colour: colours('t2'), width: 1.3, dash: [4, 3] });
      strokeCurve(context, plot, points, 'response', { colour: colours('p95'), width: 2, dash: [] });
      if (gap !== null) nameGap(context, plot, colours, gap);
      nameCurves(context, plot, colours, points, gap !== null);
    },
    [points, apart],
  );
  return <ChartFrame {...{ width, height, domain, axis, levelAxis, label, palette, draw }} hasTimeAxis />;
}

function strokeApart(context: CanvasRenderingContext2D, plot: Plot, palette: Palette, curves: readonly ApartCurve[]): void {
  for (const { token, points } of curves) {
    const spots = points.map(({ quantile, time }) => ({ quantile, service: time, response: time }));
    strokeCurve(context, plot, spots, 'response', { colour: palette(token), width: 1.6, dash: [] });
  }
}

/** The number of nines: 0 at 0 %, 1 at 90 %, 2 at 99 %. */
function ninesOf(quantile: number): number {
  return -Math.log10(1 - quantile);
}

function quantileAxis(to: number): LevelAxis {
  const ticks = QUANTILES.map(ninesOf).filter((nines) => nines <= to + 1e-9);
  return { ticks, format: (nines) => `${Number((100 * (1 - 10 ** -nines)).toFixed(4))} %` };
}

function widestGap(points: readonly SpectrumPoint[]): SpectrumPoint | null {
  const share = ({ service, response }: SpectrumPoint): number => (response <= 0 ? 0 : (response - service) / response);
  const widest = points.reduce<SpectrumPoint | null>(
    (best, point) => (best === null || share(point) > share(best) ? point : best),
    null,
  );
  return widest !== null && share(widest) > VISIBLE_GAP ? widest : null;
}

function fillGap(context: CanvasRenderingContext2D, plot: Plot, palette: Palette, points: readonly SpectrumPoint[]): void {
  context.beginPath();
  for (const { quantile, response } of points) context.lineTo(xOf(plot, ninesOf(quantile)), yOf(plot, response));
  for (const { quantile, service } of points.toReversed()) context.lineTo(xOf(plot, ninesOf(quantile)), yOf(plot, service));
  context.closePath();
  context.fillStyle = palette('hatch-ground');
  context.fill();
  context.fill();
}

interface Curve {
  readonly colour: string;
  readonly width: number;
  readonly dash: number[];
}

function strokeCurve(
  context: CanvasRenderingContext2D,
  plot: Plot,
  points: readonly SpectrumPoint[],
  of: 'service' | 'response',
  { colour, width, dash }: Curve,
): void {
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineJoin = 'round';
  context.setLineDash(dash);
  context.beginPath();
  for (const point of points) context.lineTo(xOf(plot, ninesOf(point.quantile)), yOf(plot, point[of]));
  context.stroke();
  context.restore();
}

/** In px, from a curve to the middle of a name beside it. */
const NAME_OFFSET = 14;

function nameGap(
  context: CanvasRenderingContext2D,
  plot: Plot,
  palette: Palette,
  { quantile, service, response }: SpectrumPoint,
): void {
  const x = xOf(plot, ninesOf(quantile));
  const [lower, upper] = [yOf(plot, service), yOf(plot, response)];
  const isLeft = x < plot.left + plot.width - 90;
  // Both curves rise to the right, so beside a narrow gap there is space below them on its right and above them on its left.
  const beside = isLeft ? lower + NAME_OFFSET : upper - NAME_OFFSET;
  const y = lower - upper < 2 * NAME_OFFSET ? beside : (lower + upper) / 2;
  drawText(context, palette, 'queue delay', x + (isLeft ? 8 : -8), y, { token: 'warn', align: isLeft ? 'left' : 'right' });
}

function nameCurves(
  context: CanvasRenderingContext2D,
  plot: Plot,
  palette: Palette,
  points: readonly SpectrumPoint[],
  areApart: boolean,
): void {
  const last = points.at(-1);
  if (last === undefined) return;
  const labels: GutterLabel[] = [{ text: areApart ? 'response' : 'both times', y: yOf(plot, last.response), token: 'p95' }];
  if (areApart) labels.push({ text: 'service', y: yOf(plot, last.service), token: 't2' });
  drawLabels(context, plot, palette, labels, xOf(plot, ninesOf(last.quantile)));
}
