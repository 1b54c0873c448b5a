// One trial as a real run: judged every second, stopped as soon as there is a verdict, and judged again when everything has
// ended.
import { judgeTrial, type Evidence, type Judged, type TrialVerdict } from '../../../shared/capacity/judge-trial.ts';
import { lookAt, type Look, type TrialData } from '../../../shared/capacity/look-at-trial.ts';
import type { Objective } from '../../../shared/capacity/objective.ts';
import { SETTLE_S } from '../../../shared/capacity/trial-length.ts';
import type { StoredTrial, TrialNow } from '../../../shared/capacity/capacity-search.ts';
import type { Trial, TrialFigures, TrialRequest } from '../../../shared/capacity/trial.ts';
import { counts, type TrialSecond } from '../../../shared/capacity/trial-seconds.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { stepsPerIteration } from '../../../shared/plan/steps-per-iteration.ts';
import type { RunRow } from '../../../shared/run.ts';
import type { SampleBatch } from '../../../shared/sample.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { tailSeconds } from './trial-plan.ts';
import { TrialMeter } from './trial-meter.ts';

export interface RunWatch {
  readonly handleBatch: (batch: SampleBatch) => void;
  readonly handleSnapshot: (snapshot: Snapshot) => void;
}

export interface StartedTrial {
  readonly id: string;
  readonly ended: Promise<Pick<RunRow, 'state' | 'reason'>>;
  readonly stop: () => void;
}

/** Runs a plan that is kept like any run. */
export type StartRun = (plan: Plan, watch: RunWatch) => Promise<StartedTrial>;

export interface TrialOptions {
  readonly plan: Plan;
  readonly request: TrialRequest;
  readonly objectives: readonly Objective[];
  readonly start: StartRun;
  readonly handleNow: (now: TrialNow) => void;
  /** When it is aborted, the trial ends and is not counted. */
  readonly signal: AbortSignal;
}

/** If a greater share of its seconds is suspect, a trial is not judged. */
const SUSPECT_SHARE = 0.2;
/**
 * If a greater share of its seconds is not trusted, a trial cannot make a rate fail; instead of staying undecided it is sent
 * again.
 */
const STRAINED_SHARE = 0.5;
/** If at least this many requests all failed, the target is down or refuses everything. */
const FEWEST_FAILED = 5;

/** `reason` says why the run itself failed, so that the search cannot go on. */
export async function runTrial(options: TrialOptions): Promise<{ readonly trial: StoredTrial; readonly reason: string | null }> {
  const { plan, request, objectives, start, handleNow, signal } = options;
  const from = SETTLE_S * 1000;
  const meter = new TrialMeter(plan, objectives, { sinceMs: 0, fromMs: from, untilMs: from + request.longestS * 1000 });
  const requestRate = request.rate * stepsPerIteration(plan);
  const tail = tailSeconds(objectives) * 1000 - 1000;
  let run: StartedTrial | null = null;
  let look: Look | null = null;
  let known: Known = { seconds: 0, evidence: [], p99: 0 };
  let judged = 0;
  let isOver = false;
  const stop = (): void => run?.stop();
  const wholeSeconds = (until: number): number => Math.max(0, Math.min(request.longestS, Math.floor((until - from) / 1000)));
  const watch: RunWatch = {
    handleBatch: (batch) => meter.addBatch(batch),
    handleSnapshot: (snapshot) => {
      meter.addSnapshot(snapshot);
      if (isOver) return;
      const passed = wholeSeconds(snapshot.endAt);
      if (passed > judged || (passed === 0 && snapshot.endAt % 1000 === 0)) {
        judged = passed;
        // Late responses to the last seconds may still come.
        const seconds = wholeSeconds(snapshot.endAt - tail);
        const data = { ...meter.data(seconds), outstanding: meter.outstandingUntil(snapshot.endAt) };
        look = lookAt(request, data, objectives, requestRate);
        known = knownOf(meter, data, objectives, look);
        // Whatever is still to come cannot make the trial count.
        isOver = look !== null || (meter.serviceMs > 0 && suspectSeconds(data.seconds) > SUSPECT_SHARE * request.longestS);
      }
      if (run !== null)
        handleNow({
          runId: run.id,
          request,
          ...known,
          outstanding: meter.outstandingNow,
          generator: meter.generatorAt(passed - 1),
        });
      if (isOver) stop();
    },
  };
  run = await start(plan, watch);
  if (isOver) stop();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const end = await run.ended;
  signal.removeEventListener('abort', stop);
  const trial = concluded(run.id, options, meter, { look, isWhole: end.state !== 'stopped' }, requestRate);
  const saysNothing = trial.evidence.every(({ count }) => count === 0);
  return { trial, reason: end.state === 'failed' && saysNothing ? end.reason : null };
}

interface Ended {
  readonly look: Look | null;
  /** True if it came to its planned end: a trial with few requests may have none in its last seconds. */
  readonly isWhole: boolean;
}

/** Includes everything that arrived while the run drained. */
function concluded(
  runId: string,
  { request, objectives, signal }: TrialOptions,
  meter: TrialMeter,
  { look, isWhole }: Ended,
  requestRate: number,
): StoredTrial {
  const { seconds: known } = look ?? { seconds: isWhole ? request.longestS : meter.measuredSeconds };
  const seconds = Math.max(1, known);
  const data = meter.data(seconds);
  const growth = look?.backlogGrowth ?? null;
  const final =
    growth === null
      ? lookAt(request, { seconds: data.seconds, outstanding: [] }, objectives, requestRate, true)
      : judgeTrial(data.seconds, objectives, { alpha: 0.05, isFull: true });
  const judged = growth !== null ? 'fails' : (final?.verdict ?? 'undecided');
  const isCut = look === null && signal.aborted;
  const isByTimes = growth !== null || dependsOnTimes(objectives, final?.evidence ?? []);
  const verdict = isCut ? 'stopped' : trialVerdict(judged, isByTimes, data.seconds, meter.figures(seconds, 'all'));
  return {
    runId,
    request,
    seconds,
    backlogGrowth: growth,
    verdict,
    ...shownOf(meter, seconds, objectives, verdict === judged ? final : null),
  };
}

/**
 * Every figure of a trial is of the same seconds: those by which it was judged, or all of them if the load generator's verdict
 * decided (`judged` is null).
 */
export function shownOf(
  meter: TrialMeter,
  seconds: number,
  objectives: readonly Objective[],
  judged: Judged | null,
): Pick<Trial, 'evidence' | 'times' | 'figures' | 'leftOut' | 'untrustedSeconds' | 'serviceMs'> {
  const { seconds: all } = meter.data(seconds);
  const counted = judged?.counted ?? 'all';
  const trusted = all.map((one) => ({ ...one, generator: 'trusted' as const }));
  const { evidence } = judged ?? judgeTrial(trusted, objectives, { alpha: 0.05, isFull: true });
  return {
    evidence,
    times: meter.digest(seconds, counted),
    figures: meter.figures(seconds, counted),
    leftOut: all.filter(({ generator }) => !counts(counted, generator)).length,
    untrustedSeconds: all.filter(({ generator }) => generator !== 'trusted').length,
    serviceMs: meter.serviceMs,
  };
}

function suspectSeconds(seconds: readonly TrialSecond[]): number {
  return seconds.filter(({ generator }) => generator === 'suspect').length;
}

/**
 * Whether a verdict would be another one if times were shorter. A computer that is late explains late responses, but no requests
 * that failed.
 */
export function dependsOnTimes(objectives: readonly Objective[], evidence: readonly Evidence[]): boolean {
  const verdictsOf = (isTime: boolean): readonly (TrialVerdict | undefined)[] =>
    objectives.flatMap(({ kind }, at) => ((kind === 'time') === isTime ? [evidence[at]?.verdict] : []));
  return !verdictsOf(false).includes('fails') && verdictsOf(true).some((verdict) => verdict !== 'holds');
}

/**
 * `untrusted` means that the load generator was too busy for a verdict on the target. If all requests failed, that does not
 * matter.
 */
export function trialVerdict(
  judged: TrialVerdict,
  isByTimes: boolean,
  seconds: readonly TrialSecond[],
  { requests, failed }: Pick<TrialFigures, 'requests' | 'failed'>,
): Trial['verdict'] {
  if (requests >= FEWEST_FAILED && failed === requests) return 'fails';
  if (suspectSeconds(seconds) > SUSPECT_SHARE * seconds.length) return 'untrusted';
  if (judged === 'holds' || !isByTimes) return judged;
  const unsure = seconds.filter(({ generator }) => generator !== 'trusted').length;
  return unsure > STRAINED_SHARE * seconds.length ? 'untrusted' : judged;
}

type Known = Pick<TrialNow, 'seconds' | 'evidence' | 'p99'>;

function knownOf(meter: TrialMeter, { seconds }: TrialData, objectives: readonly Objective[], look: Look | null): Known {
  const { evidence, counted } = look ?? judgeTrial(seconds, objectives, { alpha: 0.05, isFull: true });
  return { seconds: seconds.length, evidence, p99: meter.figures(seconds.length, counted).p99 };
}
