// Which requests of a finished run are looked at: the stretch of the brush, where on it a request stands, and what the table
// is narrowed to.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { EVERYTHING, type SampleFilter } from '../../../../shared/sample-query.ts';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import type { Placement } from '../../../live-run/live-run-view.ts';
import type { Selection } from '../../../live-run/live-run-selection.ts';

/** What the charts and figures show. It stays the same, and so do they, while the table alone is narrowed. */
export interface Stretch {
  readonly kind: SampleFilter['kind'];
  /** null is the whole run. */
  readonly window: TimeDomain | null;
  readonly onWindow: (window: TimeDomain | null) => void;
  readonly placement: Placement;
  readonly onPlacement: (placement: Placement) => void;
  readonly selection: Selection;
  readonly onSelection: (selection: Selection) => void;
}

export interface Choice {
  /** What the table shows: the stretch, and whatever it is narrowed to. */
  readonly filter: SampleFilter;
  readonly onFilter: (filter: SampleFilter) => void;
  readonly stretch: Stretch;
}

/** `onKind`: what is chosen here is chosen elsewhere too. */
export function useChoice(first: Selection, onKind: (selection: Selection) => void): Choice {
  const [filter, setFilter] = useState<SampleFilter>({ ...EVERYTHING, kind: first });
  const [placement, setPlacement] = useState<Placement>('ended');
  const latestOnKind = useRef(onKind);
  useEffect(() => {
    latestOnKind.current = onKind;
  });
  const onFilter = useCallback((next: SampleFilter): void => {
    setFilter(next);
    if (next.window !== null) setPlacement(next.window.by);
  }, []);
  const { kind } = filter;
  const from = filter.window?.from ?? null;
  const to = filter.window?.to ?? null;
  const stretch = useMemo(
    (): Stretch => ({
      kind,
      window: from === null || to === null ? null : { from, to },
      onWindow: (next) => setFilter((before) => ({ ...before, window: next === null ? null : { by: placement, ...next } })),
      placement,
      onPlacement: (next) => {
        setPlacement(next);
        setFilter((before) => (before.window === null ? before : { ...before, window: { ...before.window, by: next } }));
      },
      selection: kind === 'cancelled' ? 'all' : kind,
      onSelection: (next) => {
        setFilter((before) => ({ ...before, kind: next }));
        latestOnKind.current(next);
      },
    }),
    [kind, from, to, placement],
  );
  return { filter, onFilter, stretch };
}

/** The stretch as a question about stored requests. */
export function filterOf({ kind, window, placement }: Stretch): SampleFilter {
  return { ...EVERYTHING, kind, window: window === null ? null : { by: placement, ...window } };
}
