// What one row of samples says about an objective: its time, whether that misses the limit, and to which steps the objective
// applies. Pure.
import type { Objective } from '../../../shared/capacity/objective.ts';
import { phaseOf } from '../../../shared/phase.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { SampleColumns } from '../../../shared/sample.ts';

export function isBeyond({ limitMs, isStrict }: Extract<Objective, { kind: 'time' }>, time: number): boolean {
  return isStrict ? time >= limitMs : time > limitMs;
}

export function timeOf({ measure }: Extract<Objective, { kind: 'time' }>, columns: SampleColumns, row: number): number {
  const endedAt = columns.endedAt[row] ?? 0;
  switch (measure) {
    case 'service_time':
      return endedAt - (columns.sentAt[row] ?? 0);
    case 'response_time':
    case 'journey_time':
      return endedAt - (columns.dueAt[row] ?? 0);
    default:
      return phaseOf(columns, row, measure);
  }
}

export function stepsIn({ scenarios }: Plan, { scenario, step }: Objective['scope']): ReadonlySet<number> | null {
  if (scenario === null && step === null) return null;
  const all = scenarios.flatMap(({ name, steps }) => steps.map((one) => ({ scenario: name, step: one.name })));
  const found = all.flatMap((one, index) =>
    (scenario === null || one.scenario === scenario) && (step === null || one.step === step) ? [index] : [],
  );
  return new Set(found);
}
