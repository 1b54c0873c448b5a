// Why the stored requests could not be read, and another try.
import type { Failure } from '../../../../shared/errors.ts';

interface ReadProblemProps {
  readonly failure: Failure;
  readonly onRetry: () => void;
}

export function ReadProblem({ failure, onRetry }: ReadProblemProps) {
  return (
    <span className="read-problem" title={failure.message}>
      {failure.message}{' '}
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </span>
  );
}
