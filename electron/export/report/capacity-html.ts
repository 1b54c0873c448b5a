// A capacity as one HTML file that opens anywhere, without a network or script. It contains no secrets.
import { rateUnitOf, type CapacityRow } from '../../../shared/capacity/capacity-search.ts';
import { objectivesOf } from '../../../shared/capacity/capacity-settings.ts';
import { capacityHeadline, capacitySentences } from '../../../shared/capacity/capacity-words.ts';
import { rateWords } from '../../../shared/capacity/rate-words.ts';
import {
  bandPoints,
  chartedTime,
  longestOfEach,
  shownTrials,
  VERDICT_MARKS,
  type BandPoint,
} from '../../../shared/capacity/chart-trials.ts';
import { kneeOf, loadPoints, uslAt, uslOf } from '../../../shared/capacity/description.ts';
import { boundsOf } from '../../../shared/capacity/search-bounds.ts';
import { missedHead, trialCells, TRIAL_HEADS } from '../../../shared/capacity/trial-table.ts';
import type { StoredTrial } from '../../../shared/capacity/capacity-search.ts';
import { formatCount, formatLimit } from '../../../shared/format.ts';
import { shareablePlan } from '../../../shared/plan/shareable-plan.ts';
import { chart, countAxis, decadeAxis, endLabels, linePath, round, type Axis, type ReportPlot } from './chart.ts';
import { documentHtml } from './document.ts';
import { html, type Markup } from './markup.ts';

export function capacityHtml(row: CapacityRow, version: string, heading = ''): string {
  const sentences = capacitySentences(row);
  const body = html`<header>
      <div class="brand"><span>Onrush ${version}, capacity of a target</span><span>${startedAt(row)}</span></div>
      <h1>${capacityHeadline(row)}</h1>
      ${sentences.map((words, at) => html`<p class="${at === 0 ? 'sentence' : 'sub'}">${words}</p>`)}
    </header>
    <main>
      <section>
        <h2>
          Response time over rate
          <small
            >p50, p95 and p99; ■ holds, × fails, ◇ undecided; band: 95 % interval of the
            ${chartedTime(objectivesOf(row.settings)).name}</small
          >
        </h2>
        ${timesChart(row)}
      </section>
      <section>
        <h2>Completed over planned rate <small>knee and curve are a description, not a verdict</small></h2>
        ${completedChart(row)} ${description(row)}
      </section>
      ${trialsSection(row)}
      <section class="long">
        <h2>Plan</h2>
        <details>
          <summary>Show the plan</summary>
          <pre>${JSON.stringify(shareablePlan(row.plan), null, 2)}</pre>
        </details>
      </section>
    </main>`;
  return documentHtml({ title: row.name, version, heading, body });
}

/** Indexes of columns in the table of trials. */
const VERDICT = 11;
const TEXTS: ReadonlySet<number> = new Set([1, 7, VERDICT]);

function kindOf(column: number): string {
  return TEXTS.has(column) ? 'text' : '';
}

function trialsSection(row: CapacityRow): Markup {
  const heads = TRIAL_HEADS.map((head, at) => (at === 7 ? missedHead(row) : head));
  return html`<section class="long">
    <h2>Trials</h2>
    <div class="wide">
      <table>
        <thead>
          <tr>
            ${heads.map((head, at) => html`<th scope="col" class="${kindOf(at)}">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${trialCells(row).map(
            ([first = '', ...cells], trial) =>
              html`<tr>
                <th scope="row">${first}</th>
                ${cells.map((cell, at) => html`<td class="${kindOf(at + 1)}">${at + 1 === VERDICT ? `${VERDICT_MARKS[row.trials[trial]?.verdict ?? 'undecided']} ${cell}` : cell}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function startedAt({ startedAt: at }: CapacityRow): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function rateAxis(row: CapacityRow): Axis {
  const { factor } = rateUnitOf(row);
  const axis = countAxis(Math.max(1, ...row.trials.map(({ request }) => request.rate * factor)));
  return {
    at: (value) => axis.at(value * factor),
    ticks: axis.ticks.map(({ value, label }) => ({ value: value / factor, label: `${label}/s` })),
  };
}

function timesChart(row: CapacityRow): Markup {
  const trials = shownTrials(row.trials);
  const unit = rateUnitOf(row);
  const charted = chartedTime(objectivesOf(row.settings));
  const limit = charted.limitMs;
  const times = trials.flatMap(({ figures }) => [figures.p50, figures.p99]);
  const { confirmedLow, confirmedHigh } = boundsOf(row.settings, row.trials);
  return chart({
    label: `Response time over rate, ${trials.length} trials. ${capacityHeadline(row)}.`,
    height: 220,
    x: rateAxis(row),
    y: decadeAxis(Math.min(...times, limit ?? Infinity), Math.max(1, ...times, limit ?? 0)),
    draw: (plot) => [
      band(plot, bandPoints(row.trials, charted.at)),
      ...(['p50', 'p95', 'p99'] as const).map(
        (line) => html`<path class="line ${line}" d="${pathOf(plot, longestOfEach(row.trials), line)}" />`,
      ),
      ...trials.map(
        ({ request, figures, verdict }) =>
          html`<text class="label" text-anchor="middle" x="${plot.x(request.rate)}" y="${round(plot.y(figures.p99) + 4)}"
            >${VERDICT_MARKS[verdict]}</text
          >`,
      ),
      ...(limit === null
        ? []
        : [html`<path class="line bad" stroke-dasharray="2 3" d="M${plot.left} ${plot.y(limit)}H${plot.right}" />`]),
      ...(confirmedLow === null
        ? []
        : [bound(plot, confirmedLow.request.rate, `holds at ${rateWords(confirmedLow.request.rate, unit)}`, 'end')]),
      ...(confirmedHigh === null
        ? []
        : [bound(plot, confirmedHigh.request.rate, `fails at ${rateWords(confirmedHigh.request.rate, unit)}`, 'start')]),
      ...endLabels(plot, limit === null ? [] : [{ words: formatLimit(limit), y: plot.y(limit), kind: '' }]),
    ],
  });
}

/** Within the plot: an end that no trial determines is drawn at the top. */
function band(plot: ReportPlot, points: readonly BandPoint[]): Markup {
  const at = (rate: number, y: number): string => `${round(plot.x(rate))} ${round(Math.min(plot.bottom, Math.max(plot.top, y)))}`;
  const upper = points.map(({ rate, high }) => at(rate, high === null ? plot.top : plot.y(high)));
  const lower = points.map(({ rate, low }) => at(rate, plot.y(low))).toReversed();
  return html`<path class="area" d="${points.length === 0 ? '' : `M${[...upper, ...lower].join('L')}Z`}" />`;
}

function bound(plot: ReportPlot, rate: number, words: string, anchor: 'start' | 'end'): Markup {
  const x = plot.x(rate);
  return html`<path class="${anchor === 'end' ? 'line p50' : 'line bad'}" d="M${x} ${plot.top}V${plot.bottom}" /><text
      class="label"
      text-anchor="${anchor}"
      x="${anchor === 'end' ? x - 4 : x + 4}"
      y="${plot.top + 10}"
      >${words}</text
    >`;
}

function pathOf(plot: ReportPlot, trials: readonly StoredTrial[], line: 'p50' | 'p95' | 'p99'): string {
  return linePath(trials.map(({ request, figures }) => ({ x: plot.x(request.rate), y: plot.y(figures[line]) })));
}

function completedChart(row: CapacityRow): Markup {
  const points = loadPoints(row.trials);
  const { factor } = rateUnitOf(row);
  const y = countAxis(Math.max(1, ...points.map(({ completed }) => completed * factor)));
  const allDone = Math.min(
    Math.max(1, ...points.map(({ asked }) => asked)),
    Math.max(1, ...points.map(({ completed }) => completed)),
  );
  const knee = kneeOf(points);
  const curve = uslOf(points);
  const usl =
    curve === null
      ? []
      : points
          .filter(({ inFlight }) => inFlight > 0)
          .map(({ asked, inFlight }) => ({ asked, completed: uslAt(curve, inFlight) }));
  return chart({
    label: `Completed per second over the planned rate, ${points.length} rates.`,
    height: 180,
    x: rateAxis(row),
    y: { at: (value) => y.at(value * factor), ticks: y.ticks.map(({ value, label }) => ({ value: value / factor, label })) },
    draw: (plot) => [
      html`<path class="grid" d="M${plot.x(0)} ${plot.y(0)}L${plot.x(allDone)} ${plot.y(allDone)}" />`,
      html`<text class="label" text-anchor="end" x="${plot.x(allDone) - 6}" y="${plot.y(allDone) + 10}">if all were</text>`,
      html`<path
        class="line max"
        d="${linePath(usl.map(({ asked, completed }) => ({ x: plot.x(asked), y: plot.y(completed) })))}"
      />`,
      html`<path
        class="line"
        d="${linePath(points.map(({ asked, completed }) => ({ x: plot.x(asked), y: plot.y(completed) })))}"
      />`,
      ...(knee === null
        ? []
        : [
            html`<path class="line planned" d="M${plot.x(knee)} ${plot.top}V${plot.bottom}" />`,
            html`<text class="label" x="${plot.x(knee) + 4}" y="${plot.bottom - 6}">knee, a description</text>`,
          ]),
    ],
  });
}

function description(row: CapacityRow): Markup | null {
  const points = loadPoints(row.trials);
  const curve = uslOf(points);
  if (curve === null) return null;
  const unit = rateUnitOf(row);
  const peak =
    curve.peak === null
      ? 'it only rises'
      : `its peak is near ${rateWords(curve.peak.completed, unit)} with ${formatCount(curve.peak.inFlight)} in flight`;
  const most = points.at(-1);
  const near =
    most === undefined
      ? ''
      : ` With ${formatCount(Math.max(1, most.inFlight))} in flight it gives ${rateWords(uslAt(curve, Math.max(1, most.inFlight)), unit)}.`;
  return html`<p class="note">
    Dotted: the Universal Scalability Law through the trials, a description: contention ${Number(curve.sigma.toPrecision(2))},
    crosstalk ${Number(curve.kappa.toPrecision(2))}; ${peak}.${near}
  </p>`;
}
