// A run's standing as a small mark, with its words for those who cannot see it.
import css from './state-mark.module.css';
import { classes } from './classes.ts';
import {
  IconAlertTriangle,
  IconCircleCheckFilled,
  IconCircleDot,
  IconCircleMinus,
  IconCircleXFilled,
  IconPlayerStop,
  type Icon,
} from '@tabler/icons-react';
import type { RunRow } from '../../shared/run.ts';
import { standingOf, standingWords, type Standing } from './run-standing.ts';

const MARKS: Readonly<Record<Standing, Icon>> = {
  active: IconCircleDot,
  passed: IconCircleCheckFilled,
  broken: IconCircleXFilled,
  completed: IconCircleMinus,
  stopped: IconPlayerStop,
  failed: IconCircleXFilled,
  interrupted: IconAlertTriangle,
};

export function StateMark({ run }: { readonly run: Pick<RunRow, 'state' | 'verdicts' | 'summary'> }) {
  const standing = standingOf(run);
  const words = standingWords(run);
  const Mark = MARKS[standing];
  return (
    <span className={classes('state-mark', css[`state-mark-${standing}`])} title={words}>
      <Mark size={16} stroke={1.75} aria-hidden />
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
