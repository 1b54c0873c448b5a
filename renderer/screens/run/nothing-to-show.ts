// When a run shows only the cause of its failure. Pure.
import { isOver, type RunRow } from '../../../shared/run.ts';

/** True if all requests so far failed without a response. During a run the first response ends this. */
export function hasNothingToShow({ state, summary }: Pick<RunRow, 'state' | 'summary'>): boolean {
  const { total, failed, succeeded } = summary.requests;
  const hasResponse = succeeded > 0 || Object.values(summary.statusCodes).some((count) => count > 0);
  return (isOver(state) && total === 0) || (failed > 0 && !hasResponse) || (state === 'failed' && !hasResponse);
}
