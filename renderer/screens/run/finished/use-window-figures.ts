// The exact figures of the window: of the chosen requests, and of all of it where those are fewer.
import { useCallback, useMemo, useState } from 'react';
import type { Failure } from '../../../../shared/errors.ts';
import type { SampleFigures, SampleFilter } from '../../../../shared/sample-query.ts';
import { useSamples } from '../../../host/use-samples.ts';
import { filterOf, type Stretch } from './use-choice.ts';

export interface WindowReading {
  /** Of the chosen requests; null until they were read once. */
  readonly figures: SampleFigures | null;
  readonly ofAll: SampleFigures | null;
  /** Of the chosen requests of the whole run; null until they were read once. */
  readonly ofRun: SampleFigures | null;
  readonly isCurrent: boolean;
  readonly failure: Failure | null;
  readonly retry: () => void;
}

type Kind = SampleFilter['kind'];

export function useWindowFigures(runId: string, stretch: Stretch): WindowReading {
  const { kind } = stretch;
  const filter = filterOf(stretch);
  const isPart = stretch.selection !== 'all';
  const chosen = useSamples('samples.figures', { runId, view: 'window', filter });
  const all = useSamples('samples.figures', isPart ? { runId, view: 'window of all', filter: { ...filter, kind: 'all' } } : null);
  const [ofRuns, setOfRuns] = useState<Readonly<Partial<Record<Kind, SampleFigures>>>>({});
  const { known } = chosen;
  if (known !== null && known.input.filter.window === null && ofRuns[known.input.filter.kind] !== known.value)
    setOfRuns({ ...ofRuns, [known.input.filter.kind]: known.value });
  const figures = known?.value ?? null;
  const ofAll = isPart ? (all.known?.value ?? null) : figures;
  const ofRun = ofRuns[kind] ?? null;
  const isCurrent = chosen.isCurrent && (!isPart || all.isCurrent);
  const failure = chosen.failure ?? all.failure;
  const { retry: retryChosen } = chosen;
  const { retry: retryAll } = all;
  const retry = useCallback(() => {
    retryChosen();
    retryAll();
  }, [retryChosen, retryAll]);
  return useMemo(
    () => ({ figures, ofAll, ofRun, isCurrent, failure, retry }),
    [figures, ofAll, ofRun, isCurrent, failure, retry],
  );
}
