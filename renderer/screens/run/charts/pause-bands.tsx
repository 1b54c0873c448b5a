// Where the run was paused: a band through all charts.
import type { Pause } from '../../../../shared/annotation.ts';
import { formatClock, formatTime } from '../../../../shared/format.ts';
import { TIME_AXIS_HEIGHT, xOf, type Plot } from '../../../charts/plot.ts';
import type { RunView } from '../../../live-run/live-run-view.ts';
import css from './chart-stack.module.css';

interface PauseBandsProps {
  readonly pauses: readonly Pause[];
  readonly view: RunView;
  /** The plot of the main chart; all charts share its left and width. */
  readonly plot: Plot;
  /** The top of the main chart within the stack. */
  readonly top: number;
  readonly height: number;
}

const ROOM_FOR_WORD = 56;

export function PauseBands({ pauses, view: { domain }, plot, top, height }: PauseBandsProps) {
  const shown = pauses.filter(({ from, to }) => to > domain.from && from < domain.to);
  return shown.map(({ from, to }) => {
    const left = xOf(plot, Math.max(from, domain.from));
    const width = xOf(plot, Math.min(to, domain.to)) - left;
    return (
      <div
        key={from}
        className={css['pause-band']}
        style={{ left, width, top, height: height - top - TIME_AXIS_HEIGHT }}
        role="note"
        aria-label={`Paused at ${formatClock(from, true)} for ${formatTime(to - from)}`}
      >
        {width >= ROOM_FOR_WORD && <span>Paused</span>}
      </div>
    );
  });
}
