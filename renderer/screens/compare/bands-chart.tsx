// The p50, p95 and p99 of the runs over time in one plot, aligned at their start.
import type { TimeMeasure } from '../../../shared/plan/threshold.ts';
import type { ComparedRun } from '../../../shared/comparison.ts';
import { MEASURE_LABEL } from '../../../shared/words.ts';
import { CompareLine } from './compare-line.tsx';
import { ComparePlot, timeTicksOf, type Scales } from './compare-plot.tsx';
import { placedLabels } from './placed-labels.ts';
import { lookOf } from './run-looks.ts';
import { tightLatencyAxis } from './tight-axis.ts';
import css from './compare-screen.module.css';

interface BandsChartProps {
  readonly runs: readonly ComparedRun[];
  readonly names: readonly string[];
  readonly measure: TimeMeasure;
  readonly width: number;
  readonly height: number;
}

const BANDS = ['p99', 'p95', 'p50'] as const;
const WIDTHS = { p50: 2, p95: 1.3, p99: 1.3 } as const;

export function BandsChart({ runs, names, measure, width, height }: BandsChartProps) {
  const values = runs.flatMap(({ series }) => BANDS.flatMap((band) => [...series[measure][band]]));
  const domain = { from: 0, to: Math.max(1, ...runs.map(({ row }) => row.summary.durationMs)) };
  return (
    <ComparePlot
      width={width}
      height={height}
      domain={domain}
      axis={tightLatencyAxis(values)}
      ticks={timeTicksOf(domain, width)}
      gutter={84}
      label={`p50, p95 and p99 of the ${MEASURE_LABEL[measure].toLowerCase()} over time, ${runs.map((_, at) => `${lookOf(at).letter} ${names[at]}`).join(', ')}`}
    >
      {(scales) => (
        <>
          {runs.map((run, at) => (
            <Area key={lookOf(at).letter} run={run} measure={measure} scales={scales} colour={lookOf(at).colour} />
          ))}
          {runs.map((run, at) => (
            <Lines key={lookOf(at).letter} run={run} index={at} measure={measure} scales={scales} />
          ))}
          <EndLabels runs={runs} measure={measure} scales={scales} right={width} />
        </>
      )}
    </ComparePlot>
  );
}

interface AreaProps {
  readonly run: ComparedRun;
  readonly measure: TimeMeasure;
  readonly scales: Scales;
  readonly colour: string;
}

/** From p50 to p99, interrupted where columns have too few requests. */
function Area({ run, measure, scales, colour }: AreaProps) {
  const upper = pointsOf(run, measure, 'p99', scales);
  const lower = pointsOf(run, measure, 'p50', scales);
  const pieces: number[][] = [];
  upper.forEach(({ y }, at) => {
    if (!Number.isFinite(y)) return;
    const last = pieces.at(-1);
    if (last?.at(-1) === at - 1) last.push(at);
    else pieces.push([at]);
  });
  const path = pieces.map((piece) => {
    const outline = [...piece.map((at) => upper[at]), ...piece.toReversed().map((at) => lower[at])];
    return `M${outline.map((point) => `${point?.x.toFixed(1)} ${point?.y.toFixed(1)}`).join('L')}Z`;
  });
  return <path d={path.join('')} fill={colour} opacity={0.1} />;
}

interface LinesProps {
  readonly run: ComparedRun;
  readonly index: number;
  readonly measure: TimeMeasure;
  readonly scales: Scales;
}

function Lines({ run, index, measure, scales }: LinesProps) {
  const look = lookOf(index);
  return (
    <>
      {BANDS.map((band) => {
        const points = pointsOf(run, measure, band, scales);
        return <CompareLine key={band} points={points} colour={look.colour} dash={look.dash} width={WIDTHS[band]} />;
      })}
    </>
  );
}

interface EndLabelsProps {
  readonly runs: readonly ComparedRun[];
  readonly measure: TimeMeasure;
  readonly scales: Scales;
  readonly right: number;
}

/** The letter of each run at the end of its p50; only the baseline's lines are named, because the others have the same ones. */
function EndLabels({ runs, measure, scales, right }: EndLabelsProps) {
  const labels = runs.flatMap((run, index) =>
    (index === 0 ? (['p99', 'p50'] as const) : (['p50'] as const)).flatMap((band) => {
      const end = pointsOf(run, measure, band, scales).findLast(({ y }) => Number.isFinite(y));
      const look = lookOf(index);
      return end === undefined ? [] : [{ words: index === 0 ? `A ${band}` : look.letter, colour: look.colour, end }];
    }),
  );
  const places = placedLabels(
    labels.map(({ words, end }) => ({ width: words.length * 8, height: 14, places: [{ x: end.x + 6, y: end.y - 7 }] })),
    { left: scales.left, right, top: scales.top, bottom: scales.bottom },
  );
  return labels.map(({ words, colour }, at) => (
    <text
      key={words}
      x={places[at]?.x}
      y={(places[at]?.y ?? 0) + 11}
      className={css['compare-sublabel']}
      style={{ fill: colour }}
    >
      {words}
    </text>
  ));
}

function pointsOf(
  { series }: ComparedRun,
  measure: TimeMeasure,
  band: (typeof BANDS)[number],
  { x, y }: Scales,
): { readonly x: number; readonly y: number }[] {
  return Array.from(series[measure][band], (time, at) => ({
    x: x((at + 0.5) * series.columnMs),
    y: Number.isNaN(time) ? Number.NaN : y(time),
  }));
}
