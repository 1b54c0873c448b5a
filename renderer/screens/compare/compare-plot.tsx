// The frame of a comparison chart: axes and grid as SVG, which can be printed. Its children draw the content.
import type { ReactNode } from 'react';
import { timeTicks, type TimeDomain } from '../../../shared/time-axis.ts';
import type { ValueAxis } from '../../charts/value-axis.ts';
import css from './compare-screen.module.css';

export interface Scales {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Ticks {
  readonly at: readonly number[];
  readonly print: (value: number) => string;
}

interface ComparePlotProps {
  readonly width: number;
  readonly height: number;
  readonly domain: TimeDomain;
  readonly axis: ValueAxis;
  readonly ticks: Ticks;
  /** The position of a value as a share of the width, if the axis is not linear. */
  readonly place?: (value: number) => number;
  /** The space for labels on the right. */
  readonly gutter: number;
  /** One sentence with the chart's figures. */
  readonly label: string;
  readonly children: (scales: Scales) => ReactNode;
}

const LEFT = 52;
const TOP = 8;
const AXIS = 24;

export function ComparePlot({ width, height, domain, axis, ticks, place, gutter, label, children }: ComparePlotProps) {
  const [right, bottom] = [Math.max(LEFT + 1, width - gutter), height - AXIS];
  const linear = (value: number): number => (value - domain.from) / Math.max(1e-9, domain.to - domain.from);
  const x = (value: number): number => LEFT + Math.min(1, Math.max(0, (place ?? linear)(value))) * (right - LEFT);
  const y = (value: number): number => bottom - shareOf(axis, value) * (bottom - TOP);
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the picture is drawn here, no file holds it
    <svg role="img" aria-label={label} width={width} height={height} className={css['compare-plot']}>
      {axis.ticks.map((tick) => (
        <g key={`y${tick}`}>
          <line x1={LEFT} x2={right} y1={y(tick)} y2={y(tick)} stroke="var(--grid)" />
          <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
            {axis.format(tick)}
          </text>
        </g>
      ))}
      {ticks.at.map((tick) => (
        <g key={`x${tick}`}>
          <line x1={x(tick)} x2={x(tick)} y1={TOP} y2={bottom} stroke="var(--grid)" />
          <text x={x(tick)} y={height - 6} textAnchor="middle">
            {ticks.print(tick)}
          </text>
        </g>
      ))}
      {children({ x, y, left: LEFT, right, top: TOP, bottom })}
    </svg>
  );
}

/** Times of an axis from 0 s. */
export function timeTicksOf(domain: TimeDomain, width: number): Ticks {
  return { at: timeTicks(domain, width - LEFT, 64), print: printSeconds };
}

function printSeconds(time: number): string {
  if (time > 0 && time < 1000) return `${time} ms`;
  return time < 600_000 ? `${time / 1000} s` : `${time / 60_000} min`;
}

function shareOf({ scale, from, to }: ValueAxis, value: number): number {
  const clamped = Math.min(to, Math.max(from, value));
  return scale === 'log' ? Math.log(clamped / from) / Math.log(to / from) : (clamped - from) / (to - from);
}
