// Why the stored requests could not be read, with a button to try again.
import type { Failure } from '../../../../shared/errors.ts';
import css from './finished-run.module.css';

interface ReadProblemProps {
  readonly failure: Failure;
  readonly onRetry: () => void;
}

export function ReadProblem({ failure, onRetry }: ReadProblemProps) {
  return (
    <span className={css['read-problem']} title={failure.message}>
      {failure.message}{' '}
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </span>
  );
}
