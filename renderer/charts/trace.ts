// Lines and areas through columns of time on a canvas. A missing value interrupts them; a single value is a short horizontal
// stroke.
import { xOf, yOf, type Plot } from './plot.ts';

/** Times are in ms; null values are gaps. */
export interface TracePoint {
  readonly from: number;
  readonly to: number;
  readonly value: number | null;
}

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dash?: readonly number[];
}

export function strokeTrace(context: CanvasRenderingContext2D, plot: Plot, points: readonly TracePoint[], stroke: Stroke): void {
  context.save();
  clipToPlot(context, plot);
  context.strokeStyle = stroke.colour;
  context.lineWidth = stroke.width;
  context.lineJoin = 'round';
  context.setLineDash([...(stroke.dash ?? [])]);
  context.beginPath();
  for (const piece of piecesOf(points)) tracePiece(context, plot, piece);
  context.stroke();
  context.restore();
}

/** Between two traces with the same columns, or down to the axis if there is no lower one. */
export function fillBetween(
  context: CanvasRenderingContext2D,
  plot: Plot,
  upper: readonly TracePoint[],
  lower: readonly TracePoint[] | null,
  colour: string,
): void {
  context.save();
  clipToPlot(context, plot);
  context.fillStyle = colour;
  const floor = plot.top + plot.height;
  const lowerPieces = lower === null ? null : piecesOf(lower);
  piecesOf(upper).forEach((piece, at) => {
    const top = pathOf(plot, piece);
    const under = lowerPieces === null ? top.map(([x]) => [x, floor] as const) : pathOf(plot, lowerPieces[at] ?? []);
    context.beginPath();
    for (const [x, y] of top) context.lineTo(x, y);
    for (const [x, y] of under.toReversed()) context.lineTo(x, y);
    context.closePath();
    context.fill();
  });
  context.restore();
}

/** The first and last columns may extend beyond the ends of a window; half a line's width above remains visible. */
function clipToPlot(context: CanvasRenderingContext2D, { left, top, width, height }: Plot): void {
  context.beginPath();
  context.rect(left, top - 2, width, height + 4);
  context.clip();
}

/** Where a trace ends, or null if it has no value at all. */
export function endOf(plot: Plot, points: readonly TracePoint[]): { readonly x: number; readonly y: number } | null {
  const last = points.findLast((point) => point.value !== null);
  return last === undefined ? null : { x: Math.min(plot.left + plot.width, xOf(plot, last.to)), y: yOf(plot, last.value ?? 0) };
}

type Piece = readonly (TracePoint & { readonly value: number })[];

function piecesOf(points: readonly TracePoint[]): Piece[] {
  const pieces: (TracePoint & { readonly value: number })[][] = [];
  let isOpen = false;
  for (const { from, to, value } of points) {
    if (value === null) {
      isOpen = false;
      continue;
    }
    if (!isOpen) pieces.push([]);
    pieces.at(-1)?.push({ from, to, value });
    isOpen = true;
  }
  return pieces;
}

function tracePiece(context: CanvasRenderingContext2D, plot: Plot, piece: Piece): void {
  pathOf(plot, piece).forEach(([x, y], at) => (at === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
}

/** Through the middle of each column, and to the outer edges of the first and last. */
function pathOf(plot: Plot, piece: Piece): (readonly [number, number])[] {
  const first = piece[0];
  const last = piece.at(-1);
  if (first === undefined || last === undefined) return [];
  const middles = piece.map(({ from, to, value }) => [xOf(plot, (from + to) / 2), yOf(plot, value)] as const);
  return [[xOf(plot, first.from), yOf(plot, first.value)], ...middles, [xOf(plot, last.to), yOf(plot, last.value)]];
}
