// Judges a trial while it is running: returns a verdict as soon as there is one, or null while it is worth going on. Pure.
import { backlogGrowth, type TellingBacklog } from './backlog.ts';
import { atMost } from './binomial.ts';
import { judgeTrial, type Evidence, type Judged } from './judge-trial.ts';
import { mayMiss, type Objective } from './objective.ts';
import type { Outstanding, TrialSecond } from './trial-seconds.ts';
import type { TrialRequest } from './trial.ts';

const ALPHA = 0.05;
/** The risk of a look that is early or one of many, because each look is another chance to be wrong. */
const EARLY_ALPHA = 0.01;
const ROUGH_ALPHA = 0.2;
/** A sequential trial cannot hold earlier than this. In seconds. */
const HOLDS_FROM_S = 20;
/** In seconds: at these times a trial that confirms can already fail. */
const EARLY_LOOKS = [20, 40, 60, 90, 120] as const;
/** One of a minute that is expected to fail does so earlier. */
const FIRST_LOOK = { atS: 10, ofS: 60 } as const;
/**
 * A share of failures is proven as soon as it can be, so each look is a chance to be wrong. With these risks, all looks of a
 * trial that allows up to three failures are wrong in 5 % together.
 */
const PROVEN_ALPHA = 0.02;
const PROVEN_TIME_ALPHA = 0.002;
const PROOF_EVERY_S = 10;

export interface TrialData {
  /** The seconds that are over, since the trial settled. */
  readonly seconds: readonly TrialSecond[];
  readonly outstanding: Outstanding;
}

export interface Look extends Judged {
  readonly backlogGrowth: number | null;
  /** How many seconds of the trial were judged. */
  readonly seconds: number;
}

/** `isOver` means that nothing more will come, so an open verdict stays undecided. */
export function lookAt(
  request: TrialRequest,
  data: TrialData,
  objectives: readonly Objective[],
  requestRate: number,
  isOver = false,
): Look | null {
  const seconds = data.seconds.length;
  const growth = backlogGrowth(data.outstanding, requestRate, telling(request, objectives));
  if (growth !== null) {
    const judged = judgeTrial(data.seconds, objectives, { alpha: ALPHA, isFull: true });
    return { ...judged, verdict: 'fails', backlogGrowth: growth, seconds };
  }
  const isLast = isOver || seconds >= request.longestS;
  const isProof = request.provesFailures === true && request.purpose === 'confirm holds';
  const judged = isProof ? proved(request, data, objectives, isLast) : judgeBy(request, data, objectives, isLast);
  return judged === null ? null : { ...judged, backlogGrowth: null, seconds };
}

/** A multiple of the number that may wait if the last of them is still just in time, because a stable queue rises as well. */
function telling({ rule }: TrialRequest, objectives: readonly Objective[]): TellingBacklog {
  const limits = objectives.flatMap((objective) => (objective.kind === 'time' ? [objective.limitMs / 1000] : []));
  const limitS = limits.length === 0 ? 1 : Math.max(...limits);
  return rule === 'fresh' ? { fromS: 3 * limitS, windowS: 10 } : { fromS: 2 * limitS, windowS: 3 };
}

function judgeBy(
  { rule, purpose, looks, longestS, provesFailures }: TrialRequest,
  { seconds }: TrialData,
  objectives: readonly Objective[],
  isLast: boolean,
): Judged | null {
  const at = seconds.length;
  if (rule === 'rough') {
    if (!isLast) return null;
    const judged = judgeTrial(seconds, objectives, { alpha: ROUGH_ALPHA, isFull: false });
    return { ...judged, verdict: judged.verdict === 'fails' ? 'fails' : 'holds' };
  }
  if (isLast) return judgeTrial(seconds, objectives, { alpha: ALPHA, isFull: true, provesFailures: provesFailures === true });
  const isLook = looks.includes(at);
  if (rule === 'sequential') {
    if (!isLook) return null;
    const judged = judgeTrial(seconds, objectives, { alpha: ALPHA, isFull: true });
    return judged.verdict === 'fails' || (judged.verdict === 'holds' && at >= HOLDS_FROM_S) ? judged : null;
  }
  if (isLook) {
    const judged = judgeTrial(seconds, objectives, { alpha: ALPHA, isFull: true });
    return judged.verdict === 'undecided' ? null : judged;
  }
  const isFirst = at === FIRST_LOOK.atS && purpose === 'confirm fails' && longestS <= FIRST_LOOK.ofS;
  if (!isFirst && !EARLY_LOOKS.some((look) => look === at)) return null;
  const early = judgeTrial(seconds, objectives, { alpha: EARLY_ALPHA, isFull: true });
  if (early.verdict === 'fails') return early;
  const isLost =
    purpose === 'confirm holds' && early.evidence.some((one, which) => cannotHold(one, objectives[which], longestS / at));
  return isLost ? early : null;
}

/**
 * Confirms a rate near which requests fail: it holds as soon as the share of failures is proven, and it ends as soon as the
 * share cannot be proven any more.
 */
function proved(
  { looks, longestS }: TrialRequest,
  { seconds }: TrialData,
  objectives: readonly Objective[],
  isLast: boolean,
): Judged | null {
  const at = seconds.length;
  const [first = longestS] = looks;
  if (!isLast && at % PROOF_EVERY_S !== 0) return null;
  // One look alone may be wrong in 5 %.
  const alpha = longestS > first ? PROVEN_ALPHA : ALPHA;
  const judged = judgeTrial(seconds, objectives, { alpha, isFull: true, provesFailures: true });
  if (isLast) return judged;
  if (judged.verdict === 'holds' && at >= first) {
    const times = judgeTrial(seconds, objectives, { alpha: PROVEN_TIME_ALPHA, isFull: true }).evidence;
    const isProven = objectives.every(({ kind }, which) => kind === 'failed' || times[which]?.verdict === 'holds');
    if (isProven) return judged;
  }
  if (judged.verdict === 'fails' && EARLY_LOOKS.some((look) => look === at)) {
    const early = judgeTrial(seconds, objectives, { alpha: EARLY_ALPHA, isFull: true, provesFailures: true });
    if (early.verdict === 'fails') return early;
  }
  const isLost = judged.evidence.some((one, which) => cannotHold(one, objectives[which], longestS / at, alpha));
  return isLost ? { ...judged, verdict: 'undecided' } : null;
}

/**
 * True even if nothing more misses the objective until the end. `longer` is the final length as a multiple of the present one.
 */
function cannotHold(
  { count, missed, inflation }: Evidence,
  objective: Objective | undefined,
  longer: number,
  alpha = ALPHA,
): boolean {
  const share = objective === undefined ? 0 : mayMiss(objective);
  return missed > 0 && atMost(missed / inflation, (count * longer) / inflation, share) > alpha;
}
