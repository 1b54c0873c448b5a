// A chart's axes by recharts over a canvas for the measurements. The axes are rendered again only when the domain, the size or
// the theme changes; the whole canvas is drawn at every update. The horizontal axis is time, unless `levelAxis` says otherwise.
import { memo, useLayoutEffect, useRef } from 'react';
import { CartesianGrid, ComposedChart, XAxis, YAxis } from 'recharts';
import type { RunView } from '../live-run/live-run-view.ts';
import { fittingLabels } from './fitting-labels.ts';
import type { Palette } from './palette.ts';
import { LEFT_GUTTER, plotOf, PLOT_TOP, RIGHT_GUTTER, TIME_AXIS_HEIGHT, type Plot } from './plot.ts';
import { tickLabel, timeTicks, type TimeDomain } from '../../shared/time-axis.ts';
import type { ValueAxis } from './value-axis.ts';
import css from './charts.module.css';

/** A horizontal axis other than time: values of the chart's domain and their labels. */
export interface LevelAxis {
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

/** What was drawn, as attributes for tests. */
export type Drawn = Readonly<Record<`data-${string}`, number>>;
export type Draw = (context: CanvasRenderingContext2D, plot: Plot, palette: Palette) => Drawn | void;

interface ChartFrameProps {
  readonly width: number;
  readonly height: number;
  readonly domain: TimeDomain;
  readonly axis: ValueAxis;
  readonly hasTimeAxis?: boolean;
  readonly levelAxis?: LevelAxis | null;
  readonly rightGutter?: number;
  /** One sentence with the figures of the chart. */
  readonly label: string;
  readonly palette: Palette;
  readonly draw: Draw;
}

/** What every chart of a run over time gets. */
export interface SmallChartProps {
  readonly width: number;
  readonly height: number;
  readonly view: RunView;
  readonly axis: ValueAxis;
  readonly hasTimeAxis: boolean;
  readonly label: string;
  readonly palette: Palette;
}

export function ChartFrame(props: ChartFrameProps) {
  const { width, height, domain, axis, label, palette, draw } = props;
  const { hasTimeAxis = false, levelAxis = null, rightGutter = RIGHT_GUTTER } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (element === null || context === null || context === undefined) return;
    prepare(element, context, width, height);
    const drawn = draw(context, plotOf({ width, height }, domain, axis, hasTimeAxis, rightGutter), palette);
    for (const [name, value] of Object.entries(drawn ?? {})) element.setAttribute(name, String(value));
  }, [width, height, domain, axis, hasTimeAxis, rightGutter, palette, draw]);
  return (
    <div className={css['chart-frame']} style={{ width, height }}>
      <Axes {...{ width, height, domain, axis, hasTimeAxis, levelAxis, rightGutter }} />
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the picture is drawn here, no file holds it */}
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
}

interface AxesProps extends Pick<ChartFrameProps, 'width' | 'height' | 'domain' | 'axis'> {
  readonly hasTimeAxis: boolean;
  readonly levelAxis: LevelAxis | null;
  readonly rightGutter: number;
}

const NO_DATA: readonly object[] = [];
const LABEL = { fill: 'var(--t3)', fontSize: 11 };
const LINE = { stroke: 'var(--line2)' };

const Axes = memo(function Axes({ width, height, domain, axis, hasTimeAxis, levelAxis, rightGutter }: AxesProps) {
  const plotWidth = width - LEFT_GUTTER - rightGutter;
  const { ticks, format } = levelAxis ?? {
    ticks: timeTicks(domain, plotWidth),
    format: (time: number) => tickLabel(time, domain),
  };
  const xOf = (value: number): number => LEFT_GUTTER + ((value - domain.from) / (domain.to - domain.from)) * plotWidth;
  const fitting = fittingLabels(
    ticks.map((tick) => ({ text: format(tick), x: xOf(tick) })),
    width,
  );
  const written = (value: number): string => (fitting.has(format(value)) ? format(value) : '');
  const margin = { top: PLOT_TOP, right: rightGutter, bottom: 0, left: 0 };
  return (
    <ComposedChart width={width} height={height} data={NO_DATA} margin={margin} accessibilityLayer={false}>
      <CartesianGrid stroke="var(--grid)" />
      <XAxis
        dataKey="time"
        type="number"
        domain={[domain.from, domain.to]}
        allowDataOverflow
        ticks={[...ticks]}
        tickFormatter={written}
        interval={0}
        hide={!hasTimeAxis}
        height={TIME_AXIS_HEIGHT}
        tick={LABEL}
        tickLine={LINE}
        tickSize={4}
        axisLine={LINE}
      />
      <YAxis
        type="number"
        scale={axis.scale}
        domain={[axis.from, axis.to]}
        allowDataOverflow
        ticks={[...axis.ticks]}
        tickFormatter={axis.format}
        interval={0}
        width={LEFT_GUTTER}
        tick={LABEL}
        tickLine={false}
        axisLine={false}
      />
    </ComposedChart>
  );
}, areAxesEqual);

/** Compared by value: a new domain object with the same ends draws the same axes. */
function areAxesEqual(a: AxesProps, b: AxesProps): boolean {
  return (
    a.width === b.width &&
    a.height === b.height &&
    a.hasTimeAxis === b.hasTimeAxis &&
    a.levelAxis === b.levelAxis &&
    a.rightGutter === b.rightGutter &&
    a.domain.from === b.domain.from &&
    a.domain.to === b.domain.to &&
    a.axis.scale === b.axis.scale &&
    a.axis.from === b.axis.from &&
    a.axis.to === b.axis.to
  );
}

function prepare(element: HTMLCanvasElement, context: CanvasRenderingContext2D, width: number, height: number): void {
  const ratio = globalThis.devicePixelRatio;
  const pixelsWide = Math.round(width * ratio);
  const pixelsHigh = Math.round(height * ratio);
  if (element.width !== pixelsWide) element.width = pixelsWide;
  if (element.height !== pixelsHigh) element.height = pixelsHigh;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
}
