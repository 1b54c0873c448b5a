// The exit code of `capacity`. Pure.
import type { CapacityRow } from '../../shared/capacity/capacity-search.ts';
import { changeOf } from '../../shared/capacity/target-change.ts';
import { EXIT } from './exit-codes.ts';

/**
 * The result is also inconclusive if the target became slower meanwhile, because then the two bounds describe different targets,
 * and so is that of a ladder of which no rate was decided.
 */
export function capacityExit(row: Pick<CapacityRow, 'kind' | 'state' | 'end' | 'trials'>, interrupted: boolean): number {
  if (interrupted) return EXIT.interrupted;
  if (row.state === 'failed') return EXIT.runFailed;
  if (row.end === 'never') return EXIT.thresholdFailed;
  const isDecided = row.kind === 'search' || row.trials.some(({ verdict }) => verdict === 'holds' || verdict === 'fails');
  const isFound = isDecided && (row.end === 'found' || row.end === 'limited');
  const hasChanged = row.kind === 'search' && changeOf(row.trials)?.kind === 'slower';
  return isFound && !hasChanged ? EXIT.passed : EXIT.inconclusive;
}
