// The number of a run among the runs of its name, shown discreetly after the name.
import { numberWords, type RunBrief } from '../../shared/run.ts';
import css from './run-description.module.css';

export function RunNumber({ run: { number } }: { readonly run: Pick<RunBrief, 'number'> }) {
  if (number === 0) return null;
  return (
    <span
      className={css['run-number']}
      title="The number of this run among the runs of its name; deleting others does not change it"
    >
      {numberWords(number)}
    </span>
  );
}
