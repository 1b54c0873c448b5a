// The exact figures of the window: of the chosen requests, and of all of it where those are fewer.
import type { Failure } from '../../../../shared/errors.ts';
import { EVERYTHING, type SampleFigures } from '../../../../shared/sample-query.ts';
import { useSamples } from '../../../use-samples.ts';
import type { Choice } from './use-choice.ts';

export interface WindowReading {
  /** Of the chosen requests; null until they were read once. */
  readonly figures: SampleFigures | null;
  readonly ofAll: SampleFigures | null;
  readonly isCurrent: boolean;
  readonly failure: Failure | null;
  readonly retry: () => void;
}

export function useWindowFigures(runId: string, { filter: { window, kind }, selection }: Choice): WindowReading {
  const isPart = selection !== 'all';
  const chosen = useSamples('samples.figures', { runId, view: 'window', filter: { ...EVERYTHING, window, kind } });
  const all = useSamples('samples.figures', isPart ? { runId, view: 'window of all', filter: { ...EVERYTHING, window } } : null);
  const figures = chosen.known?.value ?? null;
  return {
    figures,
    ofAll: isPart ? (all.known?.value ?? null) : figures,
    isCurrent: chosen.isCurrent && (!isPart || all.isCurrent),
    failure: chosen.failure ?? all.failure,
    retry: () => {
      chosen.retry();
      all.retry();
    },
  };
}
