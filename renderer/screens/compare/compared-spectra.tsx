// The times from the fastest to the slowest: each task if there are few, otherwise percentiles with a stretched tail.
import type { TimeMeasure } from '../../../shared/plan/threshold.ts';
import type { ComparedRun, ComparedTask } from '../../../shared/comparison.ts';
import { formatTime } from '../../../shared/format.ts';
import { MEASURE_LABEL } from '../../../shared/words.ts';
import { CompareLine } from './compare-line.tsx';
import { ComparePlot } from './compare-plot.tsx';
import { placedLabels } from './placed-labels.ts';
import { lookOf } from './run-looks.ts';
import { RunMark } from './run-mark.tsx';
import { tightLatencyAxis } from './tight-axis.ts';
import css from './compare-screen.module.css';

interface SpectrumChartProps {
  readonly runs: readonly ComparedRun[];
  readonly names: readonly string[];
  readonly measure: TimeMeasure;
  readonly width: number;
  readonly height: number;
}

export function ComparedSpectra(props: SpectrumChartProps) {
  return props.runs.every(({ tasks }) => tasks !== null) ? <SortedTasks {...props} /> : <Percentiles {...props} />;
}

function SortedTasks({ runs, names, measure, width, height }: SpectrumChartProps) {
  const times = runs.map(({ tasks }) => (tasks ?? []).map((task) => timeOf(task, measure)).toSorted((a, b) => a - b));
  const all = times.flat();
  const most = Math.max(1, ...times.map((one) => one.length));
  const step = most <= 30 ? 5 : most <= 60 ? 10 : 50;
  const ticks = [1, ...Array.from({ length: Math.floor(most / step) }, (_, at) => (at + 1) * step)];
  const means = times.map((one) => (one.length === 0 ? 0 : one.reduce((sum, time) => sum + time, 0) / one.length));
  const label = means.map((mean, at) => `${lookOf(at).letter} ${names[at]}: mean ${formatTime(mean)}`).join(', ');
  return (
    <ComparePlot
      width={width}
      height={height}
      domain={{ from: 0.5, to: most + 0.5 }}
      axis={tightLatencyAxis(all)}
      ticks={{ at: ticks, print: String }}
      gutter={72}
      label={`${MEASURE_LABEL[measure]} of each task, sorted. ${label}`}
    >
      {({ x, y, left, right, top, bottom }) => {
        const places = placedLabels(
          means.map((mean) => ({ width: 66, height: 29, places: [{ x: right + 6, y: y(mean) - 9 }] })),
          { left, right: width, top, bottom },
        );
        return times.map((sorted, at) => {
          const look = lookOf(at);
          const level = y(means[at] ?? 0);
          const labelY = (places[at]?.y ?? level) + 13;
          return (
            <g key={look.letter}>
              <line x1={left} x2={right} y1={level} y2={level} stroke={look.colour} strokeDasharray="1.5 2.5" />
              <text x={right + 6} y={labelY} className={css['compare-label']} style={{ fill: look.colour }}>
                {formatTime(means[at] ?? 0)}
                <tspan x={right + 6} dy={13} className={css['compare-sublabel']}>
                  mean {look.letter}
                </tspan>
              </text>
              {sorted.map((time, rank) => (
                <RunMark key={rank} look={look} x={x(rank + 1)} y={y(time)} />
              ))}
            </g>
          );
        });
      }}
    </ComparePlot>
  );
}

function Percentiles({ runs, names, measure, width, height }: SpectrumChartProps) {
  const curves = runs.map(({ spectrum }) => ({ percents: spectrum.percents, times: spectrum[measure] }));
  const values = curves.flatMap(({ times }) => [...times]);
  const last = Math.max(50, ...curves.map(({ percents }) => percents.at(-1) ?? 50));
  const ticks = [50, 90, 99, 99.9, 99.99, 99.999].filter((percent) => percent <= last);
  const label = curves
    .map(
      ({ percents, times }, at) =>
        `${lookOf(at).letter} ${names[at]}: p${Number((percents.at(-1) ?? 0).toPrecision(6))} ${formatTime(times.at(-1) ?? null)}`,
    )
    .join(', ');
  return (
    <ComparePlot
      width={width}
      height={height}
      domain={{ from: 0, to: last }}
      place={(percent) => nines(percent) / nines(last)}
      axis={tightLatencyAxis(values)}
      ticks={{ at: ticks, print: (percent) => `p${percent}` }}
      gutter={36}
      label={`${MEASURE_LABEL[measure]} by percentile. ${label}`}
    >
      {({ x, y, left, top, bottom }) => {
        const lines = curves.map(({ percents, times }) =>
          Array.from(percents, (percent, index) => ({ x: x(percent), y: y(times[index] ?? Number.NaN) })),
        );
        const wishes = lines.map((points) => {
          const end = points.at(-1) ?? { x: left, y: bottom };
          return { width: 26, height: 14, places: [{ x: end.x + 5, y: end.y - 7 }] };
        });
        const places = placedLabels(wishes, { left, right: width, top, bottom });
        return lines.map((points, at) => {
          const look = lookOf(at);
          const place = places[at] ?? { x: 0, y: 0 };
          return (
            <g key={look.letter}>
              <CompareLine points={points} colour={look.colour} dash={look.dash} />
              {points.length > 0 && (
                <>
                  <RunMark look={look} x={place.x + 5} y={place.y + 7} />
                  <text x={place.x + 13} y={place.y + 11} className={css['compare-label']} style={{ fill: look.colour }}>
                    {look.letter}
                  </text>
                </>
              )}
            </g>
          );
        });
      }}
    </ComparePlot>
  );
}

/** Each further nine takes the same width as the one before. */
function nines(percent: number): number {
  return -Math.log10(1 - Math.min(percent, 99.9999) / 100);
}

function timeOf({ dueAt, sentAt, endedAt }: ComparedTask, measure: TimeMeasure): number {
  return endedAt - (measure === 'service_time' ? sentAt : dueAt);
}
