// Which changes of a run's load are allowed while it is running.
import type { LoadChange } from '../annotation.ts';
import { changedAt } from './load-change.ts';
import { MAX_ITERATIONS } from './load-limits.ts';
import { levelSchemas, maxVusSchema } from './plan-load.ts';
import type { Schedule } from './schedule.ts';

/** What is wrong with a change, or null. `schedule` is the run's present one; `at` is on its clock. */
export function changeFault(schedule: Schedule, at: number, change: LoadChange): string | null {
  const { level, maxVus } = change;
  const { model } = schedule;
  if (level === null && maxVus === null) return 'Write the level that the run is to have.';
  if (schedule.durationMs !== null && at >= schedule.durationMs)
    return 'The plan is at its end; its load cannot be changed any more.';
  if (maxVus !== null && model !== 'open')
    return 'Only the open model has a bound on its virtual users. Change their number instead.';
  const parsed = level === null ? null : levelSchemas[model].safeParse(level);
  if (parsed?.success === false) return parsed.error.issues[0]?.message ?? null;
  const bound = maxVus === null ? null : maxVusSchema.safeParse(maxVus);
  if (bound?.success === false) return bound.error.issues[0]?.message ?? null;
  const arrivals = changedAt(schedule, at, change).iterations ?? 0;
  return arrivals > MAX_ITERATIONS
    ? `That would bring more than ${MAX_ITERATIONS.toLocaleString('en')} arrivals. Lower the rate.`
    : null;
}
