// Builds the part of a run's summary about its checks and journeys.
import { Histogram } from '../../../shared/histogram.ts';
import type { JourneyRows, ScenarioJourneys } from '../../../shared/journey-rows.ts';
import { checksOf } from '../../../shared/plan/journey/plan-checks.ts';
import type { ThresholdScope } from '../../../shared/plan/threshold.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { JourneySummary, ScenarioSummary, WithheldHeader } from '../../../shared/summary.ts';
import type { BatchTally } from '../../../shared/sample.ts';
import { statsOf } from './stats-of.ts';

/** Facts about the journeys that their requests do not show. */
export interface JourneyFacts extends BatchTally {
  /** How many rows each data file has, by its name. */
  readonly dataRows: JourneySummary['dataRows'];
  readonly withheld?: readonly WithheldHeader[];
}

export function journeySummary(
  plan: Plan,
  rows: JourneyRows,
  { passed, failed, dataRows, withheld = [] }: JourneyFacts,
): JourneySummary {
  const scenarios = plan.scenarios.flatMap(({ name }, at) => {
    const journeys = rows.scenarios[at];
    return journeys === undefined || !rows.isNeeded ? [] : [scenarioSummary(name, journeys)];
  });
  const times = new Histogram();
  const ofSteps = rows.scenarios.filter(({ steps }) => steps.length > 1);
  for (const journeys of ofSteps) times.add(journeys.times.toData());
  const sum = (name: 'started' | 'completed' | 'stopped'): number => ofSteps.reduce((total, one) => total + one[name], 0);
  const [started, completed, stopped] = [sum('started'), sum('completed'), sum('stopped')];
  const cut = started - completed - stopped;
  return {
    ...(ofSteps.length === 0 ? {} : { journeys: { started, completed, skipped: stopped, cut, time: statsOf(times) } }),
    ...(scenarios.length === 0 ? {} : { scenarios }),
    skippedRequests: scenarios.reduce((total, { notSent }) => total + notSent, 0),
    checks: checksOf(plan).map((check, at) => ({ ...check, passed: passed[at] ?? 0, failed: failed[at] ?? 0 })),
    dataRows,
    ...(withheld.length === 0 ? {} : { withheld }),
  };
}

function scenarioSummary(name: string, { started, completed, stopped, times, steps }: ScenarioJourneys): ScenarioSummary {
  return {
    name,
    started,
    completed,
    stoppedEarly: stopped,
    cutOff: started - completed - stopped,
    notSent: steps.reduce((sum, { skipped }) => sum + skipped, 0),
    time: statsOf(times),
    steps: steps.map((step) => ({ ...step })),
  };
}

/** Counts the checks of one name, or all checks, within their scope. */
export function countChecks(
  journey: JourneySummary | undefined,
  name: string | null,
  { scenario, step }: ThresholdScope,
): { readonly passed: number; readonly failed: number } {
  let passed = 0;
  let failed = 0;
  for (const check of journey?.checks ?? []) {
    if (name !== null && check.name !== name) continue;
    if ((scenario !== null && check.scenario !== scenario) || (step !== null && check.step !== step)) continue;
    passed += check.passed;
    failed += check.failed;
  }
  return { passed, failed };
}
