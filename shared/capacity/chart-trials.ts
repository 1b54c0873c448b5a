// The trials of a search as its charts show them: which ones count, and the time that the first objective is about. Pure.
import type { StoredTrial } from './capacity-search.ts';
import type { TimeInterval } from './judge-trial.ts';
import { timeName, type Objective } from './objective.ts';
import type { Trial } from './trial.ts';

/** The marks for verdicts, in the window and in the report. */
export const VERDICT_MARKS = { holds: '■', fails: '×', undecided: '◇', untrusted: '·', stopped: '·' } as const;

/** By rate; trials without a verdict are left out. */
export function shownTrials(trials: readonly StoredTrial[]): readonly StoredTrial[] {
  return trials
    .filter(({ verdict, figures }) => verdict !== 'untrusted' && verdict !== 'stopped' && figures.requests > 0)
    .toSorted((a, b) => a.request.rate - b.request.rate || a.seconds - b.seconds);
}

/** One per rate, the longest, in ascending order, so that a line through them does not jump. */
export function longestOfEach(trials: readonly StoredTrial[]): readonly StoredTrial[] {
  return [...new Map(shownTrials(trials).map((trial) => [trial.request.rate, trial])).values()];
}

export interface ChartedTime {
  /** The index of the objective; -1 if none is about a time. */
  readonly at: number;
  /** "p99 of response time". */
  readonly name: string;
  readonly limitMs: number | null;
}

/** The first objective about a time, otherwise the p99 of the response time. */
export function chartedTime(objectives: readonly Objective[]): ChartedTime {
  const at = objectives.findIndex(({ kind }) => kind === 'time');
  const objective = objectives[at];
  if (objective?.kind !== 'time') return { at, name: 'p99 of response time', limitMs: null };
  return { at, name: timeName(objective), limitMs: objective.limitMs };
}

/** Returns null if nothing was measured. */
export function timeOfTrial(
  { evidence, figures, backlogGrowth }: Pick<Trial, 'evidence' | 'figures' | 'backlogGrowth'>,
  at: number,
): TimeInterval | null {
  if (figures.requests === 0) return null;
  const time = evidence[at]?.time ?? null;
  // While a backlog grows, a time only says how long it has been growing.
  if (time !== null) return backlogGrowth === null ? time : { value: time.value, low: time.value, high: time.value };
  return figures.p99 > 0 ? { value: figures.p99, low: figures.p99, high: figures.p99 } : null;
}

/** With fewer requests the interval is too wide to be worth drawing. */
const FEWEST_FOR_BAND = 200;

export interface BandPoint {
  /** Iterations per second. */
  readonly rate: number;
  readonly low: number;
  /** Null if the trial determines no upper end. */
  readonly high: number | null;
}

/** One per rate, in ascending order: the longest trial whose times were stable; empty if there are fewer than two. */
export function bandPoints(trials: readonly StoredTrial[], at: number): readonly BandPoint[] {
  const longest = new Map<number, BandPoint>();
  for (const trial of shownTrials(trials)) {
    const time = timeOfTrial(trial, at);
    if (time === null || trial.backlogGrowth !== null || trial.figures.requests < FEWEST_FOR_BAND) continue;
    longest.set(trial.request.rate, { rate: trial.request.rate, low: time.low, high: time.high });
  }
  return longest.size < 2 ? [] : [...longest.values()];
}
