// p50, p95 and p99 of the runs over time, one over the other, aligned at their start.
import type { TimeMeasure } from '../../../shared/plan/threshold.ts';
import type { ComparedRun } from '../../../shared/comparison.ts';
import { MEASURE_LABEL } from '../../../shared/words.ts';
import { CompareLine } from './compare-line.tsx';
import { ComparePlot, timeTicksOf, type Scales } from './compare-plot.tsx';
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

/** From p50 to p99, in pieces where columns have too few requests. */
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
        const end = points.findLast(({ y }) => Number.isFinite(y));
        return (
          <g key={band}>
            <CompareLine points={points} colour={look.colour} dash={look.dash} width={WIDTHS[band]} />
            {end !== undefined && (index === 0 ? band !== 'p95' : band === 'p50') && (
              <text x={end.x + 6 + index * 30} y={end.y + 4} className={css['compare-sublabel']} style={{ fill: look.colour }}>
                {index === 0 ? `A ${band}` : look.letter}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
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
