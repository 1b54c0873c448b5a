// The figures of journeys, and the checks of each step, in words. Pure.
import { hasEnough } from './enough-samples.ts';
import { formatClock, formatCount, formatPercent, formatTime, plural } from './format.ts';
import type { FailureCause } from './journey-figures.ts';
import type { JourneyFunnel } from './journey-funnel.ts';
import { OUTCOME_LABEL } from './outcome.ts';
import { checkNames } from './plan/journey/plan-checks.ts';
import { stepsOf, type Plan } from './plan/plan.ts';
import type { RunRow } from './run.ts';
import type { JourneysSummary, JourneySummary, WithheldHeader } from './summary.ts';

/** A scenario of one step is not a journey, and a file may not distinguish iterations. */
export function hasJourneys({ plan, importedFrom, summary }: Pick<RunRow, 'plan' | 'importedFrom' | 'summary'>): boolean {
  const areTold = importedFrom === null || summary.journey?.journeys !== undefined;
  return areTold && plan.scenarios.some(({ steps }) => steps.length > 1);
}

export type FunnelCounts = Omit<JourneyFunnel, 'scenario' | 'name'>;

export function sumOfFunnels(funnels: readonly FunnelCounts[]): FunnelCounts {
  const sum = { started: 0, completed: 0, stoppedEarly: 0, cutOff: 0, notSent: 0 };
  for (const funnel of funnels) {
    sum.started += funnel.started;
    sum.completed += funnel.completed;
    sum.stoppedEarly += funnel.stoppedEarly;
    sum.cutOff += funnel.cutOff;
    sum.notSent += funnel.notSent;
  }
  return sum;
}

/** "18,000 journeys started, 16,812 completed (93.4 %), 1,188 stopped early, so 1,648 requests were not sent". */
export function funnelSentence({ started, completed, stoppedEarly, cutOff, notSent }: FunnelCounts): string {
  const journeys = `${formatCount(started)} ${plural(started, 'journey')} started`;
  if (started > 0 && completed === started) return `${journeys}, all completed`;
  const share = started === 0 ? '' : ` (${formatPercent(completed / started)})`;
  return [
    journeys,
    `${formatCount(completed)} completed${share}`,
    ...(stoppedEarly === 0 ? [] : [`${formatCount(stoppedEarly)} stopped early${notSentWords(notSent)}`]),
    ...(cutOff === 0 ? [] : [`${formatCount(cutOff)} cut off by the end of the run`]),
  ].join(', ');
}

/** The sentence during a run, when journeys that have not ended are in progress. */
export function liveJourneySentences({ started, completed, skipped, cut, time }: JourneysSummary): readonly string[] {
  const counts = [
    `${formatCount(started)} ${plural(started, 'journey')} started`,
    `${formatCount(completed)} completed`,
    ...(skipped === 0 ? [] : [`${formatCount(skipped)} stopped early`]),
    ...(cut === 0 ? [] : [`${formatCount(cut)} under way`]),
  ].join(', ');
  if (completed === 0) return [counts];
  const slow = hasEnough(95, completed) ? `, p95 ${formatTime(time.p95)}` : '';
  return [counts, `A journey takes p50 ${formatTime(time.p50)}${slow}, pauses left out`];
}

function notSentWords(count: number): string {
  if (count === 0) return '';
  return `, so ${formatCount(count)} ${plural(count, 'request')} ${count === 1 ? 'was' : 'were'} not sent`;
}

/** Why a server was sent less than the plan says. */
export function withheldWords({ header, host }: Pick<WithheldHeader, 'header' | 'host'>): string {
  return `The header “${header}” was not sent where a redirect led to ${host}, because it may hold a secret.`;
}

/** The same sentences with counts. */
export function withheldLines(journey: JourneySummary | undefined): readonly string[] {
  return (journey?.withheld ?? []).map((one) => `${formatCount(one.count)} ${plural(one.count, 'time')}: ${withheldWords(one)}`);
}

export interface StepChecks {
  readonly passed: number;
  readonly failed: number;
  /** How many checks the step has. */
  readonly count: number;
}

/** By the index of the step; null if it has no check. */
export function checksByStep(plan: Plan, journey: JourneySummary | undefined): readonly (StepChecks | null)[] {
  let first = 0;
  return stepsOf(plan).map((step) => {
    const count = checkNames(step).length;
    const own = (journey?.checks ?? []).slice(first, first + count);
    first += count;
    if (count === 0) return null;
    return {
      passed: own.reduce((sum, { passed }) => sum + passed, 0),
      failed: own.reduce((sum, { failed }) => sum + failed, 0),
      count,
    };
  });
}

/** Of all checks of a run. */
export function checkCounts(journey: JourneySummary | undefined): Pick<StepChecks, 'passed' | 'failed'> {
  const all = journey?.checks ?? [];
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** From 0 to 1; null if no check was evaluated. */
export function passedShare({ passed, failed }: Pick<StepChecks, 'passed' | 'failed'>): number | null {
  return passed + failed === 0 ? null : passed / (passed + failed);
}

/** What failed, in as few words as possible. */
export function causeWords({ check, message, outcome }: Pick<FailureCause, 'check' | 'message' | 'outcome'>): string {
  if (check !== null) return check;
  return message === '' ? OUTCOME_LABEL[outcome] : message.replace(/^The server responded with (.+)\.$/, '$1');
}

/** "was 409 in all of them, from 0:38 to 5:00". */
export function causeDetail({ check, message, saying, count, firstAt, lastAt }: FailureCause): string {
  const said =
    check === null
      ? ''
      : message
          .replace(`Check “${check}”: `, '')
          .replace(/\.$/, '')
          .replace(/^it is /, 'was ');
  const share = saying === count ? (count === 1 ? '' : ' in all of them') : ` in ${formatCount(saying)} of them`;
  const [from, to] = [formatClock(firstAt), formatClock(lastAt)];
  const when = from === to ? `at ${from}` : `from ${from} to ${to}`;
  return said === '' ? when : `${said}${share}, ${when}`;
}
