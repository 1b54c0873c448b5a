// How many of the chosen requests were in flight; the run's own counts cover all requests, whatever the filters are.
import { useMemo } from 'react';
import type { RunRow } from '../../../../shared/run.ts';
import type { GroupSeries } from '../../../../shared/sample-query.ts';
import type { Snapshot } from '../../../../shared/snapshot.ts';
import { useSamples } from '../../../host/use-samples.ts';
import type { Stretch } from './use-choice.ts';

/** By the end of a column. */
export type InFlight = ReadonlyMap<number, number>;

/** Null if all requests are chosen, or if they have not been read yet. */
export function useChosenInFlight(row: RunRow, { filter, isNarrowed, selection, placement }: Stretch, columns: number) {
  const isPart = isNarrowed || selection !== 'all';
  const question = { runId: row.id, view: 'in flight', filter: { ...filter, warmup: 'include' as const }, by: placement };
  const { known } = useSamples('samples.groups', isPart ? { ...question, columns, of: 'step' } : null);
  return useMemo(() => (isPart && known !== null ? sumOf(known.value) : null), [isPart, known]);
}

/** The same columns; iterations that wait for a virtual user are not requests yet. */
export function withInFlight(columns: readonly Snapshot[], inFlight: InFlight | null): readonly Snapshot[] {
  if (inFlight === null) return columns;
  return columns.map((column) => ({ ...column, inFlight: inFlight.get(keyOf(column.endAt)) ?? 0, backlog: 0 }));
}

function sumOf(groups: readonly GroupSeries[]): InFlight {
  const sums = new Map<number, number>();
  for (const { columns } of groups) {
    for (const { endAt, inFlight } of columns) sums.set(keyOf(endAt), (sums.get(keyOf(endAt)) ?? 0) + inFlight);
  }
  return sums;
}

/** Ends are multiples of a width, apart from rounding errors. */
function keyOf(endAt: number): number {
  return Math.round(endAt * 1000);
}
