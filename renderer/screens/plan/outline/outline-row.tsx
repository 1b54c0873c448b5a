// One step in the outline: number, method, name, and the names that it makes. It is only rendered again when one of these
// changes, because a plan may have hundreds of steps and every keystroke in the editor reaches the outline.
import { IconAlertCircle, IconGripVertical, IconUser } from '@tabler/icons-react';
import { memo } from 'react';
import { plural } from '../../../../shared/format.ts';
import { classes } from '../../../ui/classes.ts';
import { stepOfPath } from '../draft/step-list.ts';
import css from './outline.module.css';
import type { Thread } from './thread.ts';
import type { StepActions } from './use-step-actions.ts';
import textCss from '../../../ui/text.module.css';

interface OutlineRowProps {
  /** Form path of the step. */
  readonly path: string;
  readonly step: number;
  /** Sent once by each user. */
  readonly isOnce: boolean;
  readonly method: string;
  readonly name: string;
  /** Separated by blanks. */
  readonly made: string;
  readonly chosen: string | null;
  readonly problems: number;
  readonly thread: Thread | null;
  readonly isCurrent: boolean;
  readonly isDragged: boolean;
  readonly canMove: boolean;
  readonly actions: StepActions;
}

export const OutlineRow = memo(function OutlineRow(props: OutlineRowProps) {
  const { path, step, isOnce, method, name, made, chosen, problems, thread, isCurrent, isDragged, canMove, actions } = props;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree has the keys
    <div
      role="treeitem"
      aria-level={2}
      aria-selected={isCurrent}
      data-item={path}
      data-step={path}
      data-dragged={isDragged ? '' : undefined}
      data-movable={canMove ? '' : undefined}
      tabIndex={isCurrent ? 0 : -1}
      className={css['row']}
      title={name}
      onClick={() => goToPath(path, actions)}
    >
      <span className={css['number']} data-handle>
        <span>
          <span className={textCss['visually-hidden']}>{isOnce ? 'Once a user, step ' : 'Step '}</span>
          {isOnce ? <IconUser className={css['person']} size={14} stroke={1.75} aria-hidden /> : step + 1}
          {isOnce && <span className={textCss['visually-hidden']}>{step + 1}</span>}
        </span>
        {canMove && <IconGripVertical size={14} stroke={1.75} aria-hidden />}
      </span>
      <span className={classes(css['method'], textCss['mono'])}>{method}</span>
      <span className={css['name']}>{name}</span>
      {problems > 0 ? (
        <span className={css['problem']}>
          <IconAlertCircle size={14} stroke={1.75} aria-hidden />
          <span className={textCss['visually-hidden']}>{`${problems} ${plural(problems, 'problem')}`}</span>
        </span>
      ) : (
        <span className={classes(css['made'], textCss['mono'])}>
          {made !== '' && <span className={textCss['visually-hidden']}>makes </span>}
          {made.split(' ').map((one) => (
            <span key={one} data-chosen={one !== '' && one === chosen ? '' : undefined}>
              {one}
            </span>
          ))}
        </span>
      )}
      <span className={css['gutter']} data-thread={thread?.line} data-dot={thread?.dot ?? undefined} aria-hidden />
    </div>
  );
});

function goToPath(path: string, actions: StepActions): void {
  const at = stepOfPath(path);
  if (at !== null) actions.go({ kind: 'step', ...at });
}
