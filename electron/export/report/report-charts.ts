// Which charts of a run are exported, and in which order: the report and the picture of the charts show the same ones.
import { MEASURE_LABEL, MEASURE_MEANING } from '../../../shared/words.ts';
import type { Markup } from './markup.ts';
import type { ReportRun } from './report-run.ts';
import { requestChart } from './request-chart.ts';
import { seriesChart } from './series-chart.ts';
import { inFlightChart, percentileChart, spectrumChart, throughputChart } from './time-charts.ts';

export interface ReportChart {
  readonly title: string;
  readonly note: string;
  readonly picture: Markup;
  /** The sentence below the chart; empty if it needs none. */
  readonly legend: string;
}

/** Empty if the run has no requests. */
export function reportCharts(run: ReportRun): ReportChart[] {
  const { row, measure } = run;
  if (row.summary.requests.total === 0) return [];
  const times = MEASURE_LABEL[measure];
  const requests = requestChart(run);
  const chart = (title: string, note: string, picture: Markup): ReportChart => ({ title, note, picture, legend: '' });
  return [
    { title: 'Every request', note: MEASURE_MEANING[measure], ...requests },
    chart(`${times} over time`, 'percentiles of each interval with 20 requests or more', percentileChart(run)),
    ...(row.series ?? []).map((series) => seriesChart(run, series)),
    chart('Throughput', 'requests completed per second; failed red; planned requests dashed', throughputChart(run)),
    chart('In flight', 'at the end of each interval; dashed: iterations waiting for a free virtual user', inFlightChart(run)),
    chart('Percentile spectrum', 'shown while at least 10 requests are slower', spectrumChart(run)),
  ];
}
