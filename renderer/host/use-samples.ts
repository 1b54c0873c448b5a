// Results of queries for the stored requests of a run: queried again whenever the query changes, after a short pause.
import { useCallback, useEffect, useState } from 'react';
import { useLatest } from '../ui/use-latest.ts';
import type { Failure } from '../../shared/errors.ts';
import type { CommandInput, CommandOutputs } from '../../shared/rpc.ts';
import { call } from './client.ts';

type SampleCommand =
  | 'samples.figures'
  | 'samples.series'
  | 'samples.groups'
  | 'samples.page'
  | 'samples.journeys'
  | 'samples.causes';

export interface Answer<N extends SampleCommand> {
  /** The latest result and its query; null before the first. */
  readonly known: { readonly input: CommandInput<N>; readonly value: CommandOutputs[N] } | null;
  /** True if the latest result is that of the present query. */
  readonly isCurrent: boolean;
  readonly failure: Failure | null;
  readonly retry: () => void;
}

/** While a window is being dragged, the query changes with every movement, so it waits this long. In ms. */
const REST_MS = 120;

/** `input` null queries nothing. */
export function useSamples<N extends SampleCommand>(name: N, input: CommandInput<N> | null): Answer<N> {
  const [known, setKnown] = useState<(Answer<N>['known'] & { readonly key: string }) | null>(null);
  const [failed, setFailed] = useState<{ readonly key: string; readonly failure: Failure } | null>(null);
  const [tries, setTries] = useState(0);
  const latest = useLatest(input);
  const key = input === null ? null : `${tries} ${JSON.stringify(input)}`;
  const isFirst = known === null;
  useEffect(() => {
    if (key === null) return;
    let isWanted = true;
    const ask = async (): Promise<void> => {
      const asked = latest();
      if (asked === null) return;
      const answer = await call(name, asked);
      if (!isWanted) return;
      if (answer.ok) {
        setKnown({ key, input: asked, value: answer.value });
        setFailed(null);
      } else if (answer.failure.code !== 'superseded') setFailed({ key, failure: answer.failure });
    };
    const timer = setTimeout(() => void ask(), isFirst ? 0 : REST_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [name, key, isFirst, latest]);
  const retry = useCallback(() => setTries((before) => before + 1), []);
  return {
    known,
    isCurrent: known !== null && known.key === key,
    failure: failed !== null && failed.key === key ? failed.failure : null,
    retry,
  };
}
