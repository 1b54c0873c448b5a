// The charts over the time of a run: all requests, percentiles, throughput, requests in flight.
import { hasEnough } from '../../../shared/enough-samples.ts';
import { stepsPerIteration } from '../../../shared/plan/steps-per-iteration.ts';
import { formatCount, formatRate, formatTime } from '../../../shared/format.ts';
import { percentileOf } from '../../../shared/histogram.ts';
import { ENOUGH_SAMPLES, widenColumns } from '../../../shared/snapshot-columns.ts';
import type { Snapshot } from '../../../shared/snapshot.ts';
import { MEASURE_LABEL } from '../../../shared/words.ts';
import { chart, countAxis, decadeAxis, endLabels, linePath, timeAxis, type ReportPlot, type Point } from './chart.ts';
import { html, type Markup } from './markup.ts';
import { timesOf, type ReportRun } from './report-run.ts';

const LINES = [
  ['p50', 50],
  ['p95', 95],
  ['p99', 99],
] as const;

export function percentileChart(run: ReportRun): Markup {
  const { measure, durationMs, spoiled } = run;
  const { columns } = widenColumns(run, durationMs);
  const shown = columns.filter((column) => timesOf(column, measure).count >= ENOUGH_SAMPLES);
  const most = Math.max(...shown.map((column) => timesOf(column, measure).max), 1);
  const least = Math.min(...shown.map((column) => percentileOf(timesOf(column, measure), 50)), most);
  const all = timesOf(run, measure);
  return chart({
    label: `${MEASURE_LABEL[measure]} over time: ${LINES.map(([name, percent]) => `${name} ${formatTime(percentileOf(all, percent))}`).join(', ')}, slowest ${formatTime(all.max)}.`,
    height: 132,
    x: timeAxis(durationMs),
    y: decadeAxis(least, most),
    spoiled,
    warmupMs: run.row.plan.warmup,
    draw: (plot) => {
      const lineOf = (value: (column: Snapshot) => number): (Point | null)[] =>
        columns.map((column) =>
          timesOf(column, measure).count < ENOUGH_SAMPLES ? null : { x: middleOf(plot, column, run), y: plot.y(value(column)) },
        );
      const lines = [
        { name: 'max', points: lineOf((column) => timesOf(column, measure).max) },
        ...LINES.map(([name, percent]) => ({
          name,
          points: lineOf((column) => percentileOf(timesOf(column, measure), percent)),
        })),
      ];
      const labels = lines.flatMap(({ name, points }) => {
        const last = points.findLast((point) => point !== null);
        return last ? [{ words: name, y: last.y, kind: name }] : [];
      });
      return [
        ...lines.map(({ name, points }) => html`<path class="line ${name}" d="${linePath(points)}" />`),
        ...endLabels(plot, labels),
      ];
    },
  });
}

export function throughputChart(run: ReportRun): Markup {
  const { columns, durationMs, spoiled, row } = run;
  const rates = columns.map((column) => (column.succeeded + column.failed) / secondsOf(column, run));
  const failures = columns.map((column) => column.failed / secondsOf(column, run));
  const isOpen = row.plan.load.model === 'open';
  const steps = stepsPerIteration(row.plan);
  const planned = isOpen ? columns.map(({ level }) => level * steps) : [];
  return chart({
    label: `Throughput over time: ${formatRate(row.summary.throughput)} over the whole run.`,
    height: 96,
    x: timeAxis(durationMs),
    y: countAxis(Math.max(...rates, ...planned, 1)),
    spoiled,
    warmupMs: run.row.plan.warmup,
    draw: (plot) => [
      html`<path class="area" d="${stepsPath(plot, run, rates, true)}" /><path
          class="line p95"
          d="${stepsPath(plot, run, rates, false)}"
        />`,
      html`<path class="line bad" d="${failures.some((rate) => rate > 0) ? stepsPath(plot, run, failures, false) : ''}" />`,
      html`<path
        class="line planned"
        d="${linePath(columns.map((column, at) => (isOpen ? { x: middleOf(plot, column, run), y: plot.y(planned[at] ?? 0) } : null)))}"
      />`,
    ],
  });
}

export function inFlightChart(run: ReportRun): Markup {
  const { columns, durationMs, spoiled } = run;
  const inFlight = columns.map((column) => column.inFlight);
  const waiting = columns.map((column) => column.backlog);
  return chart({
    label: `In flight over time: at most ${formatCount(Math.max(...inFlight, 0))} at the end of an interval, ${formatCount(Math.max(...waiting, 0))} waiting.`,
    height: 96,
    x: timeAxis(durationMs),
    y: countAxis(Math.max(...inFlight, ...waiting, 1)),
    spoiled,
    warmupMs: run.row.plan.warmup,
    draw: (plot) => [
      html`<path class="area" d="${stepsPath(plot, run, inFlight, true)}" /><path
          class="line p95"
          d="${stepsPath(plot, run, inFlight, false)}"
        />`,
      html`<path class="line waiting" d="${waiting.some((count) => count > 0) ? stepsPath(plot, run, waiting, false) : ''}" />`,
    ],
  });
}

/** Percentiles from 50 % as far as at least ten requests are slower: service and response time. */
export function spectrumChart(run: ReportRun): Markup {
  const { service, response } = run;
  const quantiles = SPECTRUM.filter((percent) => hasEnough(percent, response.count));
  const last = quantiles.at(-1);
  if (last === undefined) return html`<p class="note">Too few requests: not even the median has 10 beyond it.</p>`;
  const nines = (percent: number): number => -Math.log10(1 - percent / 100);
  const from = nines(50);
  const to = Math.max(nines(last), from + 1e-6);
  const ticks = [50, 90, 99, 99.9, 99.99, 99.999].filter((percent) => nines(percent) <= to + 1e-9);
  const times = quantiles.flatMap((percent) => [percentileOf(service, percent), percentileOf(response, percent)]);
  return chart({
    label: `Percentile spectrum up to ${last} %: response time ${formatTime(percentileOf(response, last))}, service time ${formatTime(percentileOf(service, last))}.`,
    height: 150,
    x: { at: (percent) => (nines(percent) - from) / (to - from), ticks: ticks.map((value) => ({ value, label: `${value} %` })) },
    y: decadeAxis(Math.min(...times, Infinity), Math.max(...times, 1)),
    draw: (plot) => {
      const lineOf = (data: typeof service): Point[] =>
        quantiles.map((percent) => ({ x: plot.x(percent), y: plot.y(percentileOf(data, percent)) }));
      const hasBoth = run.measure === 'response_time';
      const end = (data: typeof service): number => plot.y(percentileOf(data, last));
      return [
        html`<path class="line waiting" d="${linePath(lineOf(service))}" />`,
        hasBoth ? html`<path class="line p95" d="${linePath(lineOf(response))}" />` : html``,
        ...endLabels(plot, [
          { words: 'service', y: end(service), kind: hasBoth ? 'waiting' : 'p95' },
          ...(hasBoth ? [{ words: 'response', y: end(response) - 0.1, kind: 'p95' }] : []),
        ]),
      ];
    },
  });
}

/** Forty points for each nine. */
const SPECTRUM = Array.from({ length: 189 }, (_, at) => 100 * (1 - 0.5 * 10 ** (-at / 40)));

function secondsOf({ startAt, endAt }: Snapshot, { durationMs }: ReportRun): number {
  return Math.max(1, Math.min(endAt, durationMs) - startAt) / 1000;
}

function middleOf(plot: ReportPlot, { startAt, endAt }: Snapshot, { durationMs }: ReportRun): number {
  return plot.x((startAt + Math.min(endAt, durationMs)) / 2);
}

/** One step per column, because its value applies to all of it. Columns that do not touch are not connected. */
function stepsPath(plot: ReportPlot, { columns, durationMs }: ReportRun, values: readonly number[], isArea: boolean): string {
  return columns
    .map(({ startAt, endAt }, at) => {
      const y = plot.y(values[at] ?? 0);
      const right = plot.x(Math.min(endAt, durationMs));
      const follows = at > 0 && columns[at - 1]?.endAt === startAt;
      if (isArea) return `M${plot.x(startAt)} ${plot.bottom}V${y}H${right}V${plot.bottom}`;
      return follows ? `V${y}H${right}` : `M${plot.x(startAt)} ${y}H${right}`;
    })
    .join('');
}
