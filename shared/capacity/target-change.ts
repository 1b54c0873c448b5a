// Whether the target changed between the start and the end of a search: warm caches, a throttled processor, a deployment. There
// are two signs: repeated early rates have other times, or a rate held that later failed, or the reverse. Pure.
import type { Trial, TimesDigest } from './trial.ts';

export interface TargetChange {
  readonly kind: 'slower' | 'faster';
  /** The rate at which the change shows, in iterations per second. */
  readonly rate: number;
  /** The p99 of the response time in ms at that rate, at first and later. */
  readonly before: number;
  readonly after: number;
}

/** In standard errors: by chance alone fewer than one search in a hundred exceeds it. */
const BEYOND_ALONE = 3.4;
const BEYOND_TOGETHER = 3;
/** A smaller change does not matter. */
const CHANGED_FROM = 0.05;
/** Early trials with fewer requests cannot show a change. */
const TELLING_REQUESTS = 250;
const MOST_REPEATED = 3;
/** A backlog that grows for this long is not caused by a pause. In seconds. */
const TELLING_BACKLOG_S = 8;

/** Trials of the doubling phase that are repeated at the end: the first ones with enough requests. */
export function referencesOf(trials: readonly Trial[]): readonly Trial[] {
  const early = trials.filter(({ request, verdict }) => request.purpose === 'double' && verdict === 'holds');
  const telling = early.filter(({ times }) => times.count >= TELLING_REQUESTS).slice(0, MOST_REPEATED);
  return telling.length > 0 ? telling : early.slice(-1);
}

export function changeOf(trials: readonly Trial[]): TargetChange | null {
  return ofRepeats(trials) ?? ofContradiction(trials);
}

function ofRepeats(trials: readonly Trial[]): TargetChange | null {
  const repeats = trials.filter(({ request }) => request.purpose === 'repeat');
  const pairs = referencesOf(trials).flatMap((before) => {
    const after = repeats.findLast(({ request }) => request.rate === before.request.rate);
    return after === undefined ? [] : [{ before, after }];
  });
  const failed = pairs.find(({ after }) => after.backlogGrowth !== null);
  if (failed !== undefined) return changeIn('slower', failed.before, failed.after);
  const scores = pairs.map(({ before, after }) => scoreOf(before.times, after.times));
  // Together they show more, but a target that warms up may have changed at the first rate only.
  const together = scores.reduce((sum, score) => sum + score, 0) / Math.sqrt(Math.max(1, scores.length));
  const at = scores.findIndex((score) => Math.abs(score) > BEYOND_ALONE);
  const pair = pairs[at] ?? (Math.abs(together) > BEYOND_TOGETHER ? pairs.at(-1) : undefined);
  return pair === undefined ? null : changeIn((scores[at] ?? together) > 0 ? 'slower' : 'faster', pair.before, pair.after);
}

/** The difference of the means of the logarithms, in standard errors. */
function scoreOf(before: TimesDigest, after: TimesDigest): number {
  const difference = after.mean - before.mean;
  if (before.count < 2 || after.count < 2 || Math.abs(difference) < CHANGED_FROM) return 0;
  const error = Math.sqrt(errorOf(before, after) + errorOf(after, before));
  return error > 0 ? difference / error : Math.sign(difference) * BEYOND_ALONE * 2;
}

/** The variance of the mean. The inflation is that of both trials, because a few seconds alone are too little to estimate it. */
function errorOf({ variance, inflation, count }: TimesDigest, other: TimesDigest): number {
  return (variance * ((inflation + other.inflation) / 2)) / count;
}

/** A rate held, and later the same or a lower one failed, in a way that cannot be chance; or the reverse. */
function ofContradiction(trials: readonly Trial[]): TargetChange | null {
  const judged = trials.filter(({ request }) => request.rule !== 'rough');
  for (const [at, before] of judged.entries()) {
    for (const after of judged.slice(at + 1)) {
      if (after.request.rate <= before.request.rate && areApart(before, after)) return changeIn('slower', before, after);
      if (after.request.rate >= before.request.rate && areApart(after, before)) return changeIn('faster', before, after);
    }
  }
  return null;
}

/**
 * Shares are only compared if both trials were confirmations. A trial that narrows the bounds may be too short for rare events,
 * such as a pause of the target once a minute, so it does not contradict a long trial that saw one.
 */
function areApart(held: Trial, failed: Trial): boolean {
  if (held.verdict !== 'holds' || failed.verdict !== 'fails') return false;
  if (failed.backlogGrowth !== null) return failed.seconds >= TELLING_BACKLOG_S;
  if (held.request.rule !== 'fresh' || failed.request.rule !== 'fresh') return false;
  return held.evidence.some(({ high }, at) => high < (failed.evidence[at]?.low ?? 0));
}

function changeIn(kind: TargetChange['kind'], before: Trial, after: Trial): TargetChange {
  return { kind, rate: after.request.rate, before: before.figures.p99, after: after.figures.p99 };
}
