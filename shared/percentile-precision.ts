// How precise the percentiles of a stored summary are. Pure.
import type { RunRow } from './run.ts';

/** Those of a merged run were computed from all of its times, those of other runs from a histogram. */
export function areExact({ generators = [] }: Pick<RunRow, 'generators'>): boolean {
  return generators.length > 0;
}

/** "Percentiles are within 0.4 %". */
export function precisionWords(row: Pick<RunRow, 'generators'>): string {
  if (!areExact(row)) return 'Percentiles are within 0.4 %';
  return 'Percentiles of the whole run are exact, those of its steps and phases within 0.4 %';
}
