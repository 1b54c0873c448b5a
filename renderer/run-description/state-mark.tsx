// A run's status as a small mark, with its words for those who cannot see it.
import css from './state-mark.module.css';
import { classes } from '../ui/classes.ts';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleCheckFilled,
  IconCircleDot,
  IconCircleXFilled,
  IconPlayerStop,
  type Icon,
} from '@tabler/icons-react';
import type { RunBrief } from '../../shared/run.ts';
import { statusOf, statusWords, type Status } from './run-status.ts';
import textCss from '../ui/text.module.css';

const MARKS: Readonly<Record<Status, Icon>> = {
  active: IconCircleDot,
  passed: IconCircleCheckFilled,
  broken: IconCircleXFilled,
  completed: IconCircleCheck,
  stopped: IconPlayerStop,
  failed: IconCircleXFilled,
  interrupted: IconAlertTriangle,
};

export function StateMark({ run }: { readonly run: Pick<RunBrief, 'state' | 'verdicts' | 'summary'> }) {
  const status = statusOf(run);
  const words = statusWords(run);
  const Mark = MARKS[status];
  return (
    <span className={classes(css['state-mark'], css[`state-mark-${status}`])} title={words}>
      <Mark size={16} stroke={1.75} aria-hidden />
      <span className={textCss['visually-hidden']}>{words}</span>
    </span>
  );
}
