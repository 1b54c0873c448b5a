// Judges one trial: whether its rate holds, fails, or is undecided. Near the limit slow requests come in clusters, so a trial is
// worth far fewer requests than it has: the sample is divided by its variance inflation over blocks of one second. The inflation
// is estimated from the misses and also from the trial's own p90 and p95, which have the same correlation time and far more
// cases. Pure.
import { atLeast, atMost, shareInterval } from './binomial.ts';
import { countAbove, EMPTY_HISTOGRAM, mergeHistograms, percentileOf, type HistogramData } from '../histogram.ts';
import { mayMiss, type Objective } from './objective.ts';
import { counts, type CaseCount, type CountedSeconds, type TrialSecond } from './trial-seconds.ts';

export type TrialVerdict = 'holds' | 'fails' | 'undecided';

/** What a trial shows about one objective. */
export interface Evidence {
  /** The number of requests or journeys, and how many of them missed the objective. */
  readonly count: number;
  readonly missed: number;
  /** The variance inflation: this many requests are worth one independent request. */
  readonly inflation: number;
  /** The 95 % interval of the share that misses the objective. */
  readonly low: number;
  readonly high: number;
  readonly verdict: TrialVerdict;
  /** The percentile that the objective is about; null if it is not about a time, or if there were no responses. */
  readonly time: TimeInterval | null;
}

/** In ms, with the 95 % interval; the upper end is null if there were too few slow requests. */
export interface TimeInterval {
  readonly value: number;
  readonly low: number;
  readonly high: number | null;
}

export interface JudgeRule {
  /** The probability of a wrong verdict. */
  readonly alpha: number;
  /** False for a first, rough look: the sample counts as it is, and the trial can only fail or go on. */
  readonly isFull: boolean;
  /** True if a share of failures must be proven even where no request failed: others fail near this rate. */
  readonly provesFailures?: boolean;
}

const OWN_PERCENTILES = [90, 95] as const;
/**
 * Times below this share of the limit say nothing about clusters at the limit: far below it, what clusters is the noise of the
 * computer that sends.
 */
const NEAR_SHARE = 0.25;
/** A failure share above this decides on its own; see `judgeShare`. */
const INTERVAL_ALPHA = 0.025;
/** The least number of requests beyond the upper end: with fewer, the greatest time seen is not the end of an interval. */
const FEWEST_BEYOND = 0.05;

/** What a trial shows, and of which of its seconds: all its figures are of the same ones. */
export interface Judged {
  readonly verdict: TrialVerdict;
  readonly evidence: readonly Evidence[];
  readonly counted: CountedSeconds;
}

export function judgeTrial(seconds: readonly TrialSecond[], objectives: readonly Objective[], rule: JudgeRule): Judged {
  const all = judgeSeconds(seconds, objectives, rule, 'not suspect');
  if (all.verdict !== 'fails' || seconds.every(({ generator }) => generator !== 'strained')) return all;
  // The times of a strained second are too long. That cannot make a rate hold, but it must not make one fail. Failed requests
  // count all the same.
  const strict = judgeSeconds(seconds, objectives, rule, 'trusted');
  if (strict.verdict === 'fails') return strict;
  const evidence = all.evidence.map((one, at) =>
    one.verdict === 'fails' && objectives[at]?.kind === 'time' ? { ...one, verdict: 'undecided' as const } : one,
  );
  return { ...all, evidence, verdict: verdictOn(evidence) };
}

function judgeSeconds(
  seconds: readonly TrialSecond[],
  objectives: readonly Objective[],
  rule: JudgeRule,
  counted: CountedSeconds,
): Judged {
  const judged = seconds.filter(({ generator }) => counts(counted, generator));
  // A rate holds if all objectives hold, so each is tested at alpha; it fails if any fails, so they share alpha.
  const failAlpha = rule.alpha / Math.max(1, objectives.length);
  const evidence = objectives.map((objective, at) => {
    const blocks = judged.flatMap(({ cases }) => cases[at] ?? []);
    return judgeShare(blocks, objective, { ...rule, failAlpha });
  });
  return { verdict: verdictOn(evidence), evidence, counted };
}

function verdictOn(evidence: readonly Evidence[]): TrialVerdict {
  if (evidence.some(({ verdict }) => verdict === 'fails')) return 'fails';
  return evidence.every(({ verdict }) => verdict === 'holds') ? 'holds' : 'undecided';
}

function judgeShare(
  blocks: readonly CaseCount[],
  objective: Objective,
  { alpha, failAlpha, isFull, provesFailures = false }: JudgeRule & { readonly failAlpha: number },
): Evidence {
  const share = mayMiss(objective);
  const count = sum(blocks, (block) => block.count);
  const missed = sum(blocks, (block) => block.missed);
  const whole = timesOf(blocks);
  const inflation = isFull ? inflationOf(blocks, count, missed, objective, whole) : 1;
  const n = count / inflation;
  const x = missed / inflation;
  const { low, high } = shareInterval(x, n, INTERVAL_ALPHA);
  const time = whole === null || whole.count === 0 ? null : timeInterval(whole, share, whole.count / inflation);
  const known = { count, missed, inflation, low, high, time };
  if (count === 0) return { ...known, verdict: 'undecided' };
  if (missed > 0 && atLeast(x, n, share) <= failAlpha) return { ...known, verdict: 'fails' };
  if (!isFull) return { ...known, verdict: 'undecided' };
  // Proving a share as small as 0.1 % takes thousands of requests; if none failed at all, that is enough.
  const isLenient = share === 0 || !provesFailures;
  const hasNone = missed === 0 && isLenient && blocks.every(({ times }) => times === null);
  return { ...known, verdict: hasNone || atMost(x, n, share) <= alpha ? 'holds' : 'undecided' };
}

/** The range of the trial's own percentiles that contains the true one: their shares beyond deviate as far as chance allows. */
function timeInterval(whole: HistogramData, share: number, n: number): TimeInterval {
  const { low, high } = shareInterval(share * n, n, INTERVAL_ALPHA);
  const at = (beyond: number): number => percentileOf(whole, 100 * (1 - beyond));
  return { value: at(share), low: at(high), high: low * n < FEWEST_BEYOND ? null : at(low) };
}

/** Returns null if the objective is not about a time. */
function timesOf(blocks: readonly CaseCount[]): HistogramData | null {
  const times = blocks.flatMap((block) => block.times ?? []);
  return times.length < blocks.length ? null : mergeAll(times);
}

function inflationOf(
  blocks: readonly CaseCount[],
  count: number,
  missed: number,
  objective: Objective,
  whole: HistogramData | null,
): number {
  const ofMisses = inflationBy(blocks, count, missed, (block) => block.missed);
  if (whole === null || objective.kind !== 'time') return ofMisses;
  const own = OWN_PERCENTILES.map((percent) => {
    const limit = Math.max(percentileOf(whole, percent), NEAR_SHARE * objective.limitMs);
    const beyond = (block: CaseCount): number => countAbove(block.times ?? EMPTY_HISTOGRAM, limit);
    return inflationBy(blocks, count, sum(blocks, beyond), beyond);
  });
  return Math.max(ofMisses, ...own);
}

/** The variance of the cases over the blocks, divided by that of independent cases. */
function inflationBy(blocks: readonly CaseCount[], count: number, cases: number, casesOf: (block: CaseCount) => number): number {
  const p = cases / count;
  if (!(p > 0 && p < 1) || blocks.length < 2) return 1;
  const squares = sum(blocks, (block) => (casesOf(block) - p * block.count) ** 2);
  const variance = (squares * blocks.length) / (blocks.length - 1);
  return Math.max(1, variance / (count * p * (1 - p)));
}

/** In pairs, so that each is merged only a few times. */
function mergeAll(all: readonly HistogramData[]): HistogramData {
  let rest = all;
  while (rest.length > 1) {
    const pairs: HistogramData[] = [];
    for (let at = 0; at < rest.length; at += 2)
      pairs.push(mergeHistograms(rest[at] ?? EMPTY_HISTOGRAM, rest[at + 1] ?? EMPTY_HISTOGRAM));
    rest = pairs;
  }
  return rest[0] ?? EMPTY_HISTOGRAM;
}

function sum(blocks: readonly CaseCount[], valueOf: (block: CaseCount) => number): number {
  return blocks.reduce((total, block) => total + valueOf(block), 0);
}
