// The slowest requests of a stored run. It only reads the batches that may contain them.
import { isFailure, outcomeOf, type Outcome } from '../../../shared/outcome.ts';
import { countedSteps } from '../../../shared/plan/sent-steps.ts';
import type { TimeMeasure } from '../../../shared/plan/threshold.ts';
import type { RunRow } from '../../../shared/run.ts';
import type { SampleBatch } from '../../../shared/sample.ts';
import { headlineOf } from '../../../shared/summary.ts';
import { attempt } from '../../store/attempt.ts';
import type { BatchPlace } from '../../store/batch-place.ts';
import { BatchReader, openToRead } from '../../store/batch-reader.ts';

const MOST = 10;

/** Times are in ms. */
export interface SlowRequest {
  readonly seq: number;
  /** The index of its load generator in a merged run, otherwise of the thread. */
  readonly sender: number;
  readonly iteration: number;
  readonly step: number;
  readonly outcome: Outcome;
  readonly status: number;
  readonly dueAt: number;
  readonly service: number;
  readonly response: number;
  /** The Server-Timing header; null if there was none. */
  readonly serverTiming: string | null;
  /** True if the request had a connection. */
  readonly wasSent: boolean;
}

/** Sorted by the time of the headline, slowest first, without the warm-up and the preparation of users. */
export function slowRequests(path: string, row: RunRow): readonly SlowRequest[] {
  const database = openToRead(path);
  try {
    const reader = new BatchReader(database);
    const measure = headlineOf(row.plan.load.model);
    const places = reader.places(row.id).toSorted((one, other) => longestIn(other, measure) - longestIn(one, measure));
    let slowest: SlowRequest[] = [];
    for (const place of places) {
      const least = slowest.length < MOST ? -1 : timeOf(slowest.at(-1), measure);
      if (longestIn(place, measure) < least) break;
      const found = attempt(() => slowIn(reader.next(row.id, place), place.firstSeq, row, measure, least)) ?? [];
      slowest = [...slowest, ...found].toSorted((one, other) => timeOf(other, measure) - timeOf(one, measure)).slice(0, MOST);
    }
    return slowest;
  } finally {
    database.close();
  }
}

function longestIn({ span }: BatchPlace, measure: TimeMeasure): number {
  if (span === null) return Infinity;
  return measure === 'service_time' ? span.longestService : span.longestResponse;
}

function timeOf(request: SlowRequest | undefined, measure: TimeMeasure): number {
  return (measure === 'service_time' ? request?.service : request?.response) ?? 0;
}

function slowIn(
  { columns, count, worker, timings = [] }: SampleBatch,
  firstSeq: number,
  { plan }: RunRow,
  measure: TimeMeasure,
  least: number,
): SlowRequest[] {
  const steps = countedSteps(plan);
  const found: SlowRequest[] = [];
  for (let at = 0; at < count; at += 1) {
    const [dueAt = 0, sentAt = 0, endedAt = 0] = [columns.dueAt[at], columns.sentAt[at], columns.endedAt[at]];
    const request = { service: endedAt - sentAt, response: endedAt - dueAt };
    if ((measure === 'service_time' ? request.service : request.response) <= least) continue;
    const outcome = outcomeOf(columns.outcome[at] ?? 0);
    const step = columns.step[at] ?? 0;
    if (sentAt < plan.warmup || step >= steps || (outcome !== 'ok' && !isFailure(outcome))) continue;
    const serverTiming = timings.find(({ row }) => row === at)?.text ?? null;
    const wasSent = !Number.isNaN(columns.blocked[at] ?? 0);
    const status = columns.status[at] ?? 0;
    found.push({
      seq: firstSeq + at,
      sender: worker,
      iteration: columns.iteration[at] ?? 0,
      step,
      outcome,
      status,
      dueAt,
      ...request,
      serverTiming,
      wasSent,
    });
  }
  return found;
}
