// Single requests as dots and marks on a canvas, and the one that is nearest to the pointer.
import { outcomeOf } from '../../shared/outcome.ts';
import { FAILURES_PER_SNAPSHOT, SLOWEST_PER_SNAPSHOT, type Dots } from '../../shared/snapshot.ts';
import type { TimeMeasure } from '../../shared/plan/threshold.ts';
import { isPlain, tokenOf, type DotColours } from './colouring.ts';
import { MARK_PATH, markOf, SLOWEST_MARK, type MarkShape } from './marks.ts';
import type { Palette } from './palette.ts';
import { xOf, yOf, type Plot } from './plot.ts';

/** One request on the screen: its position, and its row in which dots. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly dots: Dots;
  readonly row: number;
  /** Its position on the time axis, in ms since the run's start. */
  readonly at: number;
}

export interface SpotsView {
  /** Placed at the time it ended, or at the time it was due. */
  readonly placement: 'ended' | 'due';
  readonly measure: TimeMeasure;
  /** True if every request is drawn; otherwise only the slowest and failures over a heat map. */
  readonly showsAll: boolean;
}

/** The requests of these columns as spots: all of them, or those that a heat map would hide. */
export function spotsOf(plot: Plot, columns: readonly { readonly dots: Dots }[], view: SpotsView): Spot[] {
  const { placement, measure, showsAll } = view;
  const spots: Spot[] = [];
  const { from, to } = plot.domain;
  for (const { dots } of columns) {
    const times = measure === 'service_time' ? dots.service : dots.response;
    for (const row of showsAll ? dots.endedAt.keys() : outstandingRows(dots, times)) {
      const endedAt = dots.endedAt[row] ?? 0;
      const at = placement === 'due' ? endedAt - (dots.response[row] ?? 0) : endedAt;
      if (at < from - ROUNDING_MS || at > to + ROUNDING_MS) continue;
      spots.push({ x: xOf(plot, at), y: yOf(plot, times[row] ?? 0), dots, row, at });
    }
  }
  return spots;
}

/** Response times are stored in 32 bits: a request that was due at the very start of a window must not fall out of it. */
const ROUNDING_MS = 0.05;

/** The slowest of a column, as many as a snapshot of a large run keeps, and its first failures. */
function outstandingRows(dots: Dots, times: Float32Array): Iterable<number> {
  const rows = [...dots.endedAt.keys()];
  const failed = rows.filter((row) => dots.outcome[row] !== 0).slice(0, FAILURES_PER_SNAPSHOT);
  if (rows.length <= SLOWEST_PER_SNAPSHOT) return rows;
  const slowest = rows.toSorted((a, b) => (times[b] ?? 0) - (times[a] ?? 0)).slice(0, SLOWEST_PER_SNAPSHOT);
  return new Set([...failed, ...slowest]);
}

/** Returns the spots in the order in which they were painted: dots first, marks of unsuccessful requests over them. */
export function drawSpots(
  context: CanvasRenderingContext2D,
  palette: Palette,
  spots: readonly Spot[],
  view: SpotsView,
  colours: DotColours,
): Spot[] {
  const painted: Spot[] = [];
  const size = view.showsAll ? dotSize(spots.length) : colours.colouring === 'outcome' ? 1 : 2;
  for (const spot of spots) {
    if (!isPlainSpot(spot)) continue;
    context.fillStyle = palette(tokenOf(spot.dots, spot.row, colours, view.showsAll ? 'h2' : 't1'));
    fillDot(context, spot, size);
    painted.push(spot);
  }
  if (!view.showsAll)
    for (const spot of slowestOfSeconds(spots, view.measure))
      stamp(context, palette, SLOWEST_MARK.shape, SLOWEST_MARK.token, spot);
  for (const spot of spots) {
    if (isPlainSpot(spot)) continue;
    const { shape, token } = markOf(outcomeOf(spot.dots.outcome[spot.row] ?? 0));
    stamp(context, palette, shape, tokenOf(spot.dots, spot.row, colours, token), spot);
    painted.push(spot);
  }
  return painted;
}

/** The nearest spot within reach of a point, or null. */
export function nearestSpot(spots: readonly Spot[], x: number, y: number, reach: number): Spot | null {
  let nearest: Spot | null = null;
  let least = reach * reach;
  for (const spot of spots) {
    const distance = (spot.x - x) ** 2 + (spot.y - y) ** 2;
    if (distance > least) continue;
    least = distance;
    nearest = spot;
  }
  return nearest;
}

function dotSize(count: number): number {
  return count > 1500 ? 2 : count > 200 ? 3 : count > 40 ? 4 : 6;
}

function fillDot(context: CanvasRenderingContext2D, { x, y }: Spot, size: number): void {
  if (size <= 2) return context.fillRect(Math.round(x - size / 2), Math.round(y - size / 2), size, size);
  context.beginPath();
  context.arc(x, y, size / 2 + 0.25, 0, 2 * Math.PI);
  context.fill();
}

function slowestOfSeconds(spots: readonly Spot[], measure: TimeMeasure): Spot[] {
  const slowest = new Map<number, Spot>();
  const timeOf = ({ dots, row }: Spot): number => (measure === 'service_time' ? dots.service : dots.response)[row] ?? 0;
  const seconds = secondsPerRing(spots);
  for (const spot of spots) {
    if (!isPlainSpot(spot)) continue;
    const slot = Math.floor(spot.at / 1000 / seconds);
    const known = slowest.get(slot);
    if (known === undefined || timeOf(spot) > timeOf(known)) slowest.set(slot, spot);
  }
  return [...slowest.values()];
}

/** Rings need space: there is one per second, or so few that they are 14 px apart. */
function secondsPerRing(spots: readonly Spot[]): number {
  const first = spots[0];
  const last = spots.at(-1);
  if (first === undefined || last === undefined || last.x <= first.x) return 1;
  const seconds = (last.at - first.at) / 1000;
  return Math.max(1, Math.ceil((14 * seconds) / (last.x - first.x)));
}

function isPlainSpot({ dots, row }: Spot): boolean {
  return isPlain(dots.outcome[row] ?? 0);
}

const stamps = new Map<string, ImageBitmap>();
const STAMP = 12;

/** Each mark is drawn once per colour and then copied. */
function stamp(context: CanvasRenderingContext2D, palette: Palette, shape: MarkShape, token: string, { x, y }: Spot): void {
  const colour = palette(token);
  const ratio = globalThis.devicePixelRatio;
  const key = `${shape} ${colour} ${ratio}`;
  let picture = stamps.get(key);
  if (picture === undefined) {
    picture = drawStamp(shape, colour, palette('bg'), ratio);
    stamps.set(key, picture);
  }
  context.drawImage(picture, x - STAMP / 2, y - STAMP / 2, STAMP, STAMP);
}

function drawStamp(shape: MarkShape, colour: string, ground: string, ratio: number): ImageBitmap {
  const picture = new OffscreenCanvas(STAMP * ratio, STAMP * ratio);
  const brush = picture.getContext('2d');
  if (brush === null) return picture.transferToImageBitmap();
  brush.scale(ratio, ratio);
  brush.translate((STAMP - 10) / 2, (STAMP - 10) / 2);
  const path = new Path2D(MARK_PATH[shape]);
  brush.lineJoin = 'round';
  // A rim in the background colour separates the mark from the heat map.
  brush.strokeStyle = ground;
  brush.lineWidth = 3;
  brush.globalAlpha = 0.7;
  brush.stroke(path);
  brush.globalAlpha = 1;
  brush.strokeStyle = colour;
  // The slowest requests are marked less prominently than failures.
  brush.lineWidth = shape === 'ring' ? 1 : 1.5;
  brush.stroke(path);
  return picture.transferToImageBitmap();
}
