// Counts requests by the second in which they ended and by scenario. It does not know file formats.
import { Histogram } from '../../../shared/histogram.ts';
import { JourneyRows } from '../../../shared/journey-rows.ts';
import { isCompleted, isFailure, outcomeOf } from '../../../shared/outcome.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { SampleBatch, SampleColumns } from '../../../shared/sample.ts';
import type { TimeMeasure } from '../../../shared/plan/threshold.ts';

const SECOND_MS = 1000;
/**
 * Threads report a second at different times; after this many further seconds it is complete. A request that arrives even later
 * counts in the next open second.
 */
const LATEST_REPORT_SECONDS = 60;

export interface ScenarioTally {
  /** The times of all completed requests, in ms. */
  readonly times: Histogram;
  completed: number;
  failed: number;
  cancelled: number;
  bytesIn: number;
  /** The times of completed journeys with several steps, in ms; null if there is none. */
  journeys: Histogram | null;
}

export interface SecondTally {
  readonly second: number;
  /** In the order of the plan. */
  readonly scenarios: readonly ScenarioTally[];
}

/** All seconds from the first to the last requested one, in order, including those without a request. */
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
