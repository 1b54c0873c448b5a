// Requests counted by the second in which they ended and by scenario. Knows no file format.
import { Histogram } from '../../../shared/histogram.ts';
import { JourneyRows } from '../../../shared/journey-rows.ts';
import { isCompleted, isFailure, outcomeOf } from '../../../shared/outcome.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { SampleBatch, SampleColumns } from '../../../shared/sample.ts';
import type { TimeMeasure } from '../../../shared/plan/threshold.ts';

const SECOND_MS = 1000;
/** Threads report a second at different times; after this number of further ones it is complete. What comes even later counts in the next one. */
const LATEST_REPORT_SECONDS = 60;

export interface ScenarioTally {
  /** The times of all requests that completed, in ms. */
  readonly times: Histogram;
  completed: number;
  failed: number;
  cancelled: number;
  bytesIn: number;
  /** The times of completed journeys of several steps, in ms; made where there is one. */
  journeys: Histogram | null;
}

export interface SecondTally {
  readonly second: number;
  /** In the plan's order. */
  readonly scenarios: readonly ScenarioTally[];
}

/** Every second from the first to the last one asked for, in order, those without a request too. */
export function* tallySeconds(
  plan: Plan,
  measure: TimeMeasure,
  batches: Iterable<SampleBatch>,
  { first, end }: { readonly first: number; readonly end: number },
): Generator<SecondTally, void, undefined> {
  const scenarioOfStep = plan.scenarios.flatMap(({ steps }, scenario) => steps.map(() => scenario));
  const open = new Map<number, ScenarioTally[]>();
  let next = first;
  let newest = first;
  const take = (second: number): SecondTally => {
    const scenarios = open.get(second) ?? emptyTally(plan);
    open.delete(second);
    return { second, scenarios };
  };
  const secondOf = (endedAt: number): number => Math.min(end - 1, Math.max(next, Math.floor(endedAt / SECOND_MS)));
  const tallyOf = (second: number, scenario: number): ScenarioTally | undefined => {
    const known = open.get(second) ?? emptyTally(plan);
    open.set(second, known);
    return known[scenario];
  };
  const journeys = new JourneyRows(plan, ({ scenario, endedAt, timeMs }) => {
    const tally = tallyOf(secondOf(endedAt), scenario);
    if (tally !== undefined) (tally.journeys ??= new Histogram()).record(timeMs);
  });
  for (const { columns, count } of batches) {
    journeys.addRows(columns, 0, count);
    for (let row = 0; row < count; row += 1) {
      if ((columns.sentAt[row] ?? 0) < plan.warmup || (columns.step[row] ?? 0) >= scenarioOfStep.length) continue;
      const second = secondOf(columns.endedAt[row] ?? 0);
      const tally = tallyOf(second, scenarioOfStep[columns.step[row] ?? 0] ?? 0);
      if (tally !== undefined) add(tally, columns, row, measure);
      newest = Math.max(newest, second);
    }
    for (; next < newest - LATEST_REPORT_SECONDS; next += 1) yield take(next);
  }
  for (; next < end; next += 1) yield take(next);
}

function add(tally: ScenarioTally, columns: SampleColumns, row: number, measure: TimeMeasure): void {
  const begunAt = (measure === 'service_time' ? columns.sentAt[row] : columns.dueAt[row]) ?? 0;
  const outcome = columns.outcome[row] ?? 0;
  tally.bytesIn += columns.bytesIn[row] ?? 0;
  if (!isCompleted(outcome)) {
    tally.cancelled += 1;
    return;
  }
  tally.times.record((columns.endedAt[row] ?? 0) - begunAt);
  tally.completed += 1;
  if (isFailure(outcomeOf(outcome))) tally.failed += 1;
}

function emptyTally({ scenarios }: Plan): ScenarioTally[] {
  return scenarios.map(() => ({ times: new Histogram(), completed: 0, failed: 0, cancelled: 0, bytesIn: 0, journeys: null }));
}
