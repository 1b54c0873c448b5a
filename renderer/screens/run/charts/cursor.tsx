// One cursor through all charts: a line, the time on the axis, the column's figures, and the request nearest to the pointer.
import { formatClock } from '../../../../shared/format.ts';
import type { OutsideSeries } from '../../../../shared/outside-series.ts';
import type { Spot } from '../../../charts/dots.ts';
import { xOf, type Plot } from '../../../charts/plot.ts';
import { tooltipPlace, tooltipTop } from './tooltip-place.ts';
import { ColumnTooltip, SpotTooltip } from './tooltips.tsx';
import { useCursor, type CursorInput } from './use-cursor.ts';
import css from './chart-stack.module.css';
import { classes } from '../../../ui/classes.ts';
import { useFirstFocus } from '../../../ui/use-first-focus.ts';

interface CursorProps extends CursorInput {
  readonly height: number;
  /** Figures from outside, whose values are shown as well. */
  readonly series: readonly OutsideSeries[];
  /** True if it gets the focus once it appears. */
  readonly takesFocus: boolean;
}

export function Cursor({ height, series, takesFocus, ...input }: CursorProps) {
  const keys = useFirstFocus<HTMLInputElement>(takesFocus);
  const { view, plot, top, spots, onWhole } = input;
  const { column: at, spot, drag, standAt, leave, pointer } = useCursor(input);
  const column = at === null ? undefined : view.columns[at];
  const x = column === undefined ? 0 : xOf(plot, (column.startAt + Math.min(column.endAt, view.knownUntil)) / 2);
  const nowX = xOf(plot, view.knownUntil);
  const isTold = column !== undefined && drag === null;
  return (
    <>
      {/* Opening a request and zooming are also possible by keyboard. */}
      <div
        className={spot === null ? css['cursor-area'] : classes(css['cursor-area'], 'is-on-spot')}
        {...pointer}
        onDoubleClick={onWhole}
        style={{ height }}
      />
      {!view.isOver && view.knownUntil > 0 && nowX <= plot.left + plot.width + 1 && (
        <div className={classes(css['cursor-line'], css['now'])} style={{ left: nowX, top, height: height - top - 20 }}>
          <span className={css['cursor-pill']}>{formatClock(view.knownUntil, view.domain.to - view.domain.from <= 4000)}</span>
        </div>
      )}
      {drag !== null && (
        <div
          className={css['cursor-drag']}
          style={{ left: drag.left, width: drag.right - drag.left, top, height: height - top - 20 }}
        />
      )}
      {isTold && (
        <div className={css['cursor-line']} style={{ left: x, top, height: height - top - 20 }}>
          <span className={css['cursor-pill']}>{formatClock(column.startAt, view.columnMs < 1000)}</span>
        </div>
      )}
      {spot !== null && <div className={css['cursor-ring']} style={{ left: spot.x, top: spot.y + top }} />}
      {isTold && (
        <div className={css['chart-tooltip']} style={placeOf(plot, top, x, spots)}>
          {spot === null ? (
            <ColumnTooltip column={column} view={view} series={series} />
          ) : (
            <SpotTooltip spot={spot} view={view} />
          )}
        </div>
      )}
      <input
        ref={keys}
        className={css['cursor-keys']}
        type="range"
        aria-label="Column under the cursor"
        min={0}
        max={Math.max(0, view.columns.length - 1)}
        value={at ?? Math.max(0, view.columns.length - 1)}
        aria-valuetext={column === undefined ? `none, ${spots.length} requests drawn` : formatClock(column.startAt, true)}
        onChange={(event) => standAt(Number(event.currentTarget.value))}
        onBlur={leave}
      />
    </>
  );
}

function placeOf(plot: Plot, top: number, x: number, spots: readonly Spot[]): { left?: number; right?: string; top: number } {
  const { side, edge } = tooltipPlace(plot, x, spots);
  const place = top + tooltipTop(plot, edge);
  return side === 'right' ? { left: x + 16, top: place } : { right: `calc(100% - ${x - 16}px)`, top: place };
}
