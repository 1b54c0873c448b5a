// Which requests of a finished run are shown in every chart, figure and table: the window of the brush, how requests are placed
// in it, and the filters.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { EVERYTHING, type SampleFilter } from '../../../../shared/sample-query.ts';
import { stepsOf, type Plan } from '../../../../shared/plan/plan.ts';
import type { TimeDomain } from '../../../../shared/time-axis.ts';
import type { Placement } from '../../../live-run/live-run-view.ts';
import { filterWords } from '../requests/filter-words.ts';
import type { Selection } from '../../../live-run/live-run-selection.ts';

/** What the charts and figures show. */
export interface Stretch {
  /** Like the table's filter, but without the warm-up, which figures never include. */
  readonly filter: SampleFilter;
  /** True if anything besides the window and the kind narrows the requests. */
  readonly isNarrowed: boolean;
  /** Null for the whole run. */
  readonly window: TimeDomain | null;
  readonly onWindow: (window: TimeDomain | null) => void;
  readonly placement: Placement;
  readonly onPlacement: (placement: Placement) => void;
  readonly selection: Selection;
  readonly onSelection: (selection: Selection) => void;
}

export interface Choice {
  /** What the table shows. */
  readonly filter: SampleFilter;
  readonly onFilter: (filter: SampleFilter) => void;
  readonly stretch: Stretch;
}

/** `onKind` lets other parts of the screen follow this choice. */
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
  const figured = useMemo((): SampleFilter => ({ ...filter, text: filter.text.trim(), warmup: 'exclude' }), [filter]);
  const from = filter.window?.from ?? null;
  const to = filter.window?.to ?? null;
  const stretch = useMemo(
    (): Stretch => ({
      filter: figured,
      isNarrowed: isNarrowed(figured),
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
    [figured, kind, from, to, placement],
  );
  return { filter, onFilter, stretch };
}

/** The same step, address, duration and text with every outcome, for the list of choices. */
export function anyOutcome(filter: SampleFilter): SampleFilter {
  return { ...filter, kind: 'all', outcomes: null, statuses: null, failure: null, check: null };
}

function isNarrowed(filter: SampleFilter): boolean {
  const { window, kind } = filter;
  return JSON.stringify(filter) !== JSON.stringify({ ...EVERYTHING, window, kind });
}

/** "GET /list, service time ≥ 200 ms": what narrows the requests besides the window and their kind. */
export function narrowingWords(filter: SampleFilter, plan: Plan): string {
  const steps = stepsOf(plan).map(({ name }) => name);
  return filterWords({ ...filter, window: null, kind: 'all', warmup: 'exclude' }, steps);
}

export function withoutNarrowing({ window, kind, warmup }: SampleFilter): SampleFilter {
  return { ...EVERYTHING, window, kind, warmup };
}
