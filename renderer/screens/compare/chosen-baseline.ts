// The default baseline of a run: the pinned one of its plan, otherwise the previous run. Pure.
import { isOver, planKeyOf, type RunBrief } from '../../../shared/run.ts';

/** Runs are sorted newest first; null if there is no other run of its plan. */
export function baselineFor(run: RunBrief, runs: readonly RunBrief[]): RunBrief | null {
  const others = runs.filter((other) => other.id !== run.id && isOver(other.state) && planKeyOf(other) === planKeyOf(run));
  const before = others.filter(({ startedAt }) => startedAt <= run.startedAt);
  return others.find(({ isBaseline }) => isBaseline) ?? before[0] ?? others[0] ?? null;
}

/** The runs that Compare in the navigation opens: the newest run that has a counterpart. */
export function newestPair(runs: readonly RunBrief[]): readonly [RunBrief, RunBrief] | null {
  for (const run of runs) {
    if (!isOver(run.state) || run.isBaseline) continue;
    const baseline = baselineFor(run, runs);
    if (baseline !== null) return [baseline, run];
  }
  return null;
}
