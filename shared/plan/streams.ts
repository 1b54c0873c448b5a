// The loads of a run: that of the plan first, then the separate loads of scenarios. Each has its own virtual users and arrivals;
// they share the clock, the threads and the end of the run.
import type { Annotation } from '../annotation.ts';
import { scheduleOfRun } from './load-change.ts';
import type { LoadProfile, Plan } from './plan.ts';
import { DEFAULT_SEED, levelAt, scheduleOf, totalArrivals, type Ramp, type Schedule } from './schedule.ts';
import { stepsPerIteration } from './steps-per-iteration.ts';
import { ms } from '../units.ts';

export interface Stream {
  readonly load: LoadProfile;
  /** Indexes of its scenarios, which share the load by weight. */
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

/** Without its own seed it would have the same arrivals as the plan's load. */
function seeded(load: LoadProfile, by: number): LoadProfile {
  return load.model === 'open' ? { ...load, seed: load.seed ?? DEFAULT_SEED + by } : load;
}

/** The number, within the run, of iteration `turn` of a stream: unique, and the same for any number of threads. */
export function iterationOf(turn: number, stream: number, streams: number): number {
  return turn * streams + stream;
}

/** The schedule of each stream, including the changes of the run, which only affect the load of the plan. */
export function schedulesOf(plan: Loads, annotations: readonly Annotation[] = []): readonly Schedule[] {
  return streamsOf(plan).map(({ load }, at) => (at === 0 ? scheduleOfRun(load, annotations) : scheduleOf(load)));
}

/** The most users of all streams together. */
export function mostVus(plan: Loads): number {
  return schedulesOf(plan).reduce((sum, { maxVus }) => sum + maxVus, 0);
}

/** All loads as one, for what the run demands in total. Only each stream knows when single arrivals are due. */
export function scheduleOfPlan(plan: Loads, annotations: readonly Annotation[] = []): Schedule {
  return together(schedulesOf(plan, annotations));
}

/** The planned requests per second over time in the open model: all steps of the iterations that are due. */
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

/** Between two times at which a level changes direction, their sum is linear. */
function summedRamps(schedules: readonly Schedule[], durationMs: number): Ramp[] {
  const turns = new Set([0, durationMs]);
  for (const { ramps } of schedules) for (const ramp of ramps) turns.add(ramp.startAt).add(ramp.startAt + ramp.durationMs);
  const moments = [...turns].toSorted((a, b) => a - b);
  let arrivalsBefore = 0;
  return moments.slice(0, -1).map((startAt, at) => {
    const endAt = moments[at + 1] ?? durationMs;
    const middle = (startAt + endAt) / 2;
    const from = schedules.reduce((sum, one) => sum + levelAt(one, startAt), 0);
    // Extrapolated from the middle, because a level may jump at the end.
    const to = schedules.reduce((sum, one) => sum + 2 * levelAt(one, middle) - levelAt(one, startAt), 0);
    const ramp = { startAt: ms(startAt), durationMs: ms(endAt - startAt), from, to, arrivalsBefore };
    arrivalsBefore += ((from + to) / 2) * ((endAt - startAt) / 1000);
    return ramp;
  });
}
