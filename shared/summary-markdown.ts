// A run as a few small Markdown tables, for a pull request or a chat. Pure; it contains no secrets.
import { CHECK_HEADS, checkRows } from './check-table.ts';
import { FUNNEL_HEADS, funnelRows, funnelWords } from './funnel-table.ts';
import { hasEnough, SAMPLES_BEYOND } from './enough-samples.ts';
import { formatClock, formatCount, formatPercent, formatRate, formatSpan, formatTime, NO_VALUE } from './format.ts';
import { withheldLines } from './journey-words.ts';
import { OUTCOME_LABEL } from './outcome.ts';
import { seriesSentences } from './outside-series.ts';
import { precisionWords } from './percentile-precision.ts';
import { runHeadline } from './run-headline.ts';
import { STATE_LABEL, type RunRow } from './run.ts';
import { completedOf, errorRate, headlineOf, timedRequests, type RunSummary } from './summary.ts';
import { stepHeads, stepRows } from './step-table.ts';
import type { TimeStats } from './time-stats.ts';
import type { TimeMeasure } from './plan/threshold.ts';
import { formatActual, thresholdText } from './plan/threshold-words.ts';
import { describeLoadAndLaw, journeyTimeWords, planFacts, MEASURE_MEANING, measureName } from './words.ts';
import { sentByLines } from './sent-by.ts';

const COLUMNS = [
  ['p50', 50],
  ['p90', 90],
  ['p95', 95],
  ['p99', 99],
  ['p99.9', 99.9],
  ['max', null],
  ['mean', null],
] as const satisfies readonly (readonly [keyof TimeStats, number | null])[];
const MOST_FAILURES = 5;

export function summaryMarkdown(row: RunRow, version: string): string {
  return [
    heading(row),
    ...(row.reason === null ? [] : [escapeMarkdown(row.reason)]),
    ...sentByLines(row).map(escapeMarkdown),
    times(row),
    counts(row.summary),
    ...journeys(row.summary),
    ...steps(row),
    ...checks(row),
    ...thresholds(row),
    ...failures(row.summary),
    ...outside(row),
    `Generator: ${escapeMarkdown(row.summary.generator.reason)}`,
    `Onrush ${version}`,
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}

function heading(row: RunRow): string {
  const { name, tags, state, plan, startedAt } = row;
  const when = `${new Date(startedAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const facts = [STATE_LABEL[state], describeLoadAndLaw(plan.load), ...planFacts(plan), when, ...tags];
  return `**${escapeMarkdown(runHeadline(row).words)}**\n\n**${escapeMarkdown(name)}** · ${facts.map(escapeMarkdown).join(' · ')}`;
}

/** The headline first. */
function times(row: RunRow): string {
  const { plan, summary } = row;
  const headline = headlineOf(plan.load.model);
  const other: TimeMeasure = headline === 'response_time' ? 'service_time' : 'response_time';
  const total = timedRequests(summary);
  const line = (measure: TimeMeasure): string[] => {
    const stats = measure === 'service_time' ? summary.serviceTime : summary.responseTime;
    return COLUMNS.map(([key, percent]) => {
      if (total === 0) return NO_VALUE;
      return `${formatTime(stats[key])}${percent === null || hasEnough(percent, total) ? '' : ' \\*'}`;
    });
  };
  const isFew = total > 0 && COLUMNS.some(([, percent]) => percent !== null && !hasEnough(percent, total));
  const rows = [
    [`**${measureName(headline, plan.load.model)}**`, ...line(headline)],
    [measureName(other, plan.load.model), ...line(other)],
  ];
  const meaning = `${measureName(headline, plan.load.model)}: ${MEASURE_MEANING[headline]}. ${precisionWords(row)}.`;
  const few = isFew ? ` \\* Fewer than ${SAMPLES_BEYOND} requests beyond it.` : '';
  return `${table(['', ...COLUMNS.map(([key]) => key)], rows)}\n\n${meaning}${few}`;
}

function counts({ requests, throughput, durationMs, iterations }: RunSummary): string {
  const share = requests.failed === 0 ? '0' : `${formatCount(requests.failed)} (${formatPercent(errorRate(requests))})`;
  const cells: [string, string][] = [
    ['Requests', formatCount(requests.total)],
    ['Succeeded', formatCount(requests.succeeded)],
    ['Failed', share],
    ...(requests.cancelled > 0 ? [['Cancelled', formatCount(requests.cancelled)] satisfies [string, string]] : []),
    ...(iterations.dropped > 0 ? [['Dropped', formatCount(iterations.dropped)] satisfies [string, string]] : []),
    ['Throughput', completedOf(requests) === 0 ? NO_VALUE : formatRate(throughput)],
    ['Duration', formatSpan(durationMs)],
  ];
  const heads = cells.map(([head]) => head);
  return table(heads, [cells.map(([, value]) => value)], heads.length);
}

function journeys({ journey }: RunSummary): string[] {
  const words = funnelWords(journey);
  const rows = funnelRows(journey).map((cells) => cells.map(escapeMarkdown));
  return [
    ...(words === null ? [] : [`${words}.`]),
    ...(journey?.journeys === undefined ? [] : [`Journey time: ${journeyTimeWords(journey.journeys)}.`]),
    ...(rows.length === 0 ? [] : [table(FUNNEL_HEADS, rows)]),
    ...withheldLines(journey).map(escapeMarkdown),
  ];
}

function steps(row: RunRow): string[] {
  const rows = stepRows(row).map((cells) => cells.map(escapeMarkdown));
  return rows.length === 0 ? [] : [table(stepHeads(row), rows)];
}

function checks(row: RunRow): string[] {
  const rows = checkRows(row).map((cells) => cells.map(escapeMarkdown));
  return rows.length === 0 ? [] : [table(CHECK_HEADS, rows, 2)];
}

function thresholds({ verdicts }: RunRow): string[] {
  if (verdicts.length === 0) return [];
  const rows = verdicts.map((verdict) => [
    escapeMarkdown(thresholdText(verdict)),
    formatActual(verdict),
    verdict.passed ? 'passed' : '**failed**',
  ]);
  return [table(['Threshold', 'Measured', 'Verdict'], rows)];
}

/** What figures from outside say. */
function outside({ series }: RunRow): string[] {
  const sentences = seriesSentences(series);
  return sentences.length === 0 ? [] : [sentences.map((words) => `- ${escapeMarkdown(words)}`).join('\n')];
}

function failures({ failures: groups }: RunSummary): string[] {
  if (groups.length === 0) return [];
  const rows = groups
    .slice(0, MOST_FAILURES)
    .map(({ outcome, message, count, firstAt, lastAt }) => [
      `${OUTCOME_LABEL[outcome]}: ${escapeMarkdown(message)}`,
      formatCount(count),
      `${formatClock(firstAt, true)} to ${formatClock(lastAt, true)}`,
    ]);
  const more = groups.length > MOST_FAILURES ? `\n\n${groups.length - MOST_FAILURES} more kinds of failure.` : '';
  return [`${table(['Failure', 'Requests', 'First and last'], rows)}${more}`];
}

/** The first column is text, but where `numbers` says how many are figures. */
function table(heads: readonly string[], rows: readonly (readonly string[])[], numbers = heads.length - 1): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const edges = heads.map((_, at) => (at < heads.length - numbers ? ':--' : '--:'));
  return [line(heads), line(edges), ...rows.map(line)].join('\n');
}

/** As plain words on one line: nothing in it ends a cell, begins a tag or marks text. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]#|~$]/g, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '@\u200B')
    .replaceAll(/[\s\p{Cc}\u2028-\u202E\u2066-\u2069]+/gu, ' ');
}
