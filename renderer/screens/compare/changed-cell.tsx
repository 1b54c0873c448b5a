// A figure of one run with its change against the first run below.
import type { StepChange } from '../../../shared/compared-steps.ts';
import { classes } from '../../ui/classes.ts';
import css from './compare-screen.module.css';

/** From this change on, it is emphasised. */
const LARGE_CHANGE = 0.1;

interface ChangedCellProps {
  readonly words: string;
  readonly change: StepChange | null;
}

export function ChangedCell({ words, change }: ChangedCellProps) {
  const isLarge = change !== null && Math.abs(change.share) >= LARGE_CHANGE;
  const favour = !isLarge ? 'is-neither' : change.share > 0 ? 'is-worse' : 'is-better';
  return (
    <td className={css['number']}>
      {words}
      {change !== null && <small className={classes(css['compare-change'], favour)}>{change.words}</small>}
    </td>
  );
}
