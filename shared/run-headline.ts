// The one sentence about a finished run: how much, how fast, what failed. The screens, the command line and every report share
// it. Pure.
import { hasEnough } from './enough-samples.ts';
import { formatPercent, formatRate, formatTime } from './format.ts';
import { isFailure, OUTCOME_LABEL, OUTCOMES } from './outcome.ts';
import type { RunBrief, SummaryBrief } from './run.ts';
import { completedOf, errorRate, headlineOf } from './summary.ts';
import type { TimeStats } from './time-stats.ts';

export interface RunHeadline {
  /** "302/s, p95 84 ms, 0.3 % failed: thresholds failed", "Every request failed: 404". */
  readonly words: string;
  /** True if a threshold or every request failed. */
  readonly isBad: boolean;
}

type Judged = Pick<RunBrief, 'plan' | 'summary' | 'verdicts'>;

export function runHeadline(row: Judged): RunHeadline {
  const { requests } = row.summary;
  if (requests.total === 0) return { words: 'No request was sent', isBad: true };
  if (completedOf(requests) === 0) return { words: 'Every request was cancelled', isBad: true };
  const nothingBut = allFailedWords(row.summary);
  if (nothingBut !== null) return { words: nothingBut, isBad: true };
  const figures = [
    formatRate(row.summary.throughput),
    timeWords(row),
    requests.failed === 0 ? 'none failed' : `${formatPercent(errorRate(requests))} failed`,
  ];
  return { words: `${figures.join(', ')}${thresholdWords(row)}`, isBad: row.verdicts.some(({ passed }) => !passed) };
}

/** "Every request failed: 404 and 503"; null if a request succeeded or none completed. */
export function allFailedWords({ requests, outcomes, statusCodes }: SummaryBrief): string | null {
  if (requests.failed === 0 || requests.succeeded > 0) return null;
  const hasErrorResponses = (outcomes.http_4xx ?? 0) + (outcomes.http_5xx ?? 0) > 0;
  const statuses = hasErrorResponses ? Object.entries(statusCodes).filter(([status]) => Number(status) >= 400) : [];
  const kinds = OUTCOMES.flatMap((outcome): [string, number][] => {
    const count = outcomes[outcome] ?? 0;
    const isNamedByStatus = outcome === 'http_4xx' || outcome === 'http_5xx';
    return count === 0 || isNamedByStatus || !isFailure(outcome) ? [] : [[OUTCOME_LABEL[outcome], count]];
  });
  const causes = [...statuses, ...kinds].toSorted(([, a], [, b]) => b - a).map(([words]) => words);
  const [first = '', second] = causes;
  const rest = causes.length > 2 ? `, ${second ?? ''} and others` : second === undefined ? '' : ` and ${second}`;
  return `Every request failed: ${first}${rest}`;
}

const HIGH_FIRST = [95, 90, 75, 50] as const;

/** The 95th percentile, or the next lower one with enough requests beyond it, or the mean. */
function timeWords({ plan, summary }: Judged): string {
  const stats: TimeStats = headlineOf(plan.load.model) === 'service_time' ? summary.serviceTime : summary.responseTime;
  const percent = HIGH_FIRST.find((one) => hasEnough(one, completedOf(summary.requests)));
  return percent === undefined ? `mean ${formatTime(stats.mean)}` : `p${percent} ${formatTime(stats[`p${percent}`])}`;
}

function thresholdWords({ verdicts }: Judged): string {
  const broken = verdicts.filter(({ passed }) => !passed).length;
  const noun = verdicts.length === 1 ? 'threshold' : 'thresholds';
  if (verdicts.length === 0) return '';
  if (broken === 0) return `: ${noun} passed`;
  return broken === verdicts.length ? `: ${noun} failed` : `: ${broken} of ${verdicts.length} thresholds failed`;
}
