// The warm-up: a tint through all charts, because its requests are drawn but excluded from all statistics of the run.
import { formatTime } from '../../../../shared/format.ts';
import { TIME_AXIS_HEIGHT, xOf, type Plot } from '../../../charts/plot.ts';
import type { RunView } from '../../../live-run/live-run-view.ts';
import css from './chart-stack.module.css';

interface WarmupBandProps {
  readonly view: RunView;
  /** The plot of the main chart; all charts share its left and width. */
  readonly plot: Plot;
  /** The top of the main chart within the stack. */
  readonly top: number;
  readonly height: number;
}

const ROOM_FOR_WORD = 64;

export function WarmupBand({ view: { warmupMs, domain }, plot, top, height }: WarmupBandProps) {
  const to = Math.min(warmupMs, domain.to);
  const from = Math.max(0, domain.from);
  if (to <= from) return null;
  const left = xOf(plot, from);
  const width = xOf(plot, to) - left;
  return (
    <div
      className={css['warmup-band']}
      style={{ left, width, top, height: height - top - TIME_AXIS_HEIGHT }}
      role="note"
      aria-label={`Warm-up of ${formatTime(warmupMs)}: excluded from all statistics`}
    >
      {width >= ROOM_FOR_WORD && <span>warm-up</span>}
    </div>
  );
}
