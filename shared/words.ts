// Sentences and phrases about plans and runs, which the screens and the command line share.
import { assertNever } from './errors.ts';
import { formatBytes, formatCount, formatRate, formatSpan, formatTime, NO_VALUE, plural } from './format.ts';
import type { LoadModel, LoadProfile, Plan } from './plan/plan.ts';
import { DEFAULT_SEED, scheduleOf } from './plan/schedule.ts';
import type { JourneysSummary, RunSummary } from './summary.ts';
import type { TimeMeasure } from './plan/threshold.ts';

export const MEASURE_LABEL: Readonly<Record<TimeMeasure, string>> = {
  service_time: 'Service time',
  response_time: 'Response time',
};

export const MEASURE_MEANING: Readonly<Record<TimeMeasure, string>> = {
  service_time: 'from sent to last byte, including connecting',
  response_time: 'from due to last byte, including the wait for a free virtual user',
};

/**
 * The name of a time in a run of that model: iterations are all due at the start, so their response time includes the whole
 * queue.
 */
export function measureName(measure: TimeMeasure, model: LoadModel): string {
  return measure === 'response_time' && model === 'iterations' ? 'Task time, waiting included' : MEASURE_LABEL[measure];
}

/** Where there is room for a word or two. */
export function shortMeasureName(measure: TimeMeasure, model: LoadModel): string {
  return measure === 'response_time' && model === 'iterations' ? 'Task time' : MEASURE_LABEL[measure];
}

/** "61 kB", "61 kB, not known of 3 requests", "not known of 3 requests". */
export function sentBytesWords({ bytesOut, bytesOutUnknown = 0 }: Pick<RunSummary, 'bytesOut' | 'bytesOutUnknown'>): string {
  if (bytesOutUnknown === 0) return formatBytes(bytesOut);
  const unknown = `not known of ${formatCount(bytesOutUnknown)} ${plural(bytesOutUnknown, 'request')}`;
  return bytesOut === 0 ? unknown : `${formatBytes(bytesOut)}, ${unknown}`;
}

type OpenLoad = Extract<LoadProfile, { model: 'open' }>;

/** "1,000 iterations, 50 VUs", "closed, 50 VUs, 10 min", "open, 100 to 6,000/s, 5 min". */
export function describeLoad(load: LoadProfile): string {
  const length = formatSpan(scheduleOf(load).durationMs ?? 0);
  switch (load.model) {
    case 'iterations':
      return `${formatCount(load.iterations)} ${plural(load.iterations, 'iteration')}, ${vus(load.vus)}`;
    case 'closed':
      return `closed, ${range(load, formatCount)} ${plural(peak(load), 'VU')}, ${length}`;
    case 'open':
      return [`open, ${range(load, (rate) => formatRate(rate).replace('/s', ''))}/s, ${length}`, ...arrivalLaw(load)].join(', ');
    default:
      return assertNever(load);
  }
}

/** Beside percentiles, which depend on how arrivals are spread: "open, 50/s, 1 min, even arrivals". */
export function describeLoadAndLaw(load: LoadProfile): string {
  return load.model === 'open' && load.arrivals === 'even' ? `${describeLoad(load)}, even arrivals` : describeLoad(load);
}

/** "p50 1.20 s, p95 2.41 s, p99 3.00 s, without pauses"; a dash if none was completed. */
export function journeyTimeWords({ completed, time }: JourneysSummary): string {
  const times = (['p50', 'p95', 'p99'] as const).map((key) => `${key} ${formatTime(time[key])}`);
  return completed === 0 ? NO_VALUE : `${times.join(', ')}, without pauses`;
}

/** What is said about a run besides its load: the loads of scenarios, and the chosen environment. */
export function planFacts({ scenarios, environment }: Pick<Plan, 'scenarios' | 'environment'>): readonly string[] {
  const loads = scenarios.flatMap(({ name, load }) => (load === undefined ? [] : [`${name}: ${describeLoadAndLaw(load)}`]));
  return environment === undefined ? loads : [...loads, `environment ${environment}`];
}

/** A list of runs mentions what is out of the ordinary. */
function arrivalLaw({ arrivals, seed = DEFAULT_SEED }: OpenLoad): string[] {
  return arrivals === 'poisson' ? [`Poisson arrivals (seed ${seed})`] : [];
}

function vus(count: number): string {
  return `${formatCount(count)} ${plural(count, 'VU')}`;
}

type Staged = Exclude<LoadProfile, { model: 'iterations' }>;

function levels({ startTarget, stages }: Staged): number[] {
  const targets = stages.map((stage) => stage.target);
  return startTarget === undefined ? targets : [startTarget, ...targets];
}

function peak(load: Staged): number {
  return Math.max(...levels(load));
}

function range(load: Staged, print: (level: number) => string): string {
  const lowest = Math.min(...levels(load));
  const highest = peak(load);
  return lowest === highest ? print(highest) : `${print(lowest)} to ${print(highest)}`;
}
