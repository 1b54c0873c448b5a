// What this computer could send in the trials of a search: where it was too busy at a rate that it had not sent before, the trial
// is a measurement of its ceiling, and a better one than the calibration, because the target may need the same processor. Pure.
import { CEILING_SHARE } from './capacity-settings.ts';
import { MOST_UNTRUSTED } from './untrusted-trials.ts';
import type { Trial } from './trial.ts';

/** Near its ceiling, the same rate is sent twice: whatever kept this computer busy the first time may be over then. */
const TRIES_AT_THE_TOP = 2;
/** Below this share of what the search may ask for, the load generator should be fast enough. */
const FAR_BELOW = 0.5;
/** It fell short if it sent less than this share of what was asked, by more than chance: in standard deviations. */
const SHORT_OF = 0.97;
const BEYOND_CHANCE = 4;

/**
 * In iterations per second; null if no trial found a ceiling. `maxRate` is what the calibration allows, null for no limit. A rate
 * below one that was sent and trusted says nothing, because this computer was busy with something else; but a rate is only
 * confirmed if it can be sent for long.
 */
export function sendableRate(trials: readonly Trial[], maxRate: number | null): number | null {
  let [known, most] = [0, 0];
  let ceiling: number | null = null;
  let group: Trial[] = [];
  for (const trial of trials) {
    const { verdict, request } = trial;
    if (verdict === 'stopped') continue;
    if (verdict !== 'untrusted') {
      group = [];
      known = Math.max(known, request.rate);
      most = Math.max(most, sentIn(trial));
      continue;
    }
    const isSame = group[0]?.request.rate === request.rate && group[0].request.purpose === request.purpose;
    group = isSame ? [...group, trial] : [trial];
    const isConfirming = request.purpose === 'confirm holds';
    const isNew = request.rate > known && (known > 0 || maxRate !== null);
    if (!isNew && (!isConfirming || maxRate === null)) continue;
    if (!isTelling(group, Math.min(maxRate ?? Infinity, CEILING_SHARE * (ceiling ?? Infinity)))) continue;
    ceiling = Math.max(isConfirming ? 0 : most, ...group.map(sentIn));
  }
  return ceiling;
}

/** `allowed` is the highest rate that the search might ask for until then. */
function isTelling(group: readonly Trial[], allowed: number): boolean {
  const rate = group[0]?.request.rate ?? 0;
  if (allowed === Infinity || rate >= FAR_BELOW * allowed) return group.length >= TRIES_AT_THE_TOP;
  return group.length >= MOST_UNTRUSTED && group.every(isShort);
}

function isShort(trial: Trial): boolean {
  const { figures, request, seconds } = trial;
  const missing = (request.rate - sentIn(trial)) * seconds;
  return (
    figures.sent !== undefined &&
    missing > (1 - SHORT_OF) * request.rate * seconds &&
    missing > BEYOND_CHANCE * Math.sqrt(request.rate * seconds)
  );
}

/** Trials of earlier versions do not say what was sent. */
function sentIn({ figures, request }: Trial): number {
  return Math.min(request.rate, figures.sent ?? figures.completed);
}
