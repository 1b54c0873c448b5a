// How many requests had completed by when: steps where each is known, else a line.
import type { ComparedRun } from '../../../shared/comparison.ts';
import { formatCount, formatRate, formatTime } from '../../../shared/format.ts';
import { CompareLine } from './compare-line.tsx';
import { ComparePlot, timeTicksOf } from './compare-plot.tsx';
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
      {({ x, y }) => (
        <>
          {curves.map((steps, at) => (
            <CompareLine
              key={lookOf(at).letter}
              points={steps.map((step) => ({ x: x(step.at), y: y(step.count) }))}
              colour={lookOf(at).colour}
              dash={lookOf(at).dash}
            />
          ))}
          {runs.map(({ row }, at) => {
            const steps = curves[at] ?? [];
            const middle = steps[Math.floor(steps.length * (LABEL_PLACE[at] ?? 0.5))] ?? { at: 0, count: 0 };
            const isLeft = x(middle.at) > width * 0.55;
            const place = {
              x: x(middle.at) + (isLeft ? -10 : 10),
              y: y(middle.count) + (isLeft ? -14 : 18),
              textAnchor: isLeft ? 'end' : 'start',
            } as const;
            return (
              <text key={lookOf(at).letter} {...place} className={css['compare-label']} style={{ fill: lookOf(at).colour }}>
                {lookOf(at).letter} {names[at] === lookOf(at).letter ? '' : names[at]}
                <tspan x={place.x} dy={15} className={css['compare-sublabel']}>
                  {formatRate(row.summary.throughput)}
                </tspan>
              </text>
            );
          })}
        </>
      )}
    </ComparePlot>
  );
}

/** Where along its curve each run's name stands, so that they do not meet. */
const LABEL_PLACE = [0.45, 0.75, 0.25] as const;

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
