// Every request over the time of a run: as dots if there are few, as a heat map if there are many, with failures marked.
import { formatCount, formatTime } from '../../../shared/format.ts';
import { bucketMiddle } from '../../../shared/histogram.ts';
import { isCompleted, isFailure, outcomeOf } from '../../../shared/outcome.ts';
import { spreadEvenly } from '../../../shared/snapshot-columns.ts';
import { chart, decadeAxis, round, timeAxis, type ReportPlot } from './chart.ts';
import { html, type Markup } from './markup.ts';
import type { RunSummary } from '../../../shared/summary.ts';
import { timesOf, type ReportRun } from './report-run.ts';

const HEIGHT = 220;
const ROWS = 50;
const MOST_DOTS = 3000;
const MOST_MARKS = 500;
const SHADES = 5;

export interface RequestChart {
  readonly picture: Markup;
  /** One sentence that says which requests are shown. */
  readonly legend: string;
}

export function requestChart(run: ReportRun): RequestChart {
  const { row, measure, durationMs, columns, spoiled } = run;
  const times = timesOf(run, measure);
  const dots = columns.flatMap((column) =>
    Array.from(column.dots.endedAt, (endedAt, at) => ({
      endedAt,
      time: (measure === 'service_time' ? column.dots.service[at] : column.dots.response[at]) ?? 0,
      isFailed: isFailure(outcomeOf(column.dots.outcome[at] ?? 0)),
      isCancelled: !isCompleted(column.dots.outcome[at] ?? 0),
    })),
  );
  const isAll = columns.every((column) => column.dotsAreAll) && dots.length <= MOST_DOTS;
  const failed = dots.filter((dot) => dot.isFailed);
  const marked = spreadEvenly(
    failed.toSorted((a, b) => a.endedAt - b.endedAt),
    MOST_MARKS,
  );
  const { total, failed: allFailed } = row.summary.requests;
  const picture = chart({
    label: `Every request: ${formatCount(total)}, ${formatCount(allFailed)} failed, slowest ${formatTime(times.max)}.`,
    height: HEIGHT,
    x: timeAxis(durationMs),
    y: decadeAxis(times.min, times.max),
    spoiled,
    warmupMs: row.plan.warmup,
    draw: (plot) => [
      ...(isAll
        ? [
            dotsOf(
              plot,
              dots.filter((dot) => !dot.isFailed && !dot.isCancelled),
            ),
          ]
        : heatOf(plot, run)),
      html`<path class="mark" d="${marked.map(({ endedAt, time }) => cross(plot.x(endedAt), plot.y(time))).join('')}" />`,
    ],
  });
  return { picture, legend: legendOf(isAll, row.summary.requests, marked.length) };
}

function legendOf(isAll: boolean, { total, failed, cancelled }: RunSummary['requests'], marked: number): string {
  const completed = total - cancelled;
  const what = isAll
    ? `Every one of ${formatCount(completed)} requests is a dot`
    : `All ${formatCount(completed)} requests: the darker, the more of them`;
  const apart = cancelled === 0 ? '' : ` ${formatCount(cancelled)} cancelled ones are not drawn.`;
  if (failed === 0) return `${what}. None failed.${apart}`;
  const drawn = marked < failed ? `, ${formatCount(marked)} of ${formatCount(failed)} drawn, evenly over the time` : '';
  return `${what}; × failed${drawn}.${apart}`;
}

function dotsOf(plot: ReportPlot, dots: readonly { readonly endedAt: number; readonly time: number }[]): Markup {
  return html`<path class="dots" d="${dots.map(({ endedAt, time }) => `M${plot.x(endedAt)} ${plot.y(time)}h0`).join('')}" />`;
}

/** All cells of one shade form one path, which keeps the page small. */
function heatOf(plot: ReportPlot, run: ReportRun): Markup[] {
  const cellHeight = (plot.bottom - plot.top) / ROWS;
  const cells = cellsOf(plot, run);
  const most = Math.max(2, ...cells.map(({ count }) => count));
  const paths: string[] = Array.from({ length: SHADES }, () => '');
  for (const { left, width, row, count } of cells) {
    const shade = Math.min(SHADES - 1, Math.floor((Math.log(count) / Math.log(most)) * SHADES));
    paths[shade] += `M${left} ${round(plot.bottom - (row + 1) * cellHeight)}h${width}v${round(cellHeight)}h-${width}z`;
  }
  return paths.map((path, shade) => html`<path class="heat h${shade}" d="${path}" />`);
}

interface Cell {
  readonly left: number;
  readonly width: number;
  /** Counted from the bottom. */
  readonly row: number;
  readonly count: number;
}

function cellsOf(plot: ReportPlot, { columns, measure, durationMs }: ReportRun): Cell[] {
  return columns.flatMap((column) => {
    const { buckets, counts } = timesOf(column, measure);
    const left = plot.x(column.startAt);
    const width = Math.max(1, round(plot.x(Math.min(column.endAt, durationMs)) - left));
    const rows = new Map<number, number>();
    for (const [at, bucket] of buckets.entries()) {
      const share = (plot.bottom - plot.y(bucketMiddle(bucket))) / (plot.bottom - plot.top);
      const row = Math.min(ROWS - 1, Math.max(0, Math.floor(share * ROWS)));
      rows.set(row, (rows.get(row) ?? 0) + (counts[at] ?? 0));
    }
    return [...rows].map(([row, count]) => ({ left, width, row, count }));
  });
}

function cross(x: number, y: number): string {
  return `M${round(x - 3)} ${round(y - 3)}l6 6m0-6l-6 6`;
}
