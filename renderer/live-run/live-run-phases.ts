// The average composition of a request's time in each column of a run. Pure.
import { PHASES, type Phase } from '../../shared/phase.ts';
import type { Snapshot } from '../../shared/snapshot.ts';

export interface PhaseLayer {
  readonly phase: Phase;
  /** For each column, the sum of the mean ms of this phase and all before it; null if no request had any phase. */
  readonly tops: readonly (number | null)[];
}

/**
 * The layers are stacked, so the top one is the mean time of a column's requests. The phases of opening a connection are averaged
 * over all requests here, so that the layers add up; the summary has their own means.
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
