// The loads of a run: that of the plan first, then those that scenarios have of their own. Each has virtual users and arrivals of its
// own; they share the clock, the threads and the end of the run.
import type { Annotation } from '../annotation.ts';
import { scheduleOfRun } from './load-change.ts';
import type { LoadProfile, Plan } from './plan.ts';
import { DEFAULT_SEED, levelAt, scheduleOf, totalArrivals, type Ramp, type Schedule } from './schedule.ts';
import { stepsPerIteration } from './steps-per-iteration.ts';
import { ms } from '../units.ts';

export interface Stream {
  readonly load: LoadProfile;
  /** Indexes of its scenarios: they share it by weight. */
  readonly scenarios: readonly number[];
}

type Loads = Pick<Plan, 'load'> & { readonly scenarios: readonly { readonly load?: LoadProfile | undefined }[] };

export function streamsOf({ load, scenarios }: Loads): readonly Stream[] {
  const sharing = scenarios.flatMap((scenario, at) => (scenario.load === undefined ? [at] : []));
  const own = scenarios.flatMap((scenario, at) =>
    scenario.load === undefined ? [] : [{ load: scenario.load, scenarios: [at] }],
  );
  return [{ load, scenarios: sharing }, ...own.map((stream, at) => ({ ...stream, load: seeded(stream.load, at + 1) }))];
}

/** Without a seed of its own it would have the very arrivals of the plan's load. */
function seeded(load: LoadProfile, by: number): LoadProfile {
  return load.model === 'open' ? { ...load, seed: load.seed ?? DEFAULT_SEED + by } : load;
}

/** Iteration `turn` of a stream within the run: unique, and the same whatever the number of threads. */
export function iterationOf(turn: number, stream: number, streams: number): number {
  return turn * streams + stream;
}

/** The schedule of each stream, with the changes of the run in it: they change the load of the plan. */
export function schedulesOf(plan: Loads, annotations: readonly Annotation[] = []): readonly Schedule[] {
  return streamsOf(plan).map(({ load }, at) => (at === 0 ? scheduleOfRun(load, annotations) : scheduleOf(load)));
}

/** Users of all streams together, at most. */
export function mostVus(plan: Loads): number {
  return schedulesOf(plan).reduce((sum, { maxVus }) => sum + maxVus, 0);
}

/** All loads as one: what the run asks for together. When single arrivals are due is known to each stream alone. */
export function scheduleOfPlan(plan: Loads, annotations: readonly Annotation[] = []): Schedule {
  return together(schedulesOf(plan, annotations));
}

/** Planned requests a second over time, in the open model: those of all steps of the iterations that are due. */
export function plannedRequests(
  plan: Pick<Plan, 'load' | 'scenarios'>,
  annotations: readonly Annotation[] = [],
): readonly Ramp[] {
  const streams = streamsOf(plan);
  const schedules = schedulesOf(plan, annotations).map((schedule, at): Schedule => {
    const steps = stepsPerIteration({
      scenarios: (streams[at]?.scenarios ?? []).flatMap((index) => plan.scenarios[index] ?? []),
    });
    return { ...schedule, ramps: schedule.ramps.map((ramp) => ({ ...ramp, from: ramp.from * steps, to: ramp.to * steps })) };
  });
  return together(schedules).ramps;
}

function together(schedules: readonly Schedule[]): Schedule {
  const [first] = schedules;
  if (first === undefined) throw new Error('A plan has a load');
  if (schedules.length === 1) return first;
  const { model } = first;
  const maxVus = schedules.reduce((sum, one) => sum + one.maxVus, 0);
  const durationMs = schedules.some((one) => one.durationMs === null)
    ? null
    : ms(Math.max(...schedules.map((one) => one.durationMs ?? 0)));
  const ramps = durationMs === null ? [steady(maxVus)] : summedRamps(schedules, durationMs);
  const iterations =
    model === 'open'
      ? totalArrivals(ramps)
      : schedules.reduce<number | null>((sum, one) => (sum === null || one.iterations === null ? null : sum + one.iterations), 0);
  return { model, ramps, durationMs, iterations, maxVus, bounds: [{ startAt: ms(0), vus: maxVus }], points: null };
}

function steady(level: number): Ramp {
  return { startAt: ms(0), durationMs: ms(Infinity), from: level, to: level, arrivalsBefore: 0 };
}

/** Between two moments at which any level turns, their sum is straight. */
function summedRamps(schedules: readonly Schedule[], durationMs: number): Ramp[] {
  const turns = new Set([0, durationMs]);
  for (const { ramps } of schedules) for (const ramp of ramps) turns.add(ramp.startAt).add(ramp.startAt + ramp.durationMs);
  const moments = [...turns].toSorted((a, b) => a - b);
  let arrivalsBefore = 0;
  return moments.slice(0, -1).map((startAt, at) => {
    const endAt = moments[at + 1] ?? durationMs;
    const middle = (startAt + endAt) / 2;
    const from = schedules.reduce((sum, one) => sum + levelAt(one, startAt), 0);
    // Seen from the middle, as a level may jump at the end.
    const to = schedules.reduce((sum, one) => sum + 2 * levelAt(one, middle) - levelAt(one, startAt), 0);
    const ramp = { startAt: ms(startAt), durationMs: ms(endAt - startAt), from, to, arrivalsBefore };
    arrivalsBefore += ((from + to) / 2) * ((endAt - startAt) / 1000);
    return ramp;
  });
}
