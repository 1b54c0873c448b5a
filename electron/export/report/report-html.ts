// A run as one HTML file that opens anywhere, without a network or script. It contains no secrets.
import { hasEnough } from '../../../shared/enough-samples.ts';
import {
  formatBytes,
  formatClock,
  formatCount,
  formatPercent,
  formatRate,
  formatSpan,
  formatTime,
  NO_VALUE,
} from '../../../shared/format.ts';
import { HEALTH_LABEL } from '../../../shared/health.ts';
import { describeAnnotation } from '../../../shared/plan/load-change.ts';
import { funnelWords } from '../../../shared/funnel-table.ts';
import { withheldLines } from '../../../shared/journey-words.ts';
import { OUTCOME_LABEL, OUTCOMES } from '../../../shared/outcome.ts';
import { areExact } from '../../../shared/percentile-precision.ts';
import { runHeadline } from '../../../shared/run-headline.ts';
import { numberedName, STATE_LABEL, type Machine, type RunRow } from '../../../shared/run.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { completedOf, errorRate, headlineOf, timedRequests } from '../../../shared/summary.ts';
import { describeLoadAndLaw, journeyTimeWords, planFacts, MEASURE_LABEL, sentBytesWords } from '../../../shared/words.ts';
import { shareablePlan } from '../../../shared/plan/shareable-plan.ts';
import { PATTERNS } from './chart.ts';
import { generatorSection } from './generator-section.ts';
import { documentHtml } from './document.ts';
import { html, join, type Markup } from './markup.ts';
import { reportCharts } from './report-charts.ts';
import type { SlowRequest } from './slow-requests.ts';
import { slowTable } from './slow-table.ts';
import { reportRun, type ReportRun } from './report-run.ts';
import { checksTable, failuresTable, funnelTable, phasesTable, stepsTable, thresholdsTable, timesTable } from './tables.ts';
import { shorten } from '../../../shared/shorten.ts';

const MOST_EVENTS = 60;
const LONGEST_PLAN = 60_000;

/** What is shown in addition to a run's own figures. */
export interface ReportExtras {
  readonly slow?: readonly SlowRequest[];
  /** Where traces can be viewed. */
  readonly traceUrl?: string | undefined;
  /** A line at its head, such as the name of a company. */
  readonly heading?: string | undefined;
}

export function reportHtml(row: RunRow, snapshots: Iterable<Snapshot>, version: string, extras: ReportExtras = {}): string {
  const run = reportRun(row, snapshots);
  const body = html`${PATTERNS}${head(row, version)}
    <main>${tiles(row)} ${sections(run, extras)} ${planSection(row)} ${factsSection(row, version)}</main>`;
  return documentHtml({ title: numberedName(row), version, heading: extras.heading, body });
}

function head(row: RunRow, version: string): Markup {
  const { tags, notes, state, plan, startedAt, reason, summary } = row;
  const headline = runHeadline(row);
  const when = `${new Date(startedAt).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  return html`<header>
    <div class="brand"><span>Onrush ${version}, load test report</span><span>${when}</span></div>
    <h1>${numberedName(row)}</h1>
    <p class="${headline.isBad ? 'sentence bad' : 'sentence'}">${headline.words}</p>
    <p class="sub">
      ${[STATE_LABEL[state], describeLoadAndLaw(plan.load), ...planFacts(plan), `lasted ${formatSpan(summary.durationMs)}`, ...(plan.warmup > 0 ? [`figures after a warm-up of ${formatSpan(plan.warmup)}`] : [])].join(' · ')}
    </p>
    ${reason === null ? null : html`<p class="reason">${reason}</p>`} ${tags.map((tag) => html`<span class="tag">${tag}</span>`)}
    ${notes === '' ? null : html`<p class="notes">${notes}</p>`}
  </header>`;
}

function tiles({ summary, plan, verdicts }: RunRow): Markup {
  const { requests, throughput, generator } = summary;
  const headline = headlineOf(plan.load.model);
  const run = headline === 'service_time' ? summary.serviceTime : summary.responseTime;
  const measure = MEASURE_LABEL[headline].toLowerCase();
  const completed = completedOf(requests);
  const isEmpty = completed === 0;
  const timed = timedRequests(summary);
  const time = (key: 'p50' | 'p95' | 'p99' | 'max', percent: number | null): Markup =>
    tile(
      key === 'max' ? 'Max' : key,
      timed === 0 ? NO_VALUE : formatTime(run[key]),
      percent === null || timed === 0 || hasEnough(percent, timed) ? measure : `${measure}, few requests`,
    );
  const broken = verdicts.filter(({ passed }) => !passed).length;
  return html`<dl class="tiles">
    ${tile('Requests', formatCount(requests.total), `${formatCount(requests.succeeded)} succeeded`)}
    ${tile('Throughput', isEmpty ? NO_VALUE : formatRate(throughput), 'completed')}
    ${tile('Error rate', isEmpty ? NO_VALUE : formatPercent(errorRate(requests)), `${formatCount(requests.failed)} failed`, requests.failed > 0 ? 'bad' : '')}
    ${tile('Thresholds', verdicts.length === 0 ? NO_VALUE : `${verdicts.length - broken} of ${verdicts.length}`, verdicts.length === 0 ? 'none in the plan' : 'passed', broken > 0 ? 'bad' : '')}
    ${tile('Generator', generator.verdict === null ? NO_VALUE : HEALTH_LABEL[generator.verdict], 'this computer', generator.verdict === null || generator.verdict === 'trusted' ? '' : 'warn')}
    ${tile('Mean', timed === 0 ? NO_VALUE : formatTime(run.mean), measure)}
    ${time('p50', 50)}${time('p95', 95)}${time('p99', 99)}${time('max', null)}
  </dl>`;
}

function tile(label: string, value: string, note: string, kind = ''): Markup {
  return html`<div class="${kind}">
    <dt>${label}</dt>
    <dd>${value}<small>${note}</small></dd>
  </div>`;
}

function sections(run: ReportRun, { slow = [], traceUrl }: ReportExtras): Markup {
  const { row, measure } = run;
  const steps = stepsTable(row);
  const checks = checksTable(row);
  const funnel = funnelSection(row.summary);
  const slowest = slowTable(row, slow, traceUrl);
  const charts = reportCharts(run).map(({ title, note, picture, legend }) =>
    section(
      title,
      note,
      legend === ''
        ? picture
        : html`${picture}
            <p class="note">${legend}</p>`,
    ),
  );
  return join([
    section('Thresholds', '', thresholdsTable(row)),
    ...charts,
    ...(funnel === null ? [] : [section('Journeys', 'the warm-up left out', funnel)]),
    ...(steps === null ? [] : [section('Steps', `${MEASURE_LABEL[measure].toLowerCase()}; * few requests`, steps)]),
    ...(checks === null ? [] : [section('Checks', 'evaluated on every response, without the warm-up', checks)]),
    section(
      'Times',
      `over all requests that completed; percentiles by nearest rank, ${areExact(row) ? 'exact' : 'within 0.4 %'}`,
      timesTable(row),
    ),
    ...(slowest === null ? [] : [section('Slowest requests', `by ${MEASURE_LABEL[measure].toLowerCase()}`, slowest)]),
    section('Phases', 'over the completed requests that had the phase', phasesTable(row.summary)),
    section('Outcomes', '', outcomes(row)),
    section('Failures', '', failuresTable(row.summary), true),
    section('Load generator', 'hatched: delay caused by the load generator', generatorSection(run)),
    events(row),
  ]);
}

function funnelSection({ journey }: RunRow['summary']): Markup | null {
  const table = funnelTable(journey);
  const words = funnelWords(journey);
  const withheld = withheldLines(journey);
  if (table === null && withheld.length === 0) return null;
  const time = journey?.journeys === undefined ? '' : `. Journey time: ${journeyTimeWords(journey.journeys)}`;
  return html`${words === null ? null : html`<p>${words}${time}.</p>`} ${table}
  ${withheld.map((line) => html`<p class="note">${line}</p>`)}`;
}

function section(title: string, note: string, body: Markup, isLong = false): Markup {
  return html`<section class="${isLong ? 'long' : ''}">
    <h2>${title}${note === '' ? null : html` <small>${note}</small>`}</h2>
    ${body}
  </section> `;
}

function outcomes({ summary }: RunRow): Markup {
  const { requests, iterations, bytesIn, warmupRequests, lostRequests, pausedMs } = summary;
  const facts: readonly (readonly [string, string])[] = [
    ...OUTCOMES.flatMap((outcome): [string, string][] => {
      const count = summary.outcomes[outcome] ?? 0;
      return count === 0 ? [] : [[OUTCOME_LABEL[outcome], formatCount(count)]];
    }),
    ...Object.entries(summary.statusCodes).map(([status, count]) => [`Status ${status}`, formatCount(count)] as const),
    ...Object.entries(summary.protocols).map(([version, count]) => [version, formatCount(count)] as const),
    ['Iterations scheduled', formatCount(iterations.scheduled)],
    ['started', formatCount(iterations.started)],
    ['dropped', formatCount(iterations.dropped)],
    ['Received', formatBytes(bytesIn)],
    ['Sent', sentBytesWords(summary)],
    ...(requests.cancelled > 0 ? [['Cancelled', formatCount(requests.cancelled)] as const] : []),
    ...(warmupRequests > 0 ? [['Warm-up, not counted', formatCount(warmupRequests)] as const] : []),
    ...(lostRequests > 0 ? [['Lost in a crash', formatCount(lostRequests)] as const] : []),
    ...(pausedMs > 0 ? [['Paused for', formatSpan(pausedMs)] as const] : []),
  ];
  return factList(facts);
}

function factList(facts: readonly (readonly [word: string, value: string])[]): Markup {
  return html`<dl class="facts">
    ${facts.map(
      ([word, value]) =>
        html`<div>
          <dt>${word}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function events({ annotations }: RunRow): Markup {
  if (annotations.length === 0) return html``;
  const more = annotations.length - MOST_EVENTS;
  return section(
    'Events',
    'what was done to the run while it went on',
    html`<dl class="facts">
        ${annotations.slice(0, MOST_EVENTS).map(
          (annotation) =>
            html`<div>
              <dt>${formatClock(annotation.at, true)}</dt>
              <dd>${describeAnnotation(annotation)}</dd>
            </div>`,
        )}
      </dl>
      ${more > 0 ? html`<p class="note">${formatCount(more)} more.</p>` : null}`,
  );
}

function planSection({ plan }: RunRow): Markup {
  const text = JSON.stringify(shareablePlan(plan), null, 2);
  const cut = text.length > LONGEST_PLAN ? html`<p class="note">Cut here: the whole plan is in the summary's JSON.</p>` : null;
  return section(
    'Plan',
    'secrets hidden; it runs with the command line',
    // Closed at first, so that it takes no pages when the report is printed.
    html`<details>
      <summary>Show the plan</summary>
      <pre>${shorten(text, LONGEST_PLAN)}</pre>
      ${cut}
    </details>`,
    true,
  );
}

function factsSection({ id, startedAt, machine, importedFrom }: RunRow, version: string): Markup {
  const facts = [
    ['Onrush', version],
    ['Computer', machine === null ? 'not noted' : machineWords(machine)],
    ...(importedFrom === null ? [] : [['Read from', importedFrom] as const]),
    ...(machine?.sentBy === undefined ? [] : [['Sent by', `${machine.sentBy}; times count from sending`] as const]),
    ['Started', new Date(startedAt).toISOString()],
    ['Run', id],
  ] as const;
  return section('Made by', '', factList(facts));
}

/** Without the computer's name, which does not concern the report's readers. */
function machineWords({ cores, cpu, memory, system, tls }: Machine): string {
  const parts = [
    `${cores} × ${cpu === '' ? 'unknown processor' : cpu}`,
    formatBytes(memory),
    system,
    ...(tls === undefined ? [] : [tls]),
  ];
  return parts.join(', ');
}
