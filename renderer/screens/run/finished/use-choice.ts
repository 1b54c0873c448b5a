// Which requests of a finished run are looked at: the stretch of the brush, and where on it a request stands.
import { useState } from 'react';
import { EVERYTHING, type SampleFilter } from '../../../../shared/sample-query.ts';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import type { Placement } from '../../../live-run-view.ts';
import type { Selection } from '../../../live-run-selection.ts';

export interface Choice {
  /** What the table shows: the window, the kind and whatever it is narrowed to. */
  readonly filter: SampleFilter;
  readonly onFilter: (filter: SampleFilter) => void;
  /** null is the whole run. */
  readonly window: TimeDomain | null;
  readonly onWindow: (window: TimeDomain | null) => void;
  readonly placement: Placement;
  readonly onPlacement: (placement: Placement) => void;
  readonly selection: Selection;
  readonly onSelection: (selection: Selection) => void;
}

/** `onKind`: what is chosen here is chosen elsewhere too. */
export function useChoice(first: Selection, onKind: (selection: Selection) => void): Choice {
  const [filter, setFilter] = useState<SampleFilter>({ ...EVERYTHING, kind: first });
  const [placement, setPlacement] = useState<Placement>('ended');
  const window = filter.window === null ? null : { from: filter.window.from, to: filter.window.to };
  return {
    filter,
    onFilter: (next) => {
      setFilter(next);
      if (next.window !== null) setPlacement(next.window.by);
    },
    window,
    onWindow: (next) => setFilter({ ...filter, window: next === null ? null : { by: placement, ...next } }),
    placement,
    onPlacement: (next) => {
      setPlacement(next);
      if (filter.window !== null) setFilter({ ...filter, window: { ...filter.window, by: next } });
    },
    selection: filter.kind === 'cancelled' ? 'all' : filter.kind,
    onSelection: (kind) => {
      setFilter({ ...filter, kind });
      onKind(kind);
    },
  };
}
