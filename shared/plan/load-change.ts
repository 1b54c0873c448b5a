// How a run's schedule follows changes of its load while it is running. Pure. A change replaces the planned level from its time
// to the end of the plan, whose length does not change.
import { planTimeAt, type Annotation, type LevelChange, type LoadChange } from '../annotation.ts';
import { assertNever } from '../errors.ts';
import { formatCount, formatRate, plural } from '../format.ts';
import type { LoadModel, LoadProfile } from './plan.ts';
import { arrivalsAfter, levelWithin, scheduleOf, totalArrivals, type Ramp, type Schedule } from './schedule.ts';
import { ms } from '../units.ts';

/** The plan's schedule including all changes, on the plan's clock. */
export function scheduleOfRun(load: LoadProfile, annotations: readonly Annotation[]): Schedule {
  let schedule = scheduleOf(load);
  for (const annotation of annotations) {
    if (annotation.kind === 'level') schedule = changedAt(schedule, planTimeAt(annotations, annotation.at), annotation);
  }
  return schedule;
}

/** `at` is on the plan's clock. The due times before it do not change. */
export function changedAt(schedule: Schedule, at: number, { level, maxVus }: LoadChange): Schedule {
  const endAt = schedule.durationMs ?? Infinity;
  if (at >= endAt) return schedule;
  const ramps = level === null ? schedule.ramps : levelled(schedule.ramps, at, endAt, level);
  const vus = schedule.model === 'open' ? maxVus : level === null ? null : Math.ceil(level);
  return {
    ...schedule,
    ramps,
    iterations: schedule.model === 'open' ? totalArrivals(ramps) : schedule.iterations,
    maxVus: Math.max(schedule.maxVus, vus ?? 0),
    bounds:
      maxVus === null || schedule.model !== 'open' ? schedule.bounds : [...schedule.bounds, { startAt: ms(at), vus: maxVus }],
  };
}

export function unitOf(model: LoadModel): LevelChange['unit'] {
  return model === 'open' ? 'arrivals_per_second' : 'vus';
}

/** "Paused", "Load changed to 300/s, at most 80 VUs". */
export function describeAnnotation(annotation: Annotation): string {
  switch (annotation.kind) {
    case 'paused':
      return 'Paused';
    case 'resumed':
      return 'Resumed';
    case 'level':
      return `Load changed to ${describeLevel(annotation)}`;
    default:
      return assertNever(annotation);
  }
}

/** "300/s", "50 VUs", "300/s, at most 80 VUs". */
export function describeLevel({ level, unit, maxVus }: LevelChange): string {
  const levelWords = level === null ? [] : [unit === 'vus' ? vus(level) : formatRate(level)];
  return [...levelWords, ...(maxVus === null ? [] : [`at most ${vus(maxVus)}`])].join(', ');
}

function levelled(ramps: readonly Ramp[], at: number, endAt: number, level: number): Ramp[] {
  const kept = ramps.flatMap((ramp): Ramp[] => {
    if (ramp.startAt >= at) return [];
    const elapsed = at - ramp.startAt;
    return elapsed >= ramp.durationMs ? [ramp] : [{ ...ramp, durationMs: ms(elapsed), to: levelWithin(ramp, elapsed) }];
  });
  const last = kept.at(-1);
  const arrivalsBefore = last === undefined ? 0 : arrivalsAfter(last);
  return [...kept, { startAt: ms(at), durationMs: ms(endAt - at), from: level, to: level, arrivalsBefore }];
}

function vus(count: number): string {
  return `${formatCount(count)} ${plural(count, 'VU')}`;
}
