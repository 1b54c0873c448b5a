// timeseries.csv: one row per second and scenario, with Locust's columns first, then those of the plan and the generator. Figures
// of all scenarios together are only in the row of the first one, so that a column can be summed.
import { isPausedAt, planTimeAt, type Annotation } from '../../../shared/annotation.ts';
import { worstDelay, type HealthSecond } from '../../../shared/health.ts';
import { scheduleOfPlan } from '../../../shared/plan/streams.ts';
import type { Histogram } from '../../../shared/histogram.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { SampleBatch } from '../../../shared/sample.ts';
import { levelAt, type Schedule } from '../../../shared/plan/schedule.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { headlineOf } from '../../../shared/summary.ts';
import { decimalCell, textCell } from './csv-cell.ts';
import { tallySeconds, type ScenarioTally } from './second-tally.ts';

const HEADER =
  'Timestamp,User Count,Name,Requests/s,Failures/s,50%,90%,95%,99%,99.9%,100%,target_rate,in_flight,dropped,bytes_in,generator_lag_p99_ms,generator_cpu_percent,"generator",completed,failed,cancelled,journeys,journey_time_p50_ms,journey_time_p95_ms\r\n';
const PERCENTS = [50, 90, 95, 99, 99.9, 100] as const;
const SECOND_MS = 1000;
const SECONDS_PER_CHUNK = 250;
/**
 * A remainder after the last whole second that is shorter than this belongs to that second, because a rate over it would mean
 * nothing. In ms.
 */
const SHORTEST_END_MS = 100;

export interface TimeseriesRun {
  /** Epoch ms. */
  readonly startedAt: number;
  readonly plan: Plan;
  readonly annotations: readonly Annotation[];
  readonly summary: { readonly durationMs: number };
}

/** The file in chunks of some hundred seconds; returns the number of rows. Seconds of the warm-up are left out. */
export function* timeseriesCsv(
  run: TimeseriesRun,
  snapshots: Iterable<Snapshot>,
  batches: Iterable<SampleBatch>,
): Generator<string, number, undefined> {
  const { plan, summary, annotations } = run;
  const schedule = scheduleOfPlan(plan, annotations);
  const names = plan.scenarios.map(({ name }) => textCell(name));
  const frames = frameReader(snapshots);
  const first = Math.floor(plan.warmup / SECOND_MS);
  // Even a very short run has one second.
  const end = Math.max(summary.durationMs > 0 ? first + 1 : 0, Math.ceil((summary.durationMs - SHORTEST_END_MS) / SECOND_MS));
  const span = { first, end };
  let chunk = HEADER;
  let rows = 0;
  for (const { second, scenarios } of tallySeconds(plan, headlineOf(plan.load.model), batches, span)) {
    const startAt = Math.max(second * SECOND_MS, plan.warmup);
    const endAt = second + 1 === span.end ? summary.durationMs : (second + 1) * SECOND_MS;
    const seconds = (endAt - startAt) / SECOND_MS;
    const middle = startAt + (seconds * SECOND_MS) / 2;
    const level = isPausedAt(annotations, middle) ? 0 : levelAt(schedule, planTimeAt(annotations, middle));
    const frame = frames(second + 1 === span.end ? Infinity : (second + 1) * SECOND_MS, startAt);
    const common = { ...planCells(schedule.model, level), frame };
    scenarios.forEach((tally, scenario) => {
      const at = Math.floor((run.startedAt + startAt) / SECOND_MS);
      chunk += `${at},${rowCells(tally, names[scenario] ?? '', seconds, common, scenario === 0)}\r\n`;
      rows += 1;
    });
    if ((second + 1) % SECONDS_PER_CHUNK !== 0) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
  return rows;
}

interface Frame {
  inFlight: number;
  dropped: number;
  health: HealthSecond | null;
}

interface CommonCells {
  /** Null if the load model does not plan a number of users. */
  readonly users: number | null;
  readonly targetRate: string;
  readonly frame: Frame;
}

function planCells(model: Schedule['model'], level: number): Pick<CommonCells, 'users' | 'targetRate'> {
  if (model === 'open') return { users: null, targetRate: decimalCell(level) };
  return { users: model === 'closed' ? Math.ceil(level) : null, targetRate: '' };
}

function rowCells(
  { times, completed, failed, cancelled, bytesIn, journeys }: ScenarioTally,
  name: string,
  seconds: number,
  { users, targetRate, frame }: CommonCells,
  isFirst: boolean,
): string {
  const perSecond = (count: number): string => decimalCell(seconds <= 0 ? 0 : count / seconds);
  const percentiles = PERCENTS.map((percent) => (times.count === 0 ? '' : decimalCell(times.percentile(percent))));
  const { inFlight, dropped, health } = frame;
  const lag = health === null ? null : worstDelay(health);
  return (
    `${users ?? inFlight},${name},${perSecond(completed)},${perSecond(failed)},${percentiles.join(',')},` +
    `${isFirst ? `${targetRate},${inFlight},${dropped}` : ',,'},${bytesIn},` +
    `${lag === null ? '' : decimalCell(lag)},${decimalCell(health?.cpuPercent ?? Number.NaN)},${health?.verdict ?? ''},${completed},${failed},${cancelled},${journeyCells(journeys)}`
  );
}

/** How many journeys were completed in the second, and how long they took; empty if the steps form no journey. */
function journeyCells(journeys: Histogram | null): string {
  if (journeys === null) return ',,';
  const [median, p95] = [50, 95].map((percent) => decimalCell(journeys.percentile(percent)));
  return `${journeys.count},${median},${p95}`;
}

/**
 * The ends must be requested in ascending order, in ms; snapshots are read no further than necessary. Those before `from` only
 * show what is in flight.
 */
function frameReader(snapshots: Iterable<Snapshot>): (end: number, from: number) => Frame {
  const iterator = snapshots[Symbol.iterator]();
  let next = iterator.next();
  let inFlight = 0;
  return (end, from) => {
    const frame: Frame = { inFlight, dropped: 0, health: null };
    for (; next.done !== true && next.value.startAt < end; next = iterator.next()) {
      const { health } = next.value;
      ({ inFlight } = next.value);
      frame.inFlight = inFlight;
      if (next.value.endAt <= from) continue;
      frame.dropped += next.value.dropped;
      frame.health = health ?? frame.health;
    }
    return frame;
  };
}
