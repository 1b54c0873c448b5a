// Requests comparisons of runs from the host; the last result stays until the next one arrives.
import { useEffect, useState } from 'react';
import type { ComparedStepName, Comparison } from '../../../shared/comparison.ts';
import type { Failure } from '../../../shared/errors.ts';
import { call, useConnection } from '../../host/client.ts';

export interface ComparisonState {
  readonly comparison: Comparison | null;
  readonly failure: Failure | null;
}

/** `step` restricts the comparison to its requests. */
export function useComparison(runIds: readonly string[], step: ComparedStepName | null): ComparisonState {
  const [state, setState] = useState<ComparisonState>({ comparison: null, failure: null });
  const isOpen = useConnection().kind === 'open';
  const key = runIds.join(',');
  const [scenario, name] = [step?.scenario, step?.name];
  useEffect(() => {
    const ids = key.split(',').filter(Boolean);
    if (ids.length < 2 || !isOpen) return;
    let isCurrent = true;
    const ofStep = scenario === undefined || name === undefined ? null : { scenario, name };
    void call('compare.runs', { ids, step: ofStep }).then((answer) => {
      if (!isCurrent) return;
      if (answer.ok) setState({ comparison: answer.value, failure: null });
      else if (answer.failure.code !== 'superseded') setState({ comparison: null, failure: answer.failure });
    });
    return () => {
      isCurrent = false;
    };
  }, [key, scenario, name, isOpen]);
  return state;
}
