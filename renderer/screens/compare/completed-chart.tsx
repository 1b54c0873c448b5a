// How many requests had completed at each time: steps if each one is known, otherwise a line.
import type { ComparedRun } from '../../../shared/comparison.ts';
import { formatCount, formatRate, formatTime } from '../../../shared/format.ts';
import { CompareLine } from './compare-line.tsx';
import { ComparePlot, timeTicksOf, type Scales } from './compare-plot.tsx';
import { fittingText, placedLabels, textWidth, type LabelPlace } from './placed-labels.ts';
import { lookOf } from './run-looks.ts';
import { tightCountAxis } from './tight-axis.ts';
import css from './compare-screen.module.css';

interface CompareChartProps {
  readonly runs: readonly ComparedRun[];
  /** Short names, in the order of the runs. */
  readonly names: readonly string[];
  readonly width: number;
  readonly height: number;
}

interface Step {
  readonly at: number;
  readonly count: number;
}

export function CompletedChart({ runs, names, width, height }: CompareChartProps) {
  const curves = runs.map(stepsOf);
  const domain = { from: 0, to: Math.max(1, ...runs.map(({ row }) => row.summary.durationMs)) * 1.02 };
  const most = Math.max(1, ...curves.map((steps) => steps.at(-1)?.count ?? 0));
  const label = runs
    .map(
      ({ row }, at) =>
        `${lookOf(at).letter} ${names[at]}: ${formatCount(curves[at]?.at(-1)?.count ?? 0)} in ${formatTime(row.summary.durationMs)}`,
    )
    .join(', ');
  return (
    <ComparePlot
      width={width}
      height={height}
      domain={domain}
      axis={tightCountAxis(most)}
      ticks={timeTicksOf(domain, width)}
      gutter={20}
      label={`Requests completed over time. ${label}`}
    >
      {(scales) => {
        const lines = curves.map((steps) => steps.map((step) => ({ x: scales.x(step.at), y: scales.y(step.count) })));
        return (
          <>
            {lines.map((points, at) => (
              <CompareLine key={lookOf(at).letter} points={points} colour={lookOf(at).colour} dash={lookOf(at).dash} />
            ))}
            <Names runs={runs} names={names} lines={lines} scales={scales} />
          </>
        );
      }}
    </ComparePlot>
  );
}

interface NamesProps {
  readonly runs: readonly ComparedRun[];
  readonly names: readonly string[];
  readonly lines: readonly (readonly LabelPlace[])[];
  readonly scales: Scales;
}

/** The name and throughput of each run beside its curve. */
function Names({ runs, names, lines, scales }: NamesProps) {
  const room = scales.right - scales.left;
  const labels = runs.map(({ throughput }, at) => ({
    words: fittingText(names[at] === lookOf(at).letter ? lookOf(at).letter : `${lookOf(at).letter} ${names[at]}`, 12, room),
    name: names[at] ?? '',
    rate: formatRate(throughput),
    look: lookOf(at),
  }));
  const wishes = labels.map(({ words, rate }, at) => {
    const width = Math.max(textWidth(words, 12), textWidth(rate, 11));
    const others = lines.filter((_, index) => index !== at).flatMap(densely);
    return { width, height: HEIGHT, places: placesBeside(lines[at] ?? [], width), others };
  });
  const places = placedLabels(wishes, scales, lines.flatMap(densely));
  return labels.map(({ words, name, rate, look }, at) => {
    const { x, y } = places[at] ?? { x: 0, y: 0 };
    return (
      <text key={look.letter} x={x} y={y + 12} className={css['compare-label']} style={{ fill: look.colour }}>
        <title>{name}</title>
        {words}
        <tspan x={x} dy={15} className={css['compare-sublabel']}>
          {rate}
        </tspan>
      </text>
    );
  });
}

/** The height of a name with the rate below it. */
const HEIGHT = 32;
/** Possible positions of a name along its curve. */
const SHARES = [0.5, 0.7, 0.3, 0.6, 0.4, 0.8, 0.2, 0.9, 1] as const;

/** Above its curve on the left, below it on the right. */
function placesBeside(line: readonly LabelPlace[], width: number): readonly LabelPlace[] {
  return SHARES.flatMap((share) => {
    const { x, y } = line[Math.min(line.length - 1, Math.floor(line.length * share))] ?? { x: 0, y: 0 };
    return [
      { x: x + 10, y: y + 6 },
      { x: x - width - 10, y: y - HEIGHT - 4 },
    ];
  });
}

/** Points a few px apart, so that no curve can pass behind a name unnoticed. */
function densely(line: readonly LabelPlace[]): readonly LabelPlace[] {
  return line.flatMap((point, at) => {
    const before = line[at - 1] ?? point;
    const count = Math.max(1, Math.ceil(Math.hypot(point.x - before.x, point.y - before.y) / 6));
    return Array.from({ length: count }, (_, index) => ({
      x: before.x + ((point.x - before.x) * (index + 1)) / count,
      y: before.y + ((point.y - before.y) * (index + 1)) / count,
    }));
  });
}

function stepsOf({ tasks, series, row }: ComparedRun): readonly Step[] {
  if (tasks === null) {
    let count = 0;
    const ends = Array.from(series.completed, (completed, at) => {
      count += completed;
      return { at: Math.min(row.summary.durationMs, (at + 1) * series.columnMs), count };
    });
    return [{ at: 0, count: 0 }, ...ends];
  }
  const ended = tasks.flatMap(({ endedAt, outcome }) => (outcome === 'cancelled' ? [] : [endedAt])).toSorted((a, b) => a - b);
  return [
    { at: 0, count: 0 },
    ...ended.flatMap((at, count) => [
      { at, count },
      { at, count: count + 1 },
    ]),
  ];
}
