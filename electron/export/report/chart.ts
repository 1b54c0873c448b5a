// The frame of a chart as inline SVG: plot, axes, grid, hatched seconds. The callers draw the content.
import type { SpoiledSpan } from '../../../shared/spoiled.ts';
import { tickLabel, timeTicks } from '../../../shared/time-axis.ts';
import { html, type Markup } from './markup.ts';

export const WIDTH = 720;
export const LEFT = 58;
export const RIGHT = 62;
const TOP = 10;
const BOTTOM = 20;

export interface Axis {
  /** 0 is the bottom or left, 1 the top or right. */
  readonly at: (value: number) => number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

export interface ChartOptions {
  /** A sentence for people who cannot see the chart. */
  readonly label: string;
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly spoiled?: readonly SpoiledSpan[];
  /** Values of x below this are excluded from all statistics; 0 without a warm-up. */
  readonly warmupMs?: number;
  readonly draw: (plot: ReportPlot) => readonly Markup[];
}

export interface ReportPlot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

export function chart({ label, height, x, y, spoiled = [], warmupMs = 0, draw }: ChartOptions): Markup {
  const plot: ReportPlot = {
    left: LEFT,
    right: WIDTH - RIGHT,
    top: TOP,
    bottom: TOP + height,
    x: (value) => round(LEFT + clamp(x.at(value)) * (WIDTH - LEFT - RIGHT)),
    y: (value) => round(TOP + (1 - clamp(y.at(value))) * height),
  };
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${TOP + height + BOTTOM}" role="img" aria-label="${label}">
    ${warmupMs > 0 ? warmUp(plot, warmupMs) : null} ${spoiled.map((span) => hatch(plot, span))}
    ${y.ticks.map(
      ({ value, label: words }) =>
        html`<path class="grid" d="M${plot.left} ${plot.y(value)}H${plot.right}" /><text
            x="${plot.left - 8}"
            y="${plot.y(value) + 4}"
            text-anchor="end"
            >${words}</text
          >`,
    )}
    ${x.ticks.map(
      ({ value, label: words }) =>
        html`<path class="grid" d="M${plot.x(value)} ${plot.top}V${plot.bottom}" /><text
            x="${plot.x(value)}"
            y="${plot.bottom + 15}"
            text-anchor="middle"
            >${words}</text
          >`,
    )}
    ${draw(plot)}
  </svg> `;
}

/** The warm-up is pale, and a line marks where the statistics begin. */
function warmUp({ left, top, bottom, x }: ReportPlot, until: number): Markup {
  const end = x(until);
  return html`<path class="warm-up" d="M${left} ${top}H${end}V${bottom}H${left}z" /><path
      class="line planned"
      d="M${end} ${top}V${bottom}"
    /><text class="label" x="${end + 4}" y="${top + 10}">after warm-up</text>`;
}

/** The patterns that the charts use as fills; they occur once per page. */
export const PATTERNS = html`<svg class="patterns" aria-hidden="true">
  <defs>
    <pattern id="strained" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="7" height="7" fill="rgb(200 140 0 / 8%)" />
      <path d="M0 0V7" stroke="rgb(180 120 0 / 45%)" stroke-width="1.5" />
    </pattern>
    <pattern id="suspect" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="4" height="4" fill="rgb(200 140 0 / 8%)" />
      <path d="M0 0V4" stroke="rgb(180 120 0 / 45%)" stroke-width="1.5" />
    </pattern>
  </defs>
</svg> `;

/** The hatching is at the bottom, so that it hides no measurement. */
const HATCH_HEIGHT = 6;

function hatch(plot: ReportPlot, { from, to, verdict }: SpoiledSpan): Markup {
  const left = plot.x(from);
  return html`<rect
    x="${left}"
    y="${plot.bottom - HATCH_HEIGHT}"
    width="${round(plot.x(to) - left)}"
    height="${HATCH_HEIGHT}"
    fill="url(#${verdict})"
  />`;
}

export function timeAxis(durationMs: number): Axis {
  const domain = { from: 0, to: durationMs };
  return {
    at: (time) => time / durationMs,
    ticks: timeTicks(domain, WIDTH - LEFT - RIGHT, 92).map((value) => ({ value, label: tickLabel(value, domain) })),
  };
}

/** Whole decades of ms around the values; smaller values are drawn at the bottom. */
export function decadeAxis(least: number, most: number): Axis {
  // Without values, the minimum is infinite.
  const lowest = Math.min(least, Math.max(0.01, most));
  const from = 10 ** Math.floor(Math.log10(Math.max(0.01, lowest)) + 1e-9);
  const to = Math.max(from * 10, 10 ** Math.ceil(Math.log10(Math.max(0.01, most)) - 1e-9));
  const ticks: { value: number; label: string }[] = [];
  for (let value = from; value <= to * 1.001; value *= 10) {
    ticks.push({ value, label: value >= 999 ? `${Math.round(value / 1000)} s` : `${Number(value.toPrecision(1))} ms` });
  }
  return { at: (value) => Math.log10(Math.max(value, from) / from) / Math.log10(to / from), ticks };
}

/** From 0 to a round number, with two to five grid lines. */
export function countAxis(most: number): Axis {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  const step = ([0.5, 1, 2, 5].find((factor) => most / (factor * power) <= 4) ?? 5) * power;
  const whole = power === 1 ? Math.max(1, step) : step;
  const count = Math.max(1, Math.ceil(most / whole));
  return {
    at: (value) => value / (count * whole),
    ticks: Array.from({ length: count + 1 }, (_, at) => ({ value: at * whole, label: shortCount(at * whole) })),
  };
}

/** For example 400, 2 k, 1.5 M. */
function shortCount(value: number): string {
  if (value >= 1e6) return `${Number((value / 1e6).toPrecision(3))} M`;
  return value >= 10_000 ? `${Number((value / 1000).toPrecision(3))} k` : value.toLocaleString('en');
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function clamp(share: number): number {
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line through consecutive points; null interrupts it, because a line must not bridge unknown values. */
export function linePath(points: readonly (Point | null)[]): string {
  return points.map((point, at) => (point === null ? '' : `${points[at - 1] ? 'L' : 'M'}${point.x} ${point.y}`)).join('');
}

/** Labels at the ends of the lines, at least 12 px apart. */
export function endLabels(
  plot: ReportPlot,
  labels: readonly { readonly words: string; readonly y: number; readonly kind: string }[],
): Markup[] {
  let above = -Infinity;
  return labels
    .toSorted((a, b) => a.y - b.y)
    .map(({ words, y, kind }) => {
      above = Math.max(y, above + 12);
      return html`<text class="label ${kind}" x="${plot.right + 6}" y="${round(above + 4)}">${words}</text>`;
    });
}
