// One cursor through all charts: a line, the time on the axis, the column's figures, and the request nearest to the pointer.
import { useState, type PointerEvent } from 'react';
import { formatClock } from '../../../shared/format.ts';
import { nearestSpot, type Spot } from '../../charts/dots.ts';
import { xOf, type Plot } from '../../charts/plot.ts';
import type { RunView } from '../../live-run-view.ts';
import { ColumnTooltip, SpotTooltip } from './tooltips.tsx';

interface CursorProps {
  readonly view: RunView;
  /** Of the hero; all charts share its left and width. */
  readonly plot: Plot;
  /** Where the hero begins within the stack. */
  readonly top: number;
  readonly height: number;
  readonly spots: readonly Spot[];
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const REACH = 9;

export function Cursor({ view, plot, top, height, spots }: CursorProps) {
  const [point, setPoint] = useState<Point | null>(null);
  const [keyed, setKeyed] = useState<number | null>(null);
  const handleMove = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setPoint({ x: event.clientX - box.left, y: event.clientY - box.top });
    setKeyed(null);
  };
  const at = keyed === null ? columnAt(view, plot, point) : Math.min(keyed, view.columns.length - 1);
  const column = at === null ? undefined : view.columns[at];
  const spot = point === null || keyed !== null ? null : nearestSpot(spots, point.x, point.y - top, REACH);
  const x = column === undefined ? 0 : xOf(plot, (column.startAt + Math.min(column.endAt, view.knownUntil)) / 2);
  const nowX = xOf(plot, view.knownUntil);
  return (
    <>
      <div className="cursor-area" onPointerMove={handleMove} onPointerLeave={() => setPoint(null)} style={{ height }} />
      {!view.isOver && view.knownUntil > 0 && nowX <= plot.left + plot.width + 1 && (
        <div className="cursor-line now" style={{ left: nowX, top, height: height - top - 20 }}>
          <span className="cursor-pill">{formatClock(view.knownUntil, view.domain.to - view.domain.from <= 4000)}</span>
        </div>
      )}
      {column !== undefined && (
        <div className="cursor-line" style={{ left: x, top, height: height - top - 20 }}>
          <span className="cursor-pill">{formatClock(column.startAt, view.columnMs < 1000)}</span>
        </div>
      )}
      {spot !== null && <div className="cursor-ring" style={{ left: spot.x, top: spot.y + top }} />}
      {column !== undefined && (
        <div className="chart-tooltip" style={placeOf(plot, top, x)}>
          {spot === null ? <ColumnTooltip column={column} view={view} /> : <SpotTooltip spot={spot} />}
        </div>
      )}
      <input
        className="cursor-keys"
        type="range"
        aria-label="Column under the cursor"
        min={0}
        max={Math.max(0, view.columns.length - 1)}
        value={at ?? view.columns.length - 1}
        aria-valuetext={column === undefined ? 'none' : formatClock(column.startAt, true)}
        onChange={(event) => setKeyed(Number(event.currentTarget.value))}
        onBlur={() => setKeyed(null)}
      />
    </>
  );
}

function columnAt(view: RunView, plot: Plot, point: Point | null): number | null {
  if (point === null || point.x < plot.left || point.x > plot.left + plot.width) return null;
  const time = plot.domain.from + ((point.x - plot.left) / plot.width) * (plot.domain.to - plot.domain.from);
  const at = view.columns.findIndex((column) => time >= column.startAt && time < column.endAt);
  return at === -1 ? null : at;
}

/** On the other side of the middle, so that it never covers the column it speaks of. */
function placeOf(plot: Plot, top: number, x: number): { left?: number; right?: string; top: number } {
  const isLeft = x < plot.left + plot.width / 2;
  return isLeft ? { left: x + 16, top: top + 12 } : { right: `calc(100% - ${x - 16}px)`, top: top + 12 };
}
