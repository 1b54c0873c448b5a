// Columns of counts over the logarithm of time, painted as an image, so that the cost does not depend on the rate.
import { CELLS_PER_DECADE, LOWEST_CELL_MS, type ColumnFigures } from '../live-run/live-run-figures.ts';
import { MOST_GROUPS } from '../../shared/sample-query.ts';
import { stepToken } from './colouring.ts';
import { rgbOf, type Palette } from './palette.ts';
import { xOf, type Plot } from './plot.ts';

export interface HeatColumn {
  readonly startAt: number;
  readonly figures: ColumnFigures;
}

interface HeatShape {
  readonly slots: number;
  readonly rows: number;
  readonly firstSlot: number;
  readonly columnMs: number;
  readonly rowHeight: number;
  /** The lowest row of the figures on the axis, and how many of them one row contains. */
  readonly lowest: number;
  readonly step: number;
}

/** One cell for each time slot and row; row 0 is at the axis. */
export interface HeatGrid extends HeatShape {
  readonly counts: Uint32Array;
  /** The number of requests per cell at which the colour is strongest. */
  readonly top: number;
  /** If colours mean steps or scenarios: for each cell, the group with most of its requests. */
  readonly owners?: Uint8Array;
}

const CELL_HEIGHT = 4.4;
/** How many rows of the figures one cell may contain: divisors of the rows per decade, so that cells end at its line. */
const STEPS = [1, 2, 3, 4, 6, 8, 12];
/** This share of the cells is paler than the strongest colour. */
const TOP_SHARE = 0.993;
const RAMP = ['h0', 'h1', 'h2', 'h3', 'h4'];
const SHADES = 64;

/** Returns how many cells contain a request. */
export function drawHeatMap(context: CanvasRenderingContext2D, plot: Plot, palette: Palette, grid: HeatGrid): number {
  const image = new OffscreenCanvas(grid.slots, grid.rows);
  const brush = image.getContext('2d');
  if (brush === null) return 0;
  const pixels = brush.createImageData(grid.slots, grid.rows);
  const cells = paint(new Uint32Array(pixels.data.buffer), grid, rampsOf(palette, grid));
  brush.putImageData(pixels, 0, 0);
  const left = xOf(plot, grid.firstSlot * grid.columnMs);
  const right = xOf(plot, (grid.firstSlot + grid.slots) * grid.columnMs);
  const height = grid.rows * grid.rowHeight;
  context.save();
  context.beginPath();
  context.rect(plot.left, plot.top, plot.width, plot.height);
  context.clip();
  context.imageSmoothingEnabled = false;
  context.drawImage(image, left, plot.top + plot.height - height, right - left, height);
  context.restore();
  return cells;
}

/** Returns null if there is nothing to draw. */
export function heatGridOf({ axis, height }: Plot, columns: readonly HeatColumn[], columnMs: number): HeatGrid | null {
  const [first] = columns;
  const last = columns.at(-1);
  if (first === undefined || last === undefined) return null;
  const decades = Math.log10(axis.to / axis.from);
  const rawHeight = height / decades / CELLS_PER_DECADE;
  const step = STEPS.find((candidate) => candidate * rawHeight >= CELL_HEIGHT * 0.75) ?? 12;
  const rowHeight = rawHeight * step;
  const rows = Math.ceil(height / rowHeight);
  const lowest = Math.round(Math.log10(axis.from / LOWEST_CELL_MS) * CELLS_PER_DECADE);
  const firstSlot = Math.floor(first.startAt / columnMs);
  const slots = Math.floor(last.startAt / columnMs) - firstSlot + 1;
  const shape = { slots, rows, firstSlot, columnMs, rowHeight, lowest, step };
  const counts = cellsOf(columns, shape);
  return { ...shape, counts, top: topOf(counts) };
}

function cellsOf(columns: readonly HeatColumn[], { slots, rows, firstSlot, columnMs, lowest, step }: HeatShape): Uint32Array {
  const counts = new Uint32Array(slots * rows);
  for (const { startAt, figures } of columns) {
    const slot = Math.floor(startAt / columnMs + 1e-6) - firstSlot;
    const { cells } = figures;
    for (let i = 0; i < cells.rows.length; i += 1) {
      const row = Math.min(rows - 1, Math.max(0, Math.floor(((cells.rows[i] ?? 0) - lowest) / step)));
      const at = row * slots + slot;
      counts[at] = (counts[at] ?? 0) + (cells.counts[i] ?? 0);
    }
  }
  return counts;
}

/** `groups` are the columns of each group, which together make the picture. */
export function apartGridOf(plot: Plot, groups: readonly (readonly HeatColumn[])[], columnMs: number): HeatGrid | null {
  const all = groups.flat().toSorted((a, b) => a.startAt - b.startAt);
  const whole = heatGridOf(plot, all, columnMs);
  if (whole === null) return null;
  const owners = new Uint8Array(whole.counts.length);
  const most = new Uint32Array(whole.counts.length);
  groups.forEach((columns, group) => {
    const counts = cellsOf(columns, whole);
    for (let at = 0; at < counts.length; at += 1) {
      if ((counts[at] ?? 0) <= (most[at] ?? 0)) continue;
      most[at] = counts[at] ?? 0;
      owners[at] = group;
    }
  });
  return { ...whole, owners };
}

/** Rounded to 1, 2 or 5, so that colours do not change with every request. */
function topOf(counts: Uint32Array): number {
  const filled = counts.filter((count) => count > 0).toSorted();
  const top = filled[Math.floor((filled.length - 1) * TOP_SHARE)] ?? 1;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, top)));
  return Math.max(2, ([1, 2, 3, 5, 7].findLast((factor) => factor * power <= top) ?? 1) * power);
}

/** Pixels are little-endian RGBA, beginning with the top row. */
function paint(pixels: Uint32Array, { counts, slots, rows, top, owners }: HeatGrid, ramps: readonly Uint32Array[]): number {
  const scale = (SHADES - 1) / Math.log(Math.max(2, top));
  let cells = 0;
  for (let row = 0; row < rows; row += 1) {
    const line = (rows - 1 - row) * slots;
    for (let slot = 0; slot < slots; slot += 1) {
      const count = counts[row * slots + slot] ?? 0;
      if (count === 0) continue;
      cells += 1;
      const ramp = ramps[owners?.[row * slots + slot] ?? 0];
      pixels[line + slot] = ramp?.[Math.min(SHADES - 1, Math.round(Math.log(count) * scale))] ?? 0;
    }
  }
  return cells;
}

/** One ramp for all, or one for each group: from near the background to its colour. */
function rampsOf(palette: Palette, { owners }: HeatGrid): readonly Uint32Array[] {
  if (owners === undefined) return [rampOf(RAMP.map((token) => rgbOf(palette(token))))];
  const ground = rgbOf(palette('bg'));
  return Array.from({ length: MOST_GROUPS + 1 }, (_, group) => {
    const colour = rgbOf(palette(stepToken(group)));
    const pale = colour.map((channel, at) => channel + ((ground[at] ?? 0) - channel) * 0.62);
    return rampOf([[pale[0] ?? 0, pale[1] ?? 0, pale[2] ?? 0], colour]);
  });
}

function rampOf(stops: readonly (readonly [number, number, number])[]): Uint32Array {
  return Uint32Array.from({ length: SHADES }, (_, shade) => {
    const at = (shade / (SHADES - 1)) * (stops.length - 1);
    const from = stops[Math.min(stops.length - 2, Math.floor(at))] ?? [0, 0, 0];
    const to = stops[Math.min(stops.length - 1, Math.floor(at) + 1)] ?? from;
    const share = Math.min(1, at - Math.min(stops.length - 2, Math.floor(at)));
    const mix = (channel: 0 | 1 | 2): number => Math.round(from[channel] + (to[channel] - from[channel]) * share);
    return ((255 << 24) | (mix(2) << 16) | (mix(1) << 8) | mix(0)) >>> 0;
  });
}
