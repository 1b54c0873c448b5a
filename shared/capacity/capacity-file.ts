// A capacity as a file: what `--json` writes, and what a later search can be compared with. Pure.
import { z } from 'zod';
import { rateUnitOf, type CapacityRow } from './capacity-search.ts';
import { capacitySentences } from './capacity-words.ts';
import { boundsOf } from './search-bounds.ts';
import { changeOf } from './target-change.ts';
import { countedSeconds } from './trial.ts';
import { shareablePlan } from '../plan/shareable-plan.ts';

const boundSchema = z.object({ rate: z.number(), seconds: z.number() }).nullable();

/** The part of the file that a comparison reads. */
export const capacityFileSchema = z.object({
  onrush: z.string(),
  name: z.string(),
  startedAt: z.string(),
  unit: z.enum(['requests', 'journeys']),
  objectives: z.array(z.string()),
  maxFailed: z.number(),
  arrivals: z.enum(['poisson', 'even']),
  isFound: z.boolean(),
  /** Confirmed bounds, in the chosen unit per second. */
  holds: boundSchema,
  fails: boundSchema,
});

export type CapacityFigures = z.output<typeof capacityFileSchema>;

/** The figures by which two searches are compared. */
export type ComparedCapacity = Omit<CapacityFigures, 'onrush'>;

export function comparedCapacity(row: CapacityRow): ComparedCapacity {
  const { confirmedLow, confirmedHigh } = boundsOf(row.settings, row.trials);
  const { noun, factor } = rateUnitOf(row);
  const bound = (trial: typeof confirmedLow): ComparedCapacity['holds'] =>
    trial === null ? null : { rate: trial.request.rate * factor, seconds: countedSeconds(trial) };
  return {
    name: row.name,
    startedAt: new Date(row.startedAt).toISOString(),
    unit: noun,
    objectives: row.settings.objectives,
    maxFailed: row.settings.maxFailed,
    arrivals: row.settings.arrivals,
    isFound: row.kind === 'search' && (row.end === 'found' || row.end === 'limited'),
    holds: bound(confirmedLow),
    fails: bound(confirmedHigh),
  };
}

export function capacityText(row: CapacityRow, version: string): string {
  const { plan, trials, ...rest } = row;
  const file = {
    onrush: version,
    ...comparedCapacity(row),
    sentences: capacitySentences(row),
    change: row.kind === 'search' ? changeOf(trials) : null,
    ...rest,
    startedAt: new Date(row.startedAt).toISOString(),
    plan: shareablePlan(plan),
    trials,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
