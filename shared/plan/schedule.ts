// Turns a load profile into exact times: when arrival k is due, and how many VUs run at time t. Pure; all times are in ms since
// the start.
import { assertNever } from '../errors.ts';
import type { LoadProfile, Stage } from './plan.ts';
import { PoissonPoints } from './poisson-points.ts';
import { ms, type Ms } from '../units.ts';

/** A stage on the time axis: the level changes linearly from `from` to `to` within `durationMs`. */
export interface Ramp {
  readonly startAt: Ms;
  readonly durationMs: Ms;
  readonly from: number;
  readonly to: number;
  /** Arrivals that are due before the ramp begins (open model; a real number). */
  readonly arrivalsBefore: number;
}

export interface Schedule {
  readonly model: LoadProfile['model'];
  readonly ramps: readonly Ramp[];
  /** The planned length, or null if the amount of work decides (iterations). */
  readonly durationMs: Ms | null;
  /** How many iterations fall due, or null if the target's speed decides (closed); for random arrivals the expected number. */
  readonly iterations: number | null;
  /** The most VUs that can ever run at the same time, and so the limit on requests in flight. */
  readonly maxVus: number;
  /** In the open model: how many VUs may be used and from when on; ascending. In the other models the level determines it. */
  readonly bounds: readonly VuBound[];
  /** The positions of random arrivals on the axis of the area under the rate; null if arrival k is at k. */
  readonly points: PoissonPoints | null;
}

/** The seed of random arrivals if the plan has none. */
export const DEFAULT_SEED = 1;

export interface VuBound {
  readonly startAt: Ms;
  readonly vus: number;
}

export function scheduleOf(load: LoadProfile): Schedule {
  switch (load.model) {
    case 'iterations': {
      const { vus } = load;
      const ramps = [{ startAt: ms(0), durationMs: ms(Infinity), from: vus, to: vus, arrivalsBefore: 0 }];
      return { model: load.model, ramps, durationMs: null, iterations: load.iterations, maxVus: vus, bounds: [], points: null };
    }
    case 'closed': {
      const ramps = layRamps(load.stages, load.startTarget);
      const maxVus = Math.max(1, ...ramps.flatMap((ramp) => [Math.ceil(ramp.from), Math.ceil(ramp.to)]));
      return { model: load.model, ramps, durationMs: endOf(ramps), iterations: null, maxVus, bounds: [], points: null };
    }
    case 'open': {
      const ramps = layRamps(load.stages, load.startTarget);
      const { maxVus, seed = DEFAULT_SEED } = load;
      const bounds = [{ startAt: ms(0), vus: maxVus }];
      const points = load.arrivals === 'poisson' ? new PoissonPoints(seed) : null;
      return { model: load.model, ramps, durationMs: endOf(ramps), iterations: totalArrivals(ramps), maxVus, bounds, points };
    }
    default:
      return assertNever(load);
  }
}

/**
 * When arrival `k` (from 0) of the open model is due; Infinity after the last one. It is due once the area under the rate reaches
 * its position on that axis: k for even arrivals, otherwise a point of a Poisson process of rate 1. On a linear ramp r0 -> r1
 * over T an area of n is reached at 2n / (r0 + sqrt(r0^2 + 2n(r1-r0)/T)).
 */
export function dueAt(schedule: Schedule, k: number): Ms {
  const { points, ramps, iterations } = schedule;
  if (points === null && iterations !== null && k >= iterations) return ms(Infinity);
  if (schedule.model !== 'open') return ms(0);
  const place = points === null ? k : points.at(k);
  if (points !== null && place >= areaOf(ramps)) return ms(Infinity);
  const ramp = rampOfPlace(ramps, place);
  const n = place - ramp.arrivalsBefore;
  if (n <= 0) return ramp.startAt;
  const r0 = ramp.from / 1000;
  const slope = (ramp.to - ramp.from) / 1000 / ramp.durationMs;
  const root = Math.sqrt(Math.max(0, r0 * r0 + 2 * n * slope));
  return ms(ramp.startAt + (2 * n) / (r0 + root));
}

/** How many iterations are due up to and including `at`: the inverse of `dueAt`. */
export function iterationsDueBy(schedule: Schedule, at: number): number {
  const { iterations, points, ramps } = schedule;
  if (iterations === null) return 0;
  if (schedule.model === 'iterations') return at >= 0 ? iterations : 0;
  const ramp = rampAt(ramps, at);
  if (at < 0 || ramp === undefined) return 0;
  const elapsed = Math.min(at - ramp.startAt, ramp.durationMs);
  const area = ramp.arrivalsBefore + ((ramp.from + levelWithin(ramp, elapsed)) / 2) * (elapsed / 1000);
  if (points !== null) return points.countUpTo(Math.min(area, areaOf(ramps)));
  // While the rate is 0 nothing is due, not even the next arrival.
  if (ramp.from === 0 && ramp.to === 0) return Math.ceil(Math.max(0, ramp.arrivalsBefore - 1e-9));
  // Arrival k is due once the area under the rate reaches k, so arrival 0 is due at the very start.
  return Math.min(iterations, Math.floor(area + 1e-9) + 1);
}

/** The planned level at `at`: arrivals per second in the open model, VUs in the others; 0 after the end. */
export function levelAt(schedule: Schedule, at: number): number {
  if (schedule.durationMs !== null && at >= schedule.durationMs) return 0;
  const ramp = rampAt(schedule.ramps, at);
  return ramp === undefined ? 0 : levelWithin(ramp, at - ramp.startAt);
}

/** How many VUs may start something at `at`: those with a number below this. */
export function vusAt(schedule: Schedule, at: number): number {
  if (schedule.model !== 'open') return levelAt(schedule, at);
  let vus = 0;
  for (const bound of schedule.bounds) if (bound.startAt <= at) ({ vus } = bound);
  return vus;
}

/** Arrivals that are due before `ramp` ends (open model; a real number). */
export function arrivalsAfter(ramp: Ramp): number {
  return ramp.arrivalsBefore + ((ramp.from + ramp.to) / 2) * (ramp.durationMs / 1000);
}

function layRamps(stages: readonly Stage[], startTarget: number | undefined): Ramp[] {
  const ramps: Ramp[] = [];
  let startAt = 0;
  let arrivalsBefore = 0;
  let from = startTarget ?? stages[0]?.target ?? 0;
  for (const { duration, target } of stages) {
    // A stage of 0 s is a jump: the next stage begins at its target.
    if (duration > 0) ramps.push({ startAt: ms(startAt), durationMs: duration, from, to: target, arrivalsBefore });
    startAt += duration;
    arrivalsBefore += ((from + target) / 2) * (duration / 1000);
    from = target;
  }
  return ramps;
}

export function totalArrivals(ramps: readonly Ramp[]): number {
  return Math.ceil(Math.max(0, areaOf(ramps) - 1e-6));
}

/** The area under the rate, from the start to the end. */
function areaOf(ramps: readonly Ramp[]): number {
  const last = ramps.at(-1);
  return last === undefined ? 0 : arrivalsAfter(last);
}

function endOf(ramps: readonly Ramp[]): Ms {
  const last = ramps.at(-1);
  return ms(last === undefined ? 0 : last.startAt + last.durationMs);
}

function rampOfPlace(ramps: readonly Ramp[], place: number): Ramp {
  let found = ramps[0];
  for (const ramp of ramps) {
    // A ramp that starts and ends at zero contains no arrival.
    if (ramp.arrivalsBefore <= place && (ramp.from > 0 || ramp.to > 0)) found = ramp;
  }
  if (found === undefined) throw new Error('An open schedule has at least one stage');
  return found;
}

function rampAt(ramps: readonly Ramp[], at: number): Ramp | undefined {
  let found = ramps[0];
  for (const ramp of ramps) if (ramp.startAt <= at) found = ramp;
  return found;
}

export function levelWithin(ramp: Ramp, elapsed: number): number {
  return ramp.durationMs === 0 ? ramp.to : ramp.from + ((ramp.to - ramp.from) * elapsed) / ramp.durationMs;
}
