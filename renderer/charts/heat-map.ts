// Columns of counts over the logarithm of time, painted as an image: its cost does not grow with the rate.
import { CELLS_PER_DECADE, LOWEST_CELL_MS, type ColumnFigures } from '../live-run/live-run-figures.ts';
import { rgbOf, type Palette } from './palette.ts';
import { xOf, type Plot } from './plot.ts';

export interface HeatColumn {
  readonly startAt: number;
  readonly figures: ColumnFigures;
}

/** One cell per slot of time and step of rows; row 0 lies on the axis. */
export interface HeatGrid {
  readonly counts: Uint32Array;
  readonly slots: number;
  readonly rows: number;
  readonly firstSlot: number;
  readonly columnMs: number;
  readonly rowHeight: number;
  /** Requests per cell at which the colour is as strong as it gets. */
  readonly top: number;
}

const CELL_HEIGHT = 4.4;
/** How many rows of the figures one cell may hold: divisors of a decade's, so that cells meet its line. */
const STEPS = [1, 2, 3, 4, 6, 8, 12];
/** This share of the cells is paler than the ramp's top. */
const TOP_SHARE = 0.993;
const RAMP = ['h0', 'h1', 'h2', 'h3', 'h4'];
const SHADES = 64;

/** Returns how many cells hold a request. */
export function drawHeatMap(context: CanvasRenderingContext2D, plot: Plot, palette: Palette, grid: HeatGrid): number {
  const image = new OffscreenCanvas(grid.slots, grid.rows);
  const brush = image.getContext('2d');
  if (brush === null) return 0;
  const pixels = brush.createImageData(grid.slots, grid.rows);
  const cells = paint(new Uint32Array(pixels.data.buffer), grid, rampOf(palette));
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

/** null where there is nothing to draw. */
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
  const counts = new Uint32Array(slots * rows);
  for (const { startAt, figures } of columns) {
    const slot = Math.floor(startAt / columnMs) - firstSlot;
    const { cells } = figures;
    for (let i = 0; i < cells.rows.length; i += 1) {
      const row = Math.min(rows - 1, Math.max(0, Math.floor(((cells.rows[i] ?? 0) - lowest) / step)));
      const at = row * slots + slot;
      counts[at] = (counts[at] ?? 0) + (cells.counts[i] ?? 0);
    }
  }
  return { counts, slots, rows, firstSlot, columnMs, rowHeight, top: topOf(counts) };
}

/** Rounded to 1, 2 or 5, so that colours do not drift with every request. */
function topOf(counts: Uint32Array): number {
  const filled = counts.filter((count) => count > 0).toSorted();
  const top = filled[Math.floor((filled.length - 1) * TOP_SHARE)] ?? 1;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, top)));
  return Math.max(2, ([1, 2, 3, 5, 7].findLast((factor) => factor * power <= top) ?? 1) * power);
}

/** Pixels are little-endian RGBA, the top row first. */
function paint(pixels: Uint32Array, { counts, slots, rows, top }: HeatGrid, ramp: Uint32Array): number {
  const scale = (SHADES - 1) / Math.log(Math.max(2, top));
  let cells = 0;
  for (let row = 0; row < rows; row += 1) {
    const line = (rows - 1 - row) * slots;
    for (let slot = 0; slot < slots; slot += 1) {
      const count = counts[row * slots + slot] ?? 0;
      if (count === 0) continue;
      cells += 1;
      pixels[line + slot] = ramp[Math.min(SHADES - 1, Math.round(Math.log(count) * scale))] ?? 0;
    }
  }
  return cells;
}

function rampOf(palette: Palette): Uint32Array {
  const stops = RAMP.map((token) => rgbOf(palette(token)));
  return Uint32Array.from({ length: SHADES }, (_, shade) => {
    const at = (shade / (SHADES - 1)) * (stops.length - 1);
    const from = stops[Math.min(stops.length - 2, Math.floor(at))] ?? [0, 0, 0];
    const to = stops[Math.min(stops.length - 1, Math.floor(at) + 1)] ?? from;
    const share = Math.min(1, at - Math.min(stops.length - 2, Math.floor(at)));
    const mix = (channel: 0 | 1 | 2): number => Math.round(from[channel] + (to[channel] - from[channel]) * share);
    return ((255 << 24) | (mix(2) << 16) | (mix(1) << 8) | mix(0)) >>> 0;
  });
}
