// One step in the outline: number, method, name, the names that it makes. Drawn anew only when one of these changes: a plan may
// have hundreds of steps, and every keystroke in the editor reaches the outline.
import { IconAlertCircle, IconGripVertical } from '@tabler/icons-react';
import { memo } from 'react';
import { plural } from '../../../../shared/format.ts';
import { classes } from '../../../ui/classes.ts';
import css from './outline.module.css';
import type { Thread } from './thread.ts';
import type { StepActions } from './use-step-actions.ts';

interface OutlineRowProps {
  readonly scenario: number;
  readonly step: number;
  readonly method: string;
  readonly name: string;
  /** With blanks between them. */
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
  const { scenario, step, method, name, made, chosen, problems, thread, isCurrent, isDragged, canMove, actions } = props;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree has the keys
    <div
      role="treeitem"
      aria-level={2}
      aria-selected={isCurrent}
      data-item={`step-${scenario}-${step}`}
      data-scenario={scenario}
      data-step={step}
      data-dragged={isDragged ? '' : undefined}
      data-movable={canMove ? '' : undefined}
      tabIndex={isCurrent ? 0 : -1}
      className={css['row']}
      title={name}
      onClick={() => actions.go({ kind: 'step', scenario, step })}
    >
      <span className={css['number']} data-handle>
        <span>
          <span className="visually-hidden">Step </span>
          {step + 1}
        </span>
        {canMove && <IconGripVertical size={14} stroke={1.75} aria-hidden />}
      </span>
      <span className={classes(css['method'], 'mono')}>{method}</span>
      <span className={css['name']}>{name}</span>
      {problems > 0 ? (
        <span className={css['problem']}>
          <IconAlertCircle size={14} stroke={1.75} aria-hidden />
          <span className="visually-hidden">{`${problems} ${plural(problems, 'problem')}`}</span>
        </span>
      ) : (
        <span className={classes(css['made'], 'mono')}>
          {made !== '' && <span className="visually-hidden">makes </span>}
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
