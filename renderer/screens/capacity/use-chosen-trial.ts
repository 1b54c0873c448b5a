// Moves through the trials with the arrow keys: the chosen one has a ring in the charts, and its table row is marked.
import { useState } from 'react';
import type { CapacityRow } from '../../../shared/capacity/capacity-search.ts';
import { boundsOf } from '../../../shared/capacity/search-bounds.ts';
import { goTo } from '../../route.ts';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';

/** The number of the chosen trial; null if there is none. */
export function useChosenTrial({ trials, settings }: CapacityRow, table: HTMLTableElement | null): number | null {
  const [chosen, setChosen] = useState<number | null>(null);
  const at = trials.findIndex(({ request }) => request.number === chosen);
  const choose = (next: number): void => {
    const number = trials[Math.max(0, Math.min(trials.length - 1, next))]?.request.number ?? null;
    setChosen(number);
    table?.querySelector(`[data-trial="${number}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  // First comes the one on which the answer rests.
  const begin = (): void =>
    choose(
      Math.max(
        0,
        trials.findIndex(({ request }) => request === boundsOf(settings, trials).confirmedLow?.request),
      ),
    );
  const runId = trials[at]?.runId;
  const hasTrials = trials.length > 0;
  useShortcuts({
    'capacity.before': hasTrials ? () => (at === -1 ? begin() : choose(at - 1)) : undefined,
    'capacity.after': hasTrials ? () => (at === -1 ? begin() : choose(at + 1)) : undefined,
    'capacity.open': runId === undefined ? undefined : () => goTo({ screen: 'run', runId }),
    'capacity.cancel': at === -1 ? undefined : () => setChosen(null),
    'capacity.table': table === null ? undefined : () => table.querySelector('a')?.focus(),
  });
  return at === -1 ? null : chosen;
}
