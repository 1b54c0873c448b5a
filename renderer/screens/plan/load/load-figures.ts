// What a plan will send, as figures and as a curve. Pure: no screen, no clock.
import { formatCount, formatRate, formatSpan, plural } from '../../../../shared/format.ts';
import type { Plan } from '../../../../shared/plan/plan.ts';
import { levelAt, type Ramp } from '../../../../shared/plan/schedule.ts';
import { scheduleOfPlan, schedulesOf, streamsOf } from '../../../../shared/plan/streams.ts';
import { stepsPerIteration } from '../../../../shared/plan/steps-per-iteration.ts';

export interface LoadFigure {
  readonly label: string;
  readonly value: string;
}

export interface CurvePoint {
  /** ms since the start. */
  readonly at: number;
  /** VUs, or arrivals per second. */
  readonly level: number;
}

export interface LoadCurve {
  readonly points: readonly CurvePoint[];
  /** Null if the amount of work decides how long it lasts: the curve is then a line without a time axis. */
  readonly durationMs: number | null;
  readonly peak: number;
  readonly unit: 'VUs' | 'arrivals/s';
}

export function loadFigures(plan: Plan): readonly LoadFigure[] {
  const schedule = scheduleOfPlan(plan);
  const { peak, unit } = loadCurve(plan);
  return [
    { label: 'Requests', value: requestsText(plan) },
    { label: 'Lasts', value: schedule.durationMs === null ? 'until all are done' : formatSpan(schedule.durationMs) },
    { label: 'Peak', value: unit === 'VUs' ? `${formatCount(peak)} ${plural(peak, 'VU')}` : formatRate(peak) },
    { label: 'In flight at most', value: formatCount(schedule.maxVus) },
  ];
}

export function loadCurve(plan: Plan): LoadCurve {
  const { load } = plan;
  const schedule = scheduleOfPlan(plan);
  const unit = load.model === 'open' ? 'arrivals/s' : 'VUs';
  if (schedule.durationMs === null) {
    const level = levelAt(schedule, 0);
    return {
      points: [
        { at: 0, level },
        { at: 1, level },
      ],
      durationMs: null,
      peak: level,
      unit,
    };
  }
  const points = schedule.ramps.flatMap((ramp, index) => {
    const start = { at: ramp.startAt, level: levelAt(schedule, ramp.startAt) };
    const isJump = index === 0 || schedule.ramps[index - 1]?.to !== ramp.from;
    return isJump ? [start, endOf(ramp)] : [endOf(ramp)];
  });
  return { points, durationMs: schedule.durationMs, peak: Math.max(...points.map((point) => point.level)), unit };
}

/** Each load has its own scenarios. */
function requestsText(plan: Plan): string {
  const schedules = schedulesOf(plan);
  const parts = streamsOf(plan).map(({ scenarios: places }, at) => {
    const scenarios = places.flatMap((place) => plan.scenarios[place] ?? []);
    const { iterations = null, points = null } = schedules[at] ?? {};
    const isAlike = scenarios.every((scenario) => scenario.steps.length === scenarios[0]?.steps.length);
    return {
      requests: iterations === null ? null : iterations * stepsPerIteration({ scenarios }),
      isExact: points === null && isAlike,
    };
  });
  const requests = parts.reduce<number | null>(
    (sum, part) => (sum === null || part.requests === null ? null : sum + part.requests),
    0,
  );
  if (requests === null) return 'as many as fit';
  return `${parts.every(({ isExact }) => isExact) ? '' : 'about '}${formatCount(requests)}`;
}

function endOf(ramp: Ramp): CurvePoint {
  return { at: ramp.startAt + ramp.durationMs, level: ramp.to };
}
