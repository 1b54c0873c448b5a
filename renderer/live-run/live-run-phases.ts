// What a request's time consisted of, on average, in each column of a run. Pure.
import { PHASES, type Phase } from '../../shared/phase.ts';
import type { Snapshot } from '../../shared/snapshot.ts';

export interface PhaseLayer {
  readonly phase: Phase;
  /** Sum of the mean ms of this phase and all before it, per column; null where no request had any phase. */
  readonly tops: readonly (number | null)[];
}

/**
 * One layer on the other: a column's topmost is the mean time of its requests. The phases of opening a connection are
 * spread over all requests here, so that the layers add up; their own means are those of the summary.
 */
export function phaseLayers(columns: readonly Pick<Snapshot, 'phaseCounts' | 'phaseSums'>[]): PhaseLayer[] {
  const below = columns.map(() => 0);
  const layers = PHASES.map((phase, at): PhaseLayer => {
    const tops = columns.map(({ phaseCounts, phaseSums }, column) => {
      const requests = Math.max(...phaseCounts);
      if (requests === 0) return null;
      below[column] = (below[column] ?? 0) + (phaseSums[at] ?? 0) / requests;
      return below[column] ?? 0;
    });
    return { phase, tops };
  });
  return layers.filter(({ phase }) => columns.some(({ phaseCounts }) => (phaseCounts[PHASES.indexOf(phase)] ?? 0) > 0));
}
