// The legend of "Every request": exactly what is drawn, and no more. Pure.
import { formatCount, formatSpan, formatTime, plural } from '../../../../shared/format.ts';
import { outcomeFamily, OUTCOMES, type OutcomeFamily } from '../../../../shared/outcome.ts';
import { FAILURES_PER_SNAPSHOT, SLOWEST_PER_SNAPSHOT } from '../../../../shared/snapshot.ts';
import { percentileOf } from '../../../../shared/histogram.ts';
import { timesOfAll } from '../../../live-run/live-run-figures.ts';
import { requestWords } from '../../../live-run/live-run-selection.ts';
import type { RunView } from '../../../live-run/live-run-view.ts';

/** "all 1,000 requests", "heat map of 200,000 requests + the 7 slowest of each quarter second + failures (up to 25 each)". */
export function shownWords(view: RunView): string {
  const requests = `${formatCount(view.ended)} ${requestWords(view.selection, plural(view.ended, 'request'))}`;
  if (view.ended === 0) return view.selection === 'all' ? 'no request has ended yet' : `no request has ${view.selection} here`;
  if (view.showsAll) return view.ended === 1 ? `the only ${requestWords(view.selection, 'request')}` : `all ${requests}`;
  const hasFailures = view.columns.some((column) => column.failed > 0);
  const failures = hasFailures ? ` + failures (up to ${FAILURES_PER_SNAPSHOT} each)` : '';
  return `heat map of ${requests} + the ${SLOWEST_PER_SNAPSHOT} slowest of each ${spanWords(view.columnMs)}${failures}`;
}

/** "p50 16.2 ms, p99 158 ms, slowest 216 ms, 2 failed" for the part in view. */
export function mainSentence(view: RunView): string {
  const times = timesOfAll(view.columns, view.measure);
  if (times === null || times.count === 0) return `Every ${requestWords(view.selection, 'request')}: none has ended yet.`;
  const failed = view.columns.reduce((sum, column) => sum + column.failed, 0);
  const figures = [`p50 ${formatTime(percentileOf(times, 50))}`, `p99 ${formatTime(percentileOf(times, 99))}`];
  return `Every ${requestWords(view.selection, 'request')}, ${shownWords(view)}: ${figures.join(', ')}, slowest ${formatTime(times.max)}, ${formatCount(failed)} failed.`;
}

export const FAMILY_WORD: Readonly<Record<OutcomeFamily, string>> = {
  ok: 'succeeded',
  http_4xx: '4xx',
  http_5xx: '5xx',
  check_failed: 'check failed',
  timeout: 'timed out',
  no_response: 'no response',
  cancelled: 'cancelled',
};

/** The kinds of marks in view, so that the legend names no other ones. */
export function familiesInView(view: RunView): OutcomeFamily[] {
  const families = new Set<OutcomeFamily>();
  for (const { outcomes } of view.columns)
    for (const outcome of OUTCOMES) if ((outcomes[outcome] ?? 0) > 0) families.add(outcomeFamily(outcome));
  families.delete('ok');
  return [...families];
}

export function spanWords(milliseconds: number): string {
  if (milliseconds === 250) return 'quarter second';
  if (milliseconds === 500) return 'half second';
  if (milliseconds === 1000) return 'second';
  return milliseconds < 1000 ? formatTime(milliseconds) : formatSpan(milliseconds);
}
