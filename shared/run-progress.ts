// How much of a run is done. Pure.
import { planTimeAt } from './annotation.ts';
import { scheduleOfPlan } from './plan/streams.ts';
import type { RunRow } from './run.ts';

/** From 0 to 1, `knownUntil` ms after the start. */
export function shareDone(row: RunRow, knownUntil: number): number {
  const { durationMs, iterations } = scheduleOfPlan(row.plan);
  if (durationMs !== null) return Math.min(1, planTimeAt(row.annotations, knownUntil) / durationMs);
  return Math.min(1, iterationsDone(row) / Math.max(1, iterations ?? 1));
}

/** The completed share of the planned iterations. */
export function iterationsDone({ plan, summary }: RunRow): number {
  const steps = Math.max(1, ...plan.scenarios.map((scenario) => scenario.steps.length));
  const isOneEach = steps === 1 && plan.http.followRedirects === 0;
  return isOneEach ? summary.requests.total : Math.min(summary.iterations.started, Math.floor(summary.requests.total / steps));
}
