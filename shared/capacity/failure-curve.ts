// At which rate a share of failures may be expected: a curve through the failures of the trials. It only says where to try to
// confirm; what is confirmed is judged by the trial there alone. Pure.
import { objectivesOf, type CapacitySettings } from './capacity-settings.ts';
import type { Trial } from './trial.ts';

/** Trials with a greater multiple of the share that may fail are too far above it to say how many fail near it. */
const NEAR_SHARE = 20;
/** Failures this many times above a rate do not matter for it. */
const NEAR_RATE = 2;
/** The usual exponent of the curve, and how far its logarithm usually differs. */
const USUAL_EXPONENT = 5;
const EXPONENT_SPREAD = 0.6;
const EXPONENTS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10, 12] as const;

interface Point {
  readonly rate: number;
  /** Both divided by the variance inflation. */
  readonly count: number;
  readonly missed: number;
}

/** The smallest share of failures that an objective allows; null if none allows any. */
export function strictestFailures(settings: Pick<CapacitySettings, 'objectives' | 'maxFailed'>): number | null {
  const shares = objectivesOf(settings).flatMap((one) => (one.kind === 'failed' && one.share > 0 ? [one.share] : []));
  return shares.length === 0 ? null : Math.min(...shares);
}

/** Requests failed near this rate, so that it must be proven that few enough do. */
export function failsNear(settings: CapacitySettings, trials: readonly Trial[], rate: number): boolean {
  return (
    strictestFailures(settings) !== null &&
    pointsOf(settings, trials).some((one) => one.missed > 0 && one.rate <= NEAR_RATE * rate)
  );
}

/** The rate at which `share` of what may fail is expected to fail; null if nothing failed. */
export function rateWithFailures(settings: CapacitySettings, trials: readonly Trial[], share: number): number | null {
  const allowed = strictestFailures(settings);
  if (allowed === null) return null;
  const points = pointsOf(settings, trials);
  const near = points.filter(({ count, missed }) => missed <= NEAR_SHARE * allowed * count);
  const failing = points.filter(({ missed }) => missed > 0).toSorted((a, b) => a.rate - b.rate);
  const used = near.some(({ missed }) => missed > 0) ? near : [...near, ...failing.slice(0, 1)];
  const missed = used.reduce((sum, one) => sum + one.missed, 0);
  if (missed === 0) return null;
  const curves = EXPONENTS.map((exponent) => {
    const scale = missed / used.reduce((sum, { count, rate }) => sum + count * rate ** exponent, 0);
    const likelihood = used.reduce((sum, one) => sum + one.missed * Math.log(scale * one.rate ** exponent), 0);
    return { exponent, scale, value: likelihood - (Math.log(exponent / USUAL_EXPONENT) / EXPONENT_SPREAD) ** 2 / 2 };
  });
  const { exponent, scale } = curves.reduce((best, one) => (one.value > best.value ? one : best));
  return ((share * allowed) / scale) ** (1 / exponent);
}

function pointsOf(settings: CapacitySettings, trials: readonly Trial[]): readonly Point[] {
  const kinds = objectivesOf(settings).map(({ kind }) => kind);
  return trials
    .filter(({ verdict, backlogGrowth }) => verdict !== 'untrusted' && verdict !== 'stopped' && backlogGrowth === null)
    .flatMap(({ request: { rate }, evidence }) =>
      evidence.flatMap(({ count, missed, inflation }, at) =>
        kinds[at] === 'failed' ? [{ rate, count: count / inflation, missed: missed / inflation }] : [],
      ),
    );
}
