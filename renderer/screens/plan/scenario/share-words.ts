// The shares of scenarios of the load, in a sentence. Pure.
import { formatCount, formatPercent } from '../../../../shared/format.ts';
import type { Plan } from '../../../../shared/plan/plan.ts';
import { scheduleOf } from '../../../../shared/plan/schedule.ts';

/** More would be a table. */
const MOST_NAMED = 3;

interface Sharing {
  readonly name: string;
  /** Null for a scenario with its own load. */
  readonly share: number | null;
}

/** "75 % of the journeys are Buy, 25 % Browse: 24,300 and 8,100." */
export function shareWords(scenarios: readonly Sharing[], own: number, plan: Plan | null): string {
  const journeys = plan === null ? null : scheduleOf(plan.load).iterations;
  const all = scenarios.flatMap(({ name, share }, at) => (share === null ? [] : [{ name, share, isOwn: at === own }]));
  const [first, ...others] = all.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn));
  if (first === undefined) return '';
  const counted = (share: number): string => formatCount(Math.round((journeys ?? 0) * share));
  if (all.length > MOST_NAMED)
    return `${percent(first.share)} of the journeys${journeys === null ? '' : `, about ${counted(first.share)}`}`;
  const words = others.map(({ name, share }) => `, ${percent(share)} ${name.trim() === '' ? 'unnamed' : name.trim()}`);
  const counts = journeys === null ? '' : `: about ${[first, ...others].map(({ share }) => counted(share)).join(' and ')}`;
  return `${percent(first.share)} of the journeys are ${first.name.trim() === '' ? 'these' : first.name.trim()}${words.join('')}${counts}.`;
}

function percent(share: number): string {
  return formatPercent(share).replace(/\.0+(?= ?%)/, '');
}
