// samples.figures: the figures of a run's summary, for any choice of its requests, computed exactly.
import { pausedWithin, runTimeAt } from '../../shared/annotation.ts';
import { scheduleOfPlan } from '../../shared/plan/streams.ts';
import { exactTimes, spectrumQuantiles } from './exact-times.ts';
import type { SampleArguments, SampleFigures, SampleFilter, SampleWindow } from '../../shared/sample-query.ts';
import type { RunReading } from './chosen-rows.ts';
import { gather, type Gathered } from './gathered.ts';
import { countOutcome, groupFigures, histogramOf, requestRate, type GroupContext } from './groups.ts';
import type { StoredRun } from '../store/run-reader.ts';
import { Tally } from './tally.ts';
import type { Turn } from './turn.ts';
import { stepsOf } from '../../shared/plan/plan.ts';

export async function readFigures(reading: RunReading, { filter }: SampleArguments<'samples.figures'>): Promise<SampleFigures> {
  const { run, turn } = reading;
  const tally = new Tally();
  const gathered = await gather(reading, filter, tally.add);
  const window = windowOf(run, filter);
  const measuredMs = measuredOf(run, window, filter, gathered.lastSentAt);
  const requests = countRequests(gathered);
  const whole = await wholeOf(gathered, turn);
  return {
    window,
    measuredMs,
    requests,
    throughput: requestRate(requests, measuredMs),
    bytesIn: tally.bytesIn,
    bytesOut: tally.bytesOut,
    ...whole,
    outcomes: tally.outcomes(),
    statusCodes: tally.statusCodes(),
    failures: tally.failures(),
    ...(await groupsOf(gathered, reading, { ...whole, measuredMs })),
  };
}

/** The filter's window, limited to the duration of the run. */
export function windowOf({ durationMs }: StoredRun, { window }: SampleFilter): SampleWindow {
  const { by, from, to } = window ?? { by: 'ended', from: 0, to: durationMs };
  return { by, from: Math.min(from, durationMs), to: Math.min(to, durationMs) };
}

function measuredOf(run: StoredRun, window: SampleWindow, { warmup, except }: SampleFilter, lastSentAt: number): number {
  const since = warmup === 'exclude' ? Math.max(window.from, run.plan.warmup) : window.from;
  const until = warmup === 'exclude' && window.to === run.durationMs ? sentUntil(run, lastSentAt) : window.to;
  if (since >= until) return 0;
  const left = (except ?? []).reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, until) - Math.max(from, since)), 0);
  return Math.max(0, until - since - pausedWithin(run.annotations, since, until) - left);
}

/** As in the run's summary: with a warm-up, the time in which only the last requests ended is not counted. */
function sentUntil({ plan, annotations, durationMs }: StoredRun, lastSentAt: number): number {
  const planned = scheduleOfPlan(plan).durationMs;
  if (plan.warmup === 0 || planned === null) return durationMs;
  return Math.max(Math.min(runTimeAt(annotations, planned, durationMs), durationMs), lastSentAt);
}

function countRequests({ count, outcome, cancelled }: Gathered): SampleFigures['requests'] {
  const counts = { total: cancelled.length, succeeded: 0, failed: 0, cancelled: cancelled.length };
  for (let at = 0; at < count; at += 1) countOutcome(counts, outcome[at] ?? 0);
  return counts;
}

type Whole = Pick<SampleFigures, 'serviceTime' | 'responseTime' | 'queueDelay' | 'spectrum' | 'times'>;

async function wholeOf({ service, response, queueDelay }: Gathered, turn: Turn): Promise<Whole> {
  const times = { service: histogramOf(service), response: histogramOf(response) };
  const quantiles = spectrumQuantiles(service.length);
  await turn.pause();
  const ofService = exactTimes(service, quantiles);
  await turn.pause();
  const ofResponse = exactTimes(response, quantiles);
  await turn.pause();
  return {
    serviceTime: ofService.stats,
    responseTime: ofResponse.stats,
    queueDelay: exactTimes(queueDelay).stats,
    spectrum: quantiles.map((quantile, at) => ({
      quantile,
      service: ofService.atQuantiles[at] ?? 0,
      response: ofResponse.atQuantiles[at] ?? 0,
    })),
    times,
  };
}

async function groupsOf(
  gathered: Gathered,
  { run: { plan, generators = [] }, turn }: RunReading,
  whole: GroupContext,
): Promise<Pick<SampleFigures, 'steps' | 'scenarios' | 'remotes' | 'generators'>> {
  const scenarioOfStep = plan.scenarios.flatMap((scenario, index) => scenario.steps.map(() => index));
  const figuresOf = async (names: readonly string[], by: 'step' | 'remote' | 'generator', groupOf: (cell: number) => number) => {
    await turn.pause();
    return groupFigures(gathered, { names, by, groupOf }, whole);
  };
  const named = (items: readonly { readonly name: string }[]): string[] => items.map(({ name }) => name);
  const remotes = await figuresOf(gathered.addresses, 'remote', (cell) => cell - 1);
  const senders = generators.length === 0 ? {} : { generators: await figuresOf(generators, 'generator', (cell) => cell) };
  return {
    ...senders,
    steps: await figuresOf(named(stepsOf(plan)), 'step', (cell) => cell),
    scenarios: await figuresOf(named(plan.scenarios), 'step', (cell) => scenarioOfStep[cell] ?? -1),
    remotes: remotes.toSorted((a, b) => b.requests.total - a.requests.total).map((group) => ({ ...group, index: 0 })),
  };
}
