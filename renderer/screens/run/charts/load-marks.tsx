// Where the load of the run was changed: a line through all charts, with the new level at its top.
import type { Annotation, LevelChange } from '../../../../shared/annotation.ts';
import { formatClock } from '../../../../shared/format.ts';
import { describeAnnotation, describeLevel } from '../../../../shared/plan/load-change.ts';
import { TIME_AXIS_HEIGHT, xOf, type Plot } from '../../../charts/plot.ts';
import type { RunView } from '../../../live-run/live-run-view.ts';
import css from './chart-stack.module.css';

interface LoadMarksProps {
  readonly annotations: readonly Annotation[];
  readonly view: RunView;
  /** The plot of the main chart; all charts share its left and width. */
  readonly plot: Plot;
  /** The top of the main chart within the stack. */
  readonly top: number;
  readonly height: number;
}

/** The texts of lines closer than this would overlap. In px. */
const ROOM_FOR_WORDS = 96;

export function LoadMarks({ annotations, view: { domain }, plot, top, height }: LoadMarksProps) {
  const changes = annotations.filter(
    (one): one is LevelChange => one.kind === 'level' && one.at >= domain.from && one.at <= domain.to,
  );
  return changes.map((change, index) => {
    const left = xOf(plot, change.at);
    const next = changes[index + 1];
    const room = (next === undefined ? plot.left + plot.width : xOf(plot, next.at)) - left;
    return (
      <div
        key={change.at}
        className={css['load-mark']}
        style={{ left, top, height: height - top - TIME_AXIS_HEIGHT }}
        role="note"
        aria-label={`${describeAnnotation(change)} at ${formatClock(change.at, true)}`}
      >
        {room >= ROOM_FOR_WORDS && <span>{describeLevel(change)}</span>}
      </div>
    );
  });
}
