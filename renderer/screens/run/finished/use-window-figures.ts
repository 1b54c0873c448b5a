// The exact figures of the chosen requests: of the window, of the window with any outcome, and of the whole run.
import { useCallback, useMemo, useState } from 'react';
import type { Failure } from '../../../../shared/errors.ts';
import type { SampleFigures, SampleFilter } from '../../../../shared/sample-query.ts';
import { useSamples } from '../../../host/use-samples.ts';
import { anyOutcome, type Stretch } from './use-choice.ts';

export interface WindowReading {
  /** The figures of the chosen requests; null until they were first read. */
  readonly figures: SampleFigures | null;
  readonly ofAll: SampleFigures | null;
  /** The figures of the chosen requests of the whole run; null until they were first read. */
  readonly ofRun: SampleFigures | null;
  readonly isCurrent: boolean;
  readonly failure: Failure | null;
  readonly retry: () => void;
}

export function useWindowFigures(runId: string, { filter }: Stretch): WindowReading {
  const allFilter = anyOutcome(filter);
  const isPart = JSON.stringify(allFilter) !== JSON.stringify(filter);
  const chosen = useSamples('samples.figures', { runId, view: 'window', filter });
  const all = useSamples('samples.figures', isPart ? { runId, view: 'window of all', filter: allFilter } : null);
  const ofRun = useRunFigures(runId, filter, chosen.known);
  const figures = chosen.known?.value ?? null;
  const ofAll = isPart ? (all.known?.value ?? null) : figures;
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

interface KnownFigures {
  readonly input: { readonly filter: SampleFilter };
  readonly value: SampleFigures;
}

/** Read once for each filter, however the window moves; without a window they are the chosen requests themselves. */
function useRunFigures(runId: string, filter: SampleFilter, chosen: KnownFigures | null): SampleFigures | null {
  const key = wholeKeyOf(filter);
  const [last, setLast] = useState<{ readonly key: string; readonly value: SampleFigures } | null>(null);
  const isKnown = last?.key === key;
  const whole = useSamples(
    'samples.figures',
    filter.window === null || isKnown ? null : { runId, view: 'whole run', filter: { ...filter, window: null } },
  );
  const found = [chosen, whole.known].find(
    (known) => known?.input.filter.window === null && wholeKeyOf(known.input.filter) === key,
  );
  if (!isKnown && found !== null && found !== undefined) setLast({ key, value: found.value });
  return isKnown ? last.value : null;
}

function wholeKeyOf(filter: SampleFilter): string {
  return JSON.stringify({ ...filter, window: null });
}
