// When a run shows nothing but its cause. Pure.
import { isOver, type RunRow } from '../../../shared/run.ts';

/** So far all requests failed without one response. While it runs the first response ends that. */
export function hasNothingToShow({ state, summary }: Pick<RunRow, 'state' | 'summary'>): boolean {
  const { total, failed, succeeded } = summary.requests;
  const hasResponse = succeeded > 0 || Object.values(summary.statusCodes).some((count) => count > 0);
  return (isOver(state) && total === 0) || (failed > 0 && !hasResponse) || (state === 'failed' && !hasResponse);
}
