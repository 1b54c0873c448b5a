// How often the rows of a data file are taken under the load of the plan, in a sentence. Pure.
import { formatCount, formatSpan } from '../../../../shared/format.ts';
import type { Plan } from '../../../../shared/plan/plan.ts';
import { dueAt } from '../../../../shared/plan/schedule.ts';
import { schedulesOf } from '../../../../shared/plan/streams.ts';
import type { DataDraft } from '../draft/draft-sources.ts';

/** Empty if it cannot be known. `rows` is how many the file has. */
export function rowUse({ pick, onEnd }: Pick<DataDraft, 'pick' | 'onEnd'>, plan: Plan, rows: number): string {
  const [schedule, more] = schedulesOf(plan);
  if (schedule === undefined || more !== undefined || rows === 0) return '';
  const { iterations, maxVus } = schedule;
  if (pick === 'per-vu') {
    if (maxVus <= rows) return `Each of at most ${formatCount(maxVus)} users has a row of its own.`;
    return `${formatCount(rows)} rows for up to ${formatCount(maxVus)} users: give ${formatCount(maxVus - rows)} more, or let users share.`;
  }
  if (pick === 'random' || iterations === null) return '';
  const journeys = `${formatCount(iterations)} journeys take a row each`;
  if (iterations <= rows) return `${journeys}, so no row is taken twice.`;
  const end = dueAt(schedule, rows);
  const when = end > 0 && Number.isFinite(end) ? ` after about ${formatSpan(end)}` : '';
  if (onEnd === 'stop') return `${journeys}, so the run ends${when}, when the rows are used up.`;
  const [least, most] = [Math.floor(iterations / rows), Math.ceil(iterations / rows)];
  const times = least === most ? formatCount(least) : `${formatCount(least)} or ${formatCount(most)}`;
  const other = when === '' ? '' : ` With “stop the run” it would end${when}.`;
  return `${journeys}, so a row serves ${times} of them.${other}`;
}
