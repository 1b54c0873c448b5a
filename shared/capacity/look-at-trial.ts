// Judges a trial while it is running: returns a verdict as soon as there is one, or null while it is worth going on. Pure.
import { backlogGrowth, type TellingBacklog } from './backlog.ts';
import { atMost } from './binomial.ts';
import { judgeTrial, type Evidence, type TrialVerdict } from './judge-trial.ts';
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

export interface TrialData {
  /** The seconds that are over, since the trial settled. */
  readonly seconds: readonly TrialSecond[];
  readonly outstanding: Outstanding;
}

export interface Look {
  readonly verdict: TrialVerdict;
  readonly evidence: readonly Evidence[];
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
  const shares = objectives.map(mayMiss);
  const growth = backlogGrowth(data.outstanding, requestRate, telling(request, objectives));
  if (growth !== null) {
    const { evidence } = judgeTrial(data.seconds, shares, { alpha: ALPHA, isFull: true });
    return { verdict: 'fails', evidence, backlogGrowth: growth, seconds };
  }
  const isLast = isOver || seconds >= request.longestS;
  const judged = judgeBy(request, data, shares, isLast);
  return judged === null ? null : { ...judged, backlogGrowth: null, seconds };
}

/** A multiple of the number that may wait if the last of them is still just in time, because a stable queue rises as well. */
function telling({ rule }: TrialRequest, objectives: readonly Objective[]): TellingBacklog {
  const limits = objectives.flatMap((objective) => (objective.kind === 'time' ? [objective.limitMs / 1000] : []));
  const limitS = limits.length === 0 ? 1 : Math.max(...limits);
  return rule === 'fresh' ? { fromS: 3 * limitS, windowS: 10 } : { fromS: 2 * limitS, windowS: 3 };
}

function judgeBy(
  { rule, purpose, looks, longestS }: TrialRequest,
  { seconds }: TrialData,
  mayMiss: readonly number[],
  isLast: boolean,
): Pick<Look, 'verdict' | 'evidence'> | null {
  const at = seconds.length;
  if (rule === 'rough') {
    if (!isLast) return null;
    const { verdict, evidence } = judgeTrial(seconds, mayMiss, { alpha: ROUGH_ALPHA, isFull: false });
    return { verdict: verdict === 'fails' ? 'fails' : 'holds', evidence };
  }
  if (isLast) return judgeTrial(seconds, mayMiss, { alpha: ALPHA, isFull: true });
  const isLook = looks.includes(at);
  if (rule === 'sequential') {
    if (!isLook) return null;
    const judged = judgeTrial(seconds, mayMiss, { alpha: ALPHA, isFull: true });
    return judged.verdict === 'fails' || (judged.verdict === 'holds' && at >= HOLDS_FROM_S) ? judged : null;
  }
  if (isLook) {
    const judged = judgeTrial(seconds, mayMiss, { alpha: ALPHA, isFull: true });
    return judged.verdict === 'undecided' ? null : judged;
  }
  const isFirst = at === FIRST_LOOK.atS && purpose === 'confirm fails' && longestS <= FIRST_LOOK.ofS;
  if (!isFirst && !EARLY_LOOKS.some((look) => look === at)) return null;
  const early = judgeTrial(seconds, mayMiss, { alpha: EARLY_ALPHA, isFull: true });
  if (early.verdict === 'fails') return early;
  const isLost =
    purpose === 'confirm holds' && early.evidence.some((one, which) => cannotHold(one, mayMiss[which] ?? 0, longestS / at));
  return isLost ? early : null;
}

/**
 * True even if nothing more misses the objective until the end. `longer` is the final length as a multiple of the present one.
 */
function cannotHold({ count, missed, inflation }: Evidence, share: number, longer: number): boolean {
  return missed > 0 && atMost(missed / inflation, (count * longer) / inflation, share) > ALPHA;
}
