// Below a run's header: why it did not end normally.
import type { RunRow } from '../../../../shared/run.ts';
import { hasNothingToShow } from '../nothing-to-show.ts';
import css from '../run-screen.module.css';
import { classes } from '../../../ui/classes.ts';

/** Not shown if the reason takes the place of the charts. */
export function Notice({ row }: { readonly row: RunRow }) {
  if (row.reason === null || hasNothingToShow(row)) return null;
  return <p className={row.state === 'failed' ? classes(css['run-notice'], 'is-bad') : css['run-notice']}>{row.reason}</p>;
}
