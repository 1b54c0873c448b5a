// How long a trial is and when it is judged: by what it is for, by the rate, and by how clustered the times of the target are. Pure.
import { MODES, objectivesOf, type CapacitySettings } from './capacity-settings.ts';
import { mayMiss } from './objective.ts';
import type { Trial, TrialRequest } from './trial.ts';

/** Cut from the front of each trial: until then the target and the connections warm up. */
export const SETTLE_S = 2;
/** Between two trials, beside what is waited for the target to be idle. */
export const BETWEEN_S = 1.5;
const ROUGH_S = 5;
/** A first look has to see some. */
const FEWEST_REQUESTS = 10;
export const LONGEST_CONFIRMATION_S = 600;
const LONGEST_CLOSING_S = 240;

export function lengthOf(
  settings: CapacitySettings,
  purpose: TrialRequest['purpose'],
  rate: number,
  trials: readonly Trial[],
): Pick<TrialRequest, 'looks' | 'longestS' | 'rule'> {
  const { looks, confirmS, longestConfirmS, repeatS } = MODES[settings.precision];
  if (purpose === 'double') {
    const longestS = Math.max(ROUGH_S, Math.ceil(FEWEST_REQUESTS / rate));
    return { looks: [longestS], longestS, rule: 'rough' };
  }
  if (purpose === 'repeat') return { looks: [repeatS], longestS: repeatS, rule: 'rough' };
  const neededS = neededSeconds(settings, rate);
  if (purpose !== 'close in') {
    // Where slow requests come in large clusters, a trial needs more of them. What fails shows it early.
    const clusteredS = Math.min(longestConfirmS, neededS * inflationNear(trials, rate));
    const longestS =
      purpose === 'confirm fails'
        ? confirmS
        : Math.ceil(Math.min(LONGEST_CONFIRMATION_S, Math.max(confirmS, neededS, clusteredS)));
    return { looks: [longestS], longestS, rule: 'fresh' };
  }
  const longest = looks.at(-1) ?? 0;
  const longestS = Math.min(LONGEST_CLOSING_S, Math.max(longest, neededS));
  return { looks: longestS > longest ? [...looks, longestS] : looks, longestS, rule: 'sequential' };
}

/** How many times less the requests of the nearest trial say than independent ones; 1 where none says it. */
function inflationNear(trials: readonly Trial[], rate: number): number {
  const telling = trials.filter(
    ({ request, verdict }) => request.rule !== 'rough' && (verdict === 'holds' || verdict === 'undecided'),
  );
  const distance = ({ request }: Trial): number => Math.abs(Math.log(request.rate / rate));
  const [nearest] = telling.toSorted((a, b) => distance(a) - distance(b) || b.seconds - a.seconds);
  return Math.max(1, ...(nearest?.evidence ?? []).map(({ inflation }) => inflation));
}

/** A slow target sends few responses: twice what a pass takes where none is late, so that one or two may be. */
function neededSeconds(settings: CapacitySettings, rate: number): number {
  return Math.ceil(neededRequests(settings) / rate);
}

/** Of independent ones, for a rate that is held: the stricter the objective, the more of them it takes to see that. */
export function neededRequests(settings: Pick<CapacitySettings, 'objectives' | 'maxFailed'>): number {
  const shares = objectivesOf(settings).flatMap((objective) => (objective.kind === 'time' ? [mayMiss(objective)] : []));
  const strictest = Math.min(1, ...shares);
  return (2 * Math.log(20)) / strictest;
}

/** A trial that confirms is worth half of its usual length. */
export function shortened(settings: CapacitySettings, request: TrialRequest, leftS: number): TrialRequest {
  const longestS = Math.floor(leftS - SETTLE_S - BETWEEN_S);
  const isConfirming = request.purpose.startsWith('confirm');
  if (!isConfirming || longestS >= request.longestS || longestS < MODES[settings.precision].confirmS / 2) return request;
  return { ...request, looks: [longestS], longestS };
}

/** With all that it takes beside what is judged. */
export function lengthS({ longestS }: TrialRequest): number {
  return longestS + SETTLE_S + BETWEEN_S;
}
