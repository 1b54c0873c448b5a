// The planned level over the run's time, as a small chart. It does not know forms.
import { tickLabel, timeTicks, type TimeDomain } from '../../../../shared/time-axis.ts';
import { countValueAxis, type ValueAxis } from '../../../charts/value-axis.ts';
import { formatCount, formatRate, formatSpan } from '../../../../shared/format.ts';
import type { LoadCurve } from './load-figures.ts';
import css from './preview.module.css';

const GUTTER = { left: 36, right: 8, top: 10, bottom: 20 };
/** With more stages the dots would form a line. */
const MOST_DOTS = 24;

interface LoadCurveChartProps {
  readonly curve: LoadCurve;
  readonly width: number;
  readonly height: number;
}

export function LoadCurveChart({ curve, width, height }: LoadCurveChartProps) {
  const axis = countValueAxis(curve.peak);
  const end = curve.points.at(-1)?.at ?? 1;
  const x = (at: number): number => GUTTER.left + (at / end) * (width - GUTTER.left - GUTTER.right);
  const y = (level: number): number => height - GUTTER.bottom - (level / axis.to) * (height - GUTTER.top - GUTTER.bottom);
  const line = curve.points.map(({ at, level }) => `${x(at).toFixed(1)} ${y(level).toFixed(1)}`).join(' L');
  return (
    <figure className={css['load-curve']} aria-label={curveWords(curve)}>
      <svg width={width} height={height} aria-hidden>
        <LevelGrid axis={axis} y={y} right={width - GUTTER.right} />
        <path className={css['load-curve-area']} d={`M${x(0)} ${y(0)} L${line} L${x(end)} ${y(0)} Z`} />
        <path className={css['load-curve-line']} d={`M${line}`} />
        {curve.durationMs !== null && curve.points.length <= MOST_DOTS && (
          <g className={css['load-curve-dots']}>
            {curve.points.map(({ at, level }) => (
              <circle key={at} cx={x(at)} cy={y(level)} r="3" />
            ))}
          </g>
        )}
        {curve.durationMs === null ? (
          <text x={width - GUTTER.right} y={height - 4} textAnchor="end">
            until all are done
          </text>
        ) : (
          <TimeLabels domain={{ from: 0, to: curve.durationMs }} x={x} width={width} height={height} />
        )}
      </svg>
    </figure>
  );
}

function LevelGrid({
  axis,
  y,
  right,
}: {
  readonly axis: ValueAxis;
  readonly y: (level: number) => number;
  readonly right: number;
}) {
  return axis.ticks.map((tick) => (
    <g key={tick}>
      <line className={css['load-curve-grid']} x1={GUTTER.left} x2={right} y1={y(tick)} y2={y(tick)} />
      <text x={GUTTER.left - 8} y={y(tick) + 4} textAnchor="end">
        {axis.format(tick)}
      </text>
    </g>
  ));
}

interface TimeLabelsProps {
  readonly domain: TimeDomain;
  readonly x: (at: number) => number;
  readonly width: number;
  readonly height: number;
}

function TimeLabels({ domain, x, width, height }: TimeLabelsProps) {
  return timeTicks(domain, width - GUTTER.left - GUTTER.right, 64).map((tick) => (
    <text key={tick} x={x(tick)} y={height - 4} textAnchor={x(tick) > width - GUTTER.right - 12 ? 'end' : 'middle'}>
      {tickLabel(tick, domain)}
    </text>
  ));
}

function curveWords({ durationMs, peak, unit }: LoadCurve): string {
  const level = unit === 'VUs' ? `${formatCount(peak)} virtual users` : `${formatRate(peak)} arrivals`;
  return durationMs === null ? `${level} until all iterations are done` : `Up to ${level}, for ${formatSpan(durationMs)}`;
}
