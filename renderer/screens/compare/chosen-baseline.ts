// Which run another one is compared with when nobody says: the pinned one of its plan, else the one before it. Pure.
import { isOver, planKeyOf, type RunBrief } from '../../../shared/run.ts';

/** Runs come newest first; null where there is no other of its plan. */
export function baselineFor(run: RunBrief, runs: readonly RunBrief[]): RunBrief | null {
  const others = runs.filter((other) => other.id !== run.id && isOver(other.state) && planKeyOf(other) === planKeyOf(run));
  const before = others.filter(({ startedAt }) => startedAt <= run.startedAt);
  return others.find(({ isBaseline }) => isBaseline) ?? before[0] ?? others[0] ?? null;
}

/** What the rail's Compare opens: the newest run that has another one to be held against. */
export function newestPair(runs: readonly RunBrief[]): readonly [RunBrief, RunBrief] | null {
  for (const run of runs) {
    if (!isOver(run.state) || run.isBaseline) continue;
    const baseline = baselineFor(run, runs);
    if (baseline !== null) return [baseline, run];
  }
  return null;
}
