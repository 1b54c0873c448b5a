// How long a trial lasts and when it is judged, depending on its purpose, its rate, and how clustered the times of the target
// are. Pure.
import { MODES, objectivesOf, type CapacitySettings } from './capacity-settings.ts';
import { mayMiss } from './objective.ts';
import type { Trial, TrialRequest } from './trial.ts';

/** Left out at the beginning of each trial, while the target and the connections warm up. In seconds. */
export const SETTLE_S = 2;
/** The time between two trials, in addition to the wait until the target is idle. In seconds. */
export const BETWEEN_S = 1.5;
const ROUGH_S = 5;
/** A first look needs at least this many requests. */
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
    // If slow requests come in large clusters, a trial needs more time. A failure shows early all the same.
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

/** The variance inflation of the nearest trial; 1 if none has it. */
function inflationNear(trials: readonly Trial[], rate: number): number {
  const telling = trials.filter(
    ({ request, verdict }) => request.rule !== 'rough' && (verdict === 'holds' || verdict === 'undecided'),
  );
  const distance = ({ request }: Trial): number => Math.abs(Math.log(request.rate / rate));
  const [nearest] = telling.toSorted((a, b) => distance(a) - distance(b) || b.seconds - a.seconds);
  return Math.max(1, ...(nearest?.evidence ?? []).map(({ inflation }) => inflation));
}

/** A slow target sends few responses: twice the number that a pass needs without any late one, so that one or two may be late. */
function neededSeconds(settings: CapacitySettings, rate: number): number {
  return Math.ceil(neededRequests(settings) / rate);
}

/** Of independent ones, for a rate that is held: the stricter the objective, the more of them it takes to see that. */
export function neededRequests(settings: Pick<CapacitySettings, 'objectives' | 'maxFailed'>): number {
  const shares = objectivesOf(settings).flatMap((objective) => (objective.kind === 'time' ? [mayMiss(objective)] : []));
  const strictest = Math.min(1, ...shares);
  return (2 * Math.log(20)) / strictest;
}

/** A trial that confirms is useful from half of its usual length on. */
export function shortened(settings: CapacitySettings, request: TrialRequest, leftS: number): TrialRequest {
  const longestS = Math.floor(leftS - SETTLE_S - BETWEEN_S);
  const isConfirming = request.purpose.startsWith('confirm');
  if (!isConfirming || longestS >= request.longestS || longestS < MODES[settings.precision].confirmS / 2) return request;
  return { ...request, looks: [longestS], longestS };
}

/** Includes the time that is not judged. */
export function lengthS({ longestS }: TrialRequest): number {
  return longestS + SETTLE_S + BETWEEN_S;
}
