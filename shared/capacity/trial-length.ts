// How long a trial lasts and when it is judged, depending on its purpose, its rate, and how clustered the times of the target
// are. Pure.
import { budgetOf, MODES, objectivesOf, type CapacitySettings } from './capacity-settings.ts';
import { failsNear, strictestFailures } from './failure-curve.ts';
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
/** A proof that few enough fail may take this share of the time that the whole search may take. */
const PROOF_SHARE = 0.5;
/**
 * How many requests prove a share of failures, as multiples of its inverse (at which one is expected to fail): the fewest, if none fails and there is one look; if
 * none fails; and if three fail (their binomial tails are 5 %, 2 % and 2 %).
 */
export const PROOF = { one: 1, fewest: 3, none: 3.92, three: 9.09 } as const;

export function lengthOf(
  settings: CapacitySettings,
  purpose: TrialRequest['purpose'],
  rate: number,
  trials: readonly Trial[],
): Pick<TrialRequest, 'looks' | 'longestS' | 'rule' | 'provesFailures'> {
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
    const fresh = { looks: [longestS], longestS, rule: 'fresh' } as const;
    if (!failsNear(settings, trials, rate)) return fresh;
    return purpose === 'confirm holds' ? proofOf(settings, rate, longestS) : { ...fresh, provesFailures: true };
  }
  const longest = looks.at(-1) ?? 0;
  const longestS = Math.min(LONGEST_CLOSING_S, Math.max(longest, neededS));
  return { looks: longestS > longest ? [...looks, longestS] : looks, longestS, rule: 'sequential' };
}

/** A trial that proves the share of failures; it ends as soon as it has. `usualS` is how long it lasts at least. */
function proofOf(
  settings: CapacitySettings,
  rate: number,
  usualS: number,
): Pick<TrialRequest, 'looks' | 'longestS' | 'rule' | 'provesFailures'> {
  const longest = Math.max(LONGEST_CONFIRMATION_S, (PROOF_SHARE * budgetOf(settings)) / 1000);
  const { longestConfirmS } = MODES[settings.precision];
  const longestS = Math.max(usualS, longestConfirmS, Math.ceil(Math.min(longest, proofS(settings, rate, 'three'))));
  return { looks: [usualS, longestS], longestS, rule: 'fresh', provesFailures: true };
}

/** How long it takes at this rate to prove the smallest share of failures, in seconds. */
export function proofS(settings: CapacitySettings, rate: number, kind: keyof typeof PROOF): number {
  const share = strictestFailures(settings);
  return share === null ? 0 : PROOF[kind] / share / rate;
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
  const { confirmS } = MODES[settings.precision];
  const neededS = request.provesFailures === true ? proofS(settings, request.rate, 'fewest') : confirmS / 2;
  if (!isConfirming || longestS >= request.longestS || longestS < neededS) return request;
  const usualS = Math.min(longestS, request.looks[0] ?? longestS);
  // Too short for several looks, so it is judged once.
  const isOnce = request.provesFailures !== true || longestS < proofS(settings, request.rate, 'none');
  return { ...request, looks: isOnce || usualS === longestS ? [longestS] : [usualS, longestS], longestS };
}

/** Includes the time that is not judged. */
export function lengthS({ longestS }: TrialRequest): number {
  return longestS + SETTLE_S + BETWEEN_S;
}
