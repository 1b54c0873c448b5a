// A series from outside over the time of the run, on the same time axis as the latency charts.
import { formatCount, plural } from '../../../shared/format.ts';
import { longestGap, rangeOf, seriesSentence, seriesValue, type OutsideSeries } from '../../../shared/outside-series.ts';
import { amountTicks } from '../../../shared/series-ticks.ts';
import { chart, endLabels, linePath, timeAxis, type Axis, type Point, type ReportPlot } from './chart.ts';
import { html, type Markup } from './markup.ts';
import type { ReportRun } from './report-run.ts';

interface SeriesChart {
  readonly title: string;
  readonly note: string;
  readonly picture: Markup;
  readonly legend: string;
}

export function seriesChart({ durationMs, spoiled, row }: ReportRun, series: OutsideSeries): SeriesChart {
  const { name, at, values, isPercent } = series;
  const { least, most } = rangeOf(series);
  const sentence = seriesSentence(series) ?? '';
  const last = values.at(-1) ?? 0;
  const picture = chart({
    label: `${name} over time: ${seriesValue(least, isPercent)} to ${seriesValue(most, isPercent)}. ${sentence}`.trim(),
    height: 72,
    x: timeAxis(durationMs),
    y: amountAxis(series),
    spoiled,
    warmupMs: row.plan.warmup,
    draw: (plot) => [
      html`<path class="line p95" d="${linePath(pointsOf(plot, series))}" />`,
      ...endLabels(plot, [{ words: seriesValue(last, isPercent), y: plot.y(last), kind: 'p95' }]),
    ],
  });
  return {
    title: name,
    note: `from outside, ${formatCount(at.length)} ${plural(at.length, 'point')}`,
    picture,
    legend: sentence,
  };
}

/** A line must not bridge unknown values. */
function pointsOf(plot: ReportPlot, series: OutsideSeries): (Point | null)[] {
  const gap = longestGap(series);
  return series.at.flatMap((time, index) => {
    const point = { x: plot.x(time), y: plot.y(series.values[index] ?? 0) };
    return index > 0 && time - (series.at[index - 1] ?? 0) > gap ? [null, point] : [point];
  });
}

function amountAxis(series: OutsideSeries): Axis {
  const { from, to, ticks } = amountTicks(series);
  return {
    at: (value) => (value - from) / (to - from),
    ticks: ticks.map((value) => ({ value, label: seriesValue(value, series.isPercent) })),
  };
}
