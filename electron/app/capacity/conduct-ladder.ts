// Conducts a ladder: fixed rates one after another in one run. Each is judged like a trial, and nothing is searched.
import { objectivesOf } from '../../../shared/capacity/capacity-settings.ts';
import type { CapacityRow, StoredTrial } from '../../../shared/capacity/capacity-search.ts';
import { lookAt } from '../../../shared/capacity/look-at-trial.ts';
import type { Objective } from '../../../shared/capacity/objective.ts';
import { SETTLE_S } from '../../../shared/capacity/trial-length.ts';
import type { TrialRequest } from '../../../shared/capacity/trial.ts';
import { stepsPerIteration } from '../../../shared/plan/steps-per-iteration.ts';
import type { Conducting } from './conduct-search.ts';
import { dependsOnTimes, shownOf, trialVerdict } from './run-trial.ts';
import { ladderPlan } from './trial-plan.ts';
import { TrialMeter } from './trial-meter.ts';

export interface Ladder {
  /** Iterations per second, in the order in which they are sent. */
  readonly rates: readonly number[];
  readonly eachMs: number;
}

interface Rung {
  readonly request: TrialRequest;
  readonly meter: TrialMeter;
  readonly endAt: number;
}

export async function conductLadder(
  first: CapacityRow,
  { rates, eachMs }: Ladder,
  { start, handleRow, signal, now }: Conducting,
): Promise<CapacityRow> {
  const objectives = objectivesOf(first.settings);
  const plan = ladderPlan(first.plan, rates, eachMs, first.settings);
  // Each rung settles like a trial, but for at most half of its time.
  const settleMs = Math.min(SETTLE_S * 1000, eachMs / 2);
  const seconds = Math.max(1, Math.floor((eachMs - settleMs) / 1000));
  const rungs = rates.map((rate, at): Rung => {
    const sinceMs = at * eachMs;
    const request = { number: at + 1, purpose: 'rung', rate, looks: [seconds], longestS: seconds, rule: 'fresh' } as const;
    const window = { sinceMs, fromMs: sinceMs + settleMs, untilMs: sinceMs + settleMs + seconds * 1000 };
    return { request, meter: new TrialMeter(plan, objectives, window), endAt: window.untilMs };
  });
  let runId = '';
  let until = 0;
  const rowUntil = (at: number): CapacityRow => {
    const trials = rungs
      .filter(({ endAt }) => endAt <= at)
      .map((rung) => trialOf(rung, runId, seconds, objectives, stepsPerIteration(plan)));
    return { ...first, state: 'searching', trials };
  };
  const run = await start(plan, {
    handleBatch: (batch) => rungs.forEach(({ meter }) => meter.addBatch(batch)),
    handleSnapshot: (snapshot) => {
      rungs.forEach(({ meter }) => meter.addSnapshot(snapshot));
      const before = rungs.filter(({ endAt }) => endAt <= until).length;
      until = snapshot.endAt;
      if (runId !== '' && rungs.filter(({ endAt }) => endAt <= until).length > before) handleRow(rowUntil(until));
    },
  });
  runId = run.id;
  const stop = (): void => run.stop();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const end = await run.ended;
  signal.removeEventListener('abort', stop);
  const row = rowUntil(until);
  const state = end.state === 'failed' ? 'failed' : signal.aborted || end.state === 'stopped' ? 'stopped' : 'completed';
  return { ...row, state, end: state === 'completed' ? 'found' : state, reason: end.reason, endedAt: now() };
}

function trialOf(
  { request, meter }: Rung,
  runId: string,
  seconds: number,
  objectives: readonly Objective[],
  steps: number,
): StoredTrial {
  const data = meter.data(seconds);
  const look = lookAt(request, data, objectives, request.rate * steps, true);
  const judged = look?.verdict ?? 'undecided';
  const isByTimes = dependsOnTimes(objectives, look?.evidence ?? []);
  const verdict = trialVerdict(judged, isByTimes, data.seconds, meter.figures(seconds, 'all'));
  const shown = shownOf(meter, seconds, objectives, verdict === judged ? look : null);
  return { runId, request, seconds, backlogGrowth: look?.backlogGrowth ?? null, verdict, ...shown };
}
