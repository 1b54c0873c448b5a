// The charts of a comparison that is passed on: the runs in one plot, as inline SVG.
import { RUN_LETTERS, type ComparedRun } from '../../../shared/comparison.ts';
import { formatTime } from '../../../shared/format.ts';
import { headlineOf } from '../../../shared/summary.ts';
import { chart, countAxis, decadeAxis, endLabels, linePath, timeAxis, type Axis, type ReportPlot, type Point } from './chart.ts';
import { html, type Markup } from './markup.ts';

/** Colour is never the only difference: the dashes differ too. */
const LOOKS = [
  { colour: '#4a5361', dash: '4 3' },
  { colour: '#1e5fd0', dash: 'none' },
  { colour: '#0b2a63', dash: '7 3 1.5 3' },
  { colour: '#0f7a57', dash: '2 3' },
  { colour: '#c8391b', dash: '9 3' },
] as const;

export function comparedCompleted(runs: readonly ComparedRun[]): Markup {
  const durationMs = Math.max(1, ...runs.map(({ row }) => row.summary.durationMs));
  const curves = runs.map(({ series }) => {
    let count = 0;
    const ends = Array.from(series.completed, (completed, at) => ({
      x: (at + 1) * series.columnMs,
      y: (count += completed),
    }));
    return [{ x: 0, y: 0 }, ...ends];
  });
  const most = Math.max(1, ...curves.map((curve) => curve.at(-1)?.y ?? 0));
  const label = `Requests completed over time: ${curves.map((curve, at) => `${RUN_LETTERS[at]} ${curve.at(-1)?.y ?? 0}`).join(', ')}`;
  return chart({ label, height: 180, x: timeAxis(durationMs), y: countAxis(most), draw: (plot) => lines(plot, curves) });
}

export function comparedSpectrum(runs: readonly ComparedRun[]): Markup {
  const measure = headlineOf(runs[0]?.row.plan.load.model ?? 'closed');
  const curves = runs.map(({ spectrum }) =>
    Array.from(spectrum.percents, (percent, at) => ({ x: percent, y: spectrum[measure][at] ?? Number.NaN })),
  );
  const times = curves.flatMap((curve) => curve.map(({ y }) => y).filter((y) => Number.isFinite(y)));
  const ends = curves.map((curve, at) => `${RUN_LETTERS[at]} up to ${formatTime(curve.at(-1)?.y ?? null)}`);
  return chart({
    label: `Times by percentile: ${ends.join(', ')}`,
    height: 180,
    x: percentileAxis(Math.max(50, ...curves.map((curve) => curve.at(-1)?.x ?? 50))),
    y: decadeAxis(Math.min(...times), Math.max(1, ...times)),
    draw: (plot) => lines(plot, curves),
  });
}

/** Each further nine takes the same width as the one before. */
function percentileAxis(last: number): Axis {
  const nines = (percent: number): number => -Math.log10(1 - Math.min(percent, 99.9999) / 100);
  return {
    at: (percent) => nines(percent) / nines(last),
    ticks: [50, 90, 99, 99.9, 99.99, 99.999].filter((percent) => percent <= last).map((value) => ({ value, label: `p${value}` })),
  };
}

function lines(plot: ReportPlot, curves: readonly (readonly Point[])[]): readonly Markup[] {
  const paths = curves.map((curve, at) => {
    const { colour, dash } = LOOKS[at] ?? LOOKS[0];
    const points = curve.map(({ x, y }) => (Number.isFinite(y) ? { x: plot.x(x), y: plot.y(y) } : null));
    return html`<path class="line" style="${`stroke: ${colour}; stroke-dasharray: ${dash}`}" d="${linePath(points)}" />`;
  });
  const labels = curves.flatMap((curve, at) => {
    const end = curve.findLast(({ y }) => Number.isFinite(y));
    return end === undefined ? [] : [{ words: RUN_LETTERS[at] ?? '', y: plot.y(end.y), kind: '' }];
  });
  return [...paths, ...endLabels(plot, labels)];
}
