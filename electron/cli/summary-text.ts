// A finished run as text for a terminal or a log.
import { FUNNEL_HEADS, funnelRows, funnelWords } from '../../shared/funnel-table.ts';
import { hasEnough } from '../../shared/enough-samples.ts';
import {
  formatBytes,
  formatCount,
  formatPercent,
  formatRate,
  formatSpan,
  formatTime,
  NO_VALUE,
  plural,
} from '../../shared/format.ts';
import { withheldLines } from '../../shared/journey-words.ts';
import type { LoadModel } from '../../shared/plan/plan.ts';
import { seriesSentences } from '../../shared/outside-series.ts';
import { OUTCOME_LABEL, OUTCOMES } from '../../shared/outcome.ts';
import { precisionWords } from '../../shared/percentile-precision.ts';
import { PHASES } from '../../shared/phase.ts';
import { runHeadline } from '../../shared/run-headline.ts';
import { STATE_LABEL, type RunRow } from '../../shared/run.ts';
import { completedOf, errorRate, headlineOf, timedRequests, type RunSummary } from '../../shared/summary.ts';
import { PERCENTILES, type TimeStats } from '../../shared/time-stats.ts';
import type { Verdict } from '../../shared/plan/threshold.ts';
import { formatActual, thresholdText, unmeasuredWords } from '../../shared/plan/threshold-words.ts';
import { stepHeads, stepRows } from '../../shared/step-table.ts';
import {
  describeLoadAndLaw,
  journeyTimeWords,
  planFacts,
  MEASURE_LABEL,
  MEASURE_MEANING,
  measureName,
  sentBytesWords,
} from '../../shared/words.ts';
import { sentByLines } from '../../shared/sent-by.ts';

export function summaryLines(row: RunRow): string[] {
  const { summary, plan } = row;
  const other = measureName('response_time', plan.load.model);
  return [
    runHeadline(row).words,
    `${STATE_LABEL[row.state]}: ${row.name} (${[describeLoadAndLaw(plan.load), ...planFacts(plan)].join(', ')})`,
    ...(row.reason === null ? [] : [row.reason]),
    ...sentByLines(row),
    '',
    ...totals(summary),
    '',
    ...times(summary, plan.load.model),
    ...phases(summary),
    ...table(stepHeads(row), stepRows(row)),
    ...table(FUNNEL_HEADS, funnelRows(summary.journey)),
    '',
    `${other}: ${MEASURE_MEANING.response_time}; service time: ${MEASURE_MEANING.service_time}.`,
    `${precisionWords(row)}; min, mean and max are exact.`,
    `The headline of this load model is the ${MEASURE_LABEL[headlineOf(plan.load.model)].toLowerCase()}.`,
    ...outcomes(summary),
    ...checks(summary),
    ...withheldLines(summary.journey),
    ...outside(row),
    ...generator(summary),
    ...verdicts(row.verdicts),
  ];
}

/** The time in which the requests of the throughput were counted: without the warm-up and without pauses. */
function measuredWords({ requests, throughput, durationMs, pausedMs, warmupRequests }: RunSummary): string {
  const apart = `${warmupRequests > 0 ? ' after the warm-up' : ''}${pausedMs > 0 ? ', pauses left out' : ''}`;
  const measuredMs = throughput > 0 ? (completedOf(requests) / throughput) * 1000 : durationMs;
  return `${formatSpan(measuredMs)}${apart}`;
}

function totals(summary: RunSummary): string[] {
  const { requests, throughput, bytesIn, iterations } = summary;
  const failed = requests.failed === 0 ? '0' : `${formatCount(requests.failed)} (${formatPercent(errorRate(requests))})`;
  const cancelled = requests.cancelled === 0 ? '' : `, ${formatCount(requests.cancelled)} cancelled`;
  const dropped =
    iterations.dropped === 0
      ? []
      : [
          `Dropped       ${formatCount(iterations.dropped)} of ${formatCount(iterations.scheduled)} iterations were due but never started`,
        ];
  const warmup =
    summary.warmupRequests === 0
      ? []
      : [`Warm-up       ${formatCount(summary.warmupRequests)} additional requests, excluded from statistics`];
  return [
    `Requests      ${formatCount(requests.total)}: ${formatCount(requests.succeeded)} succeeded, ${failed} failed${cancelled}`,
    `Throughput    ${formatRate(throughput)} over ${measuredWords(summary)}`,
    `Received      ${formatBytes(bytesIn)}`,
    `Sent          ${sentBytesWords(summary)}`,
    ...dropped,
    ...warmup,
    ...setup(summary),
    ...journeys(summary),
  ];
}

function journeys({ journey }: RunSummary): string[] {
  const words = funnelWords(journey);
  return [
    ...(words === null ? [] : [`Journeys      ${words}`]),
    ...(journey?.journeys === undefined ? [] : [`Journey time  ${journeyTimeWords(journey.journeys)}`]),
  ];
}

function setup({ setup: counts }: RunSummary): string[] {
  if (counts === undefined) return [];
  const { requests, failed, renewed, firstFailure } = counts;
  const words = [`${formatCount(requests)} additional ${plural(requests, 'request')}, excluded from statistics`];
  if (failed > 0) words.push(`${formatCount(failed)} failed (“${firstFailure?.step ?? ''}”: ${firstFailure?.message ?? ''})`);
  if (renewed > 0) words.push(`${formatCount(renewed)} sent again after a renewal`);
  return [`Setup         ${words.join('; ')}`];
}

function checks({ journey }: RunSummary): string[] {
  if (journey === undefined) return [];
  const lines = journey.checks.map(({ name, step, passed, failed }) => {
    const counts = passed + failed === 0 ? 'never evaluated' : `${formatCount(passed)} passed, ${formatCount(failed)} failed`;
    return `  ${counts}  ${name} (${step})`;
  });
  const { skippedRequests } = journey;
  const skipped =
    skippedRequests === 0
      ? []
      : ['', `Skipped       ${formatCount(skippedRequests)} requests were not sent, because a step before them failed`];
  return [
    ...skipped,
    ...(lines.length === 0 ? [] : ['', journey.isPartial === true ? 'Checks, as far as they are known' : 'Checks', ...lines]),
  ];
}

function times(summary: RunSummary, model: LoadModel): string[] {
  const { serviceTime, responseTime } = summary;
  const timed = timedRequests(summary);
  const rows: [string, keyof TimeStats][] = [
    ['min', 'min'],
    ['mean', 'mean'],
    ...PERCENTILES.map((p): [string, keyof TimeStats] => [`p${p}`, `p${p}`]),
    ['max', 'max'],
  ];
  const print = (value: number): string => (timed === 0 ? NO_VALUE : formatTime(value)).padStart(14);
  return [
    `${''.padEnd(8)}${'service time'.padStart(14)}${(model === 'iterations' ? 'task time' : 'response time').padStart(16)}`,
    ...rows.map(
      ([label, key]) =>
        `${label.padEnd(8)}${print(serviceTime[key])}  ${print(responseTime[key])}${timed === 0 ? '' : fewMark(label, timed)}`,
    ),
  ];
}

/** The mark after a percentile that is based on too few requests. */
function fewMark(label: string, total: number): string {
  return !label.startsWith('p') || hasEnough(Number(label.slice(1)), total) ? '' : '  (too few)';
}

function phases({ phases: measured }: RunSummary): string[] {
  const rows = PHASES.flatMap((phase) => {
    const stats = measured[phase];
    if (stats === undefined) return [];
    const cells = [stats.mean, stats.p50, stats.p99].map((value) => formatTime(value).padStart(10));
    return [`${phase.padEnd(16)}${cells.join('')}${formatCount(stats.count).padStart(10)}${fewMark('p99', stats.count)}`];
  });
  if (rows.length === 0) return [];
  return ['', `${'phase'.padEnd(16)}${['mean', 'p50', 'p99', 'requests'].map((head) => head.padStart(10)).join('')}`, ...rows];
}

/** Columns are as wide as their longest cell; names are aligned left. */
function table(heads: readonly string[], body: readonly (readonly string[])[]): string[] {
  if (body.length === 0) return [];
  const rows = [heads, ...body];
  const widths = heads.map((_, at) => Math.max(...rows.map((cells) => (cells[at] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ');
  return ['', ...rows.map(line)];
}

function outcomes({ outcomes: counts, statusCodes, protocols, failures }: RunSummary): string[] {
  const kinds = OUTCOMES.flatMap((outcome) => {
    const count = counts[outcome] ?? 0;
    return count === 0 ? [] : [`${OUTCOME_LABEL[outcome]} ${formatCount(count)}`];
  });
  const versions = Object.entries(protocols).map(([version, count]) => `${version} ${formatCount(count)}`);
  const statuses = Object.entries(statusCodes).map(([status, count]) => `${status}: ${formatCount(count)}`);
  const lines = failures.slice(0, 10).map(({ count, message }) => `  ${formatCount(count).padStart(7)}  ${message}`);
  return [
    '',
    `Outcomes      ${kinds.length === 0 ? 'no request was sent' : kinds.join(', ')}`,
    ...(versions.length === 0 ? [] : [`Versions      ${versions.join(', ')}`]),
    ...(statuses.length === 0 ? [] : [`Status codes  ${statuses.join(', ')}`]),
    ...(lines.length === 0 ? [] : ['', 'Failures', ...lines]),
  ];
}

/** The lines about figures from outside. */
function outside({ series }: RunRow): string[] {
  const sentences = seriesSentences(series);
  return sentences.length === 0 ? [] : ['', 'Series', ...sentences.map((words) => `  ${words}`)];
}

function generator({ generator: { reason, trusted, strained, suspect } }: RunSummary): string[] {
  const spoiled = strained + suspect;
  const counts = spoiled === 0 ? '' : ` (${trusted} s trusted, ${strained} s strained, ${suspect} s suspect)`;
  return [`Generator     ${reason}${counts}`];
}

function verdicts(all: readonly Verdict[]): string[] {
  if (all.length === 0) return [];
  const lines = all.map(
    (verdict) => `  ${verdict.passed ? 'passed' : 'FAILED'}  ${thresholdText(verdict)}  (${actualText(verdict)})`,
  );
  return ['', 'Thresholds', ...lines];
}

function actualText(verdict: Verdict): string {
  return verdict.actual === null ? unmeasuredWords(verdict) : formatActual(verdict);
}
