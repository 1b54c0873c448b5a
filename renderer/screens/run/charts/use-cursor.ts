// The position of the cursor in the charts: by the pointer, or by keys, a column or a failure at a time; and the range of a drag.
import { useState, type PointerEvent } from 'react';
import { isFailedDot } from '../../../charts/colouring.ts';
import { nearestSpot, type Spot } from '../../../charts/dots.ts';
import type { Plot } from '../../../charts/plot.ts';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import { roundWindow, zoomStep } from '../../../charts/zoom.ts';
import type { RunView } from '../../../live-run/live-run-view.ts';
import { useShortcuts } from '../../../shortcuts/use-shortcuts.ts';

export interface CursorInput {
  readonly view: RunView;
  /** The plot of the main chart; all charts share its left and width. */
  readonly plot: Plot;
  /** The top of the main chart within the stack. */
  readonly top: number;
  readonly spots: readonly Spot[];
  readonly onZoom: (window: TimeDomain) => void;
  readonly onWhole: () => void;
  readonly onOpen: (spot: Spot) => void;
}

type Stand =
  | { readonly kind: 'none' }
  | { readonly kind: 'pointer'; readonly x: number; readonly y: number }
  | { readonly kind: 'column'; readonly at: number }
  | { readonly kind: 'spot'; readonly spot: Spot };

interface Drag {
  /** px in the stack. */
  readonly fromX: number;
  readonly toX: number;
}

export interface CursorState {
  /** Index of the column, or null. */
  readonly column: number | null;
  readonly spot: Spot | null;
  /** In px within the stack, left to right; null while nothing is dragged. */
  readonly drag: { readonly left: number; readonly right: number } | null;
  readonly standAt: (column: number) => void;
  readonly leave: () => void;
  readonly pointer: Readonly<
    Record<'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerLeave', (event: PointerEvent<HTMLDivElement>) => void>
  >;
}

const REACH = 9;
/** A press that moves less than this is a click. In px. */
const LEAST_DRAG = 4;
const LEAP = 10;

export function useCursor(input: CursorInput): CursorState {
  const { view, plot, top, spots, onOpen } = input;
  const [stand, setStand] = useState<Stand>({ kind: 'none' });
  const [drag, setDrag] = useState<Drag | null>(null);
  const spot = spotAt(stand, spots, top);
  const column = columnOf(stand, view, plot);
  const standAt = (at: number): void => setStand({ kind: 'column', at });
  const leave = (): void => setStand({ kind: 'none' });
  const step = (by: number): void => {
    const last = view.columns.length - 1;
    if (last >= 0) standAt(Math.max(0, Math.min(last, column === null ? last : column + by)));
  };
  const chosen = spot ?? slowestIn(spots, view, column);
  useShortcuts({
    'cursor.left': () => step(-1),
    'cursor.right': () => step(1),
    'cursor.leapLeft': () => step(-LEAP),
    'cursor.leapRight': () => step(LEAP),
    'cursor.failureBefore': () => setStand(neighbour(spots, stand, timeAt(stand, view, plot), -1)),
    'cursor.failureAfter': () => setStand(neighbour(spots, stand, timeAt(stand, view, plot), 1)),
    'cursor.open': chosen === null ? undefined : () => onOpen(chosen),
    'cursor.leave': stand.kind === 'none' ? undefined : () => (drag === null ? leave() : setDrag(null)),
  });
  return {
    column,
    spot,
    drag: drag === null || Math.abs(drag.toX - drag.fromX) < LEAST_DRAG ? null : spanOf(drag, plot),
    standAt,
    leave,
    pointer: pointerHandlers(input, drag, setDrag, setStand),
  };
}

function pointerHandlers(
  { view, plot, top, spots, onZoom, onOpen }: CursorInput,
  drag: Drag | null,
  setDrag: (drag: Drag | null) => void,
  setStand: (stand: Stand) => void,
): CursorState['pointer'] {
  const place = (event: PointerEvent<HTMLDivElement>): { x: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  return {
    onPointerDown: (event) => {
      const { x } = place(event);
      if (event.button !== 0 || x < plot.left - 4 || x > plot.left + plot.width + 4) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ fromX: x, toX: x });
    },
    onPointerMove: (event) => {
      const at = place(event);
      setStand({ kind: 'pointer', ...at });
      if (drag !== null) setDrag({ ...drag, toX: at.x });
    },
    onPointerUp: (event) => {
      if (drag === null) return;
      setDrag(null);
      const { x, y } = place(event);
      if (Math.abs(x - drag.fromX) < LEAST_DRAG) {
        const spot = nearestSpot(spots, x, y - top, REACH);
        if (spot !== null) onOpen(spot);
        return;
      }
      const window = windowOf({ fromX: drag.fromX, toX: x }, plot, view);
      if (window !== null) onZoom(window);
    },
    onPointerLeave: () => setStand({ kind: 'none' }),
  };
}

function spanOf({ fromX, toX }: Drag, { left, width }: Plot): { left: number; right: number } {
  const inside = (x: number): number => Math.min(left + width, Math.max(left, x));
  return { left: inside(Math.min(fromX, toX)), right: inside(Math.max(fromX, toX)) };
}

function windowOf(drag: Drag, plot: Plot, view: RunView): TimeDomain | null {
  const { left, right } = spanOf(drag, plot);
  const bounds = { from: plot.domain.from, to: Math.min(plot.domain.to, view.knownUntil) };
  return roundWindow(timeOfX(plot, left), timeOfX(plot, right), zoomStep(plot.domain, plot.width), bounds);
}

function timeOfX({ left, width, domain }: Plot, x: number): number {
  return domain.from + ((x - left) / width) * (domain.to - domain.from);
}

function spotAt(stand: Stand, spots: readonly Spot[], top: number): Spot | null {
  if (stand.kind === 'pointer') return nearestSpot(spots, stand.x, stand.y - top, REACH);
  if (stand.kind !== 'spot') return null;
  // The same request in the current picture.
  const { dots, row } = stand.spot;
  const isSame = (other: Spot): boolean =>
    other.dots.endedAt[other.row] === dots.endedAt[row] && other.dots.iteration[other.row] === dots.iteration[row];
  return spots.find((other) => isSame(other)) ?? null;
}

function columnOf(stand: Stand, view: RunView, plot: Plot): number | null {
  if (stand.kind === 'column') return Math.min(stand.at, view.columns.length - 1);
  const time = timeAt(stand, view, plot);
  if (time === null) return null;
  const at = view.columns.findIndex((column) => time >= column.startAt && time < column.endAt);
  return at === -1 ? null : at;
}

function timeAt(stand: Stand, view: RunView, plot: Plot): number | null {
  switch (stand.kind) {
    case 'pointer':
      return stand.x < plot.left || stand.x > plot.left + plot.width ? null : timeOfX(plot, stand.x);
    case 'column':
      return view.columns[stand.at]?.startAt ?? null;
    case 'spot':
      return stand.spot.at;
    case 'none':
      return null;
  }
}

/** The failure nearest to the cursor, or to the picture's end; without any, the cursor stays. */
function neighbour(spots: readonly Spot[], stand: Stand, time: number | null, direction: 1 | -1): Stand {
  const failed = spots.filter(({ dots, row }) => isFailedDot(dots, row)).toSorted((a, b) => a.at - b.at);
  const from = time ?? (direction === 1 ? -Infinity : Infinity);
  const known =
    stand.kind === 'spot'
      ? failed.findIndex(
          ({ at, row, dots }) => at === stand.spot.at && dots.iteration[row] === stand.spot.dots.iteration[stand.spot.row],
        )
      : -1;
  const next =
    known === -1
      ? direction === 1
        ? failed.find(({ at }) => at >= from)
        : failed.findLast(({ at }) => at <= from)
      : failed[known + direction];
  return next === undefined ? stand : { kind: 'spot', spot: next };
}

function slowestIn(spots: readonly Spot[], view: RunView, column: number | null): Spot | null {
  const span = column === null ? undefined : view.columns[column];
  if (span === undefined) return null;
  const within = spots.filter(({ at }) => at >= span.startAt && at < span.endAt);
  // The smallest y is the longest time.
  return within.toSorted((a, b) => a.y - b.y)[0] ?? null;
}
