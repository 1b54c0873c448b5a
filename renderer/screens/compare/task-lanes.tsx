// Every task of the runs as bars, tasks of the same number together: dotted while waiting for a virtual user, outlined while
// waiting for the server, filled while the response arrives.
import type { ComparedRun, ComparedTask } from '../../../shared/comparison.ts';
import { formatTime } from '../../../shared/format.ts';
import { ComparePlot, timeTicksOf, type Scales } from './compare-plot.tsx';
import { placedLabels, textWidth } from './placed-labels.ts';
import { barColour } from '../../charts/task-bars.tsx';
import { lookOf, type RunLook } from './run-looks.ts';
import css from './compare-screen.module.css';
import type { ValueAxis } from '../../charts/value-axis.ts';

interface TaskLanesProps {
  readonly runs: readonly ComparedRun[];
  readonly names: readonly string[];
  readonly width: number;
  readonly height: number;
}

export function TaskLanes({ runs, names, width, height }: TaskLanesProps) {
  const most = Math.max(1, ...runs.map(({ tasks }) => tasks?.length ?? 0));
  const domain = { from: 0, to: Math.max(1, ...runs.map(({ row }) => row.summary.durationMs)) * 1.02 };
  const ends = runs.map(({ row }, at) => `${lookOf(at).letter} ${names[at]} done in ${formatTime(row.summary.durationMs)}`);
  return (
    <ComparePlot
      width={width}
      height={height}
      domain={domain}
      axis={linearAxis(most)}
      ticks={timeTicksOf(domain, width)}
      gutter={20}
      label={`Every task over time. ${ends.join(', ')}`}
    >
      {(scales) => {
        const lane = (scales.bottom - scales.top) / most;
        const thickness = Math.max(1, Math.min(6, (lane / runs.length) * 0.78));
        return (
          <>
            {runs.map(({ tasks }, at) =>
              tasks?.map((task, index) => (
                <Bar
                  key={`${lookOf(at).letter}${index}`}
                  task={task}
                  look={lookOf(at)}
                  y={scales.top + index * lane + ((at + 0.5) * lane) / runs.length - thickness / 2}
                  thickness={thickness}
                  x={scales.x}
                />
              )),
            )}
            <Done runs={runs} scales={scales} />
          </>
        );
      }}
    </ComparePlot>
  );
}

/** When each run was done. */
function Done({ runs, scales }: { readonly runs: readonly ComparedRun[]; readonly scales: Scales }) {
  const ends = runs.map(({ row }, at) => ({
    x: scales.x(row.summary.durationMs),
    look: lookOf(at),
    words: `${lookOf(at).letter} done, ${formatTime(row.summary.durationMs)}`,
  }));
  const wishes = ends.map(({ x, words }) => {
    const width = textWidth(words, 12);
    return { width, height: 16, places: [{ x: x + width + 8 > scales.right ? x - width - 8 : x + 8, y: scales.top }] };
  });
  const places = placedLabels(wishes, scales);
  return ends.map(({ x, look, words }, at) => (
    <g key={look.letter}>
      <line x1={x} x2={x} y1={scales.top} y2={scales.bottom} stroke={look.colour} strokeDasharray="2 2" />
      <text x={places[at]?.x} y={(places[at]?.y ?? 0) + 12} className={css['compare-label']} style={{ fill: look.colour }}>
        {words}
      </text>
    </g>
  ));
}

/** In thinner lanes the dotted lines would look like a comb. */
const THINNEST_DOTTED = 2;

interface BarProps {
  readonly task: ComparedTask;
  readonly look: RunLook;
  readonly y: number;
  readonly thickness: number;
  readonly x: (time: number) => number;
}

function Bar({ task, look, y, thickness, x }: BarProps) {
  const colour = barColour(task.outcome, look.colour);
  const receivesAt = task.firstByteAt ?? task.endedAt;
  const [due, sent, first, end] = [x(task.dueAt), x(task.sentAt), x(receivesAt), x(task.endedAt)];
  return (
    <g>
      {sent - due > 1 && thickness >= THINNEST_DOTTED && (
        <line x1={due} x2={sent} y1={y + thickness / 2} y2={y + thickness / 2} stroke={colour} strokeDasharray="1.5 2.5" />
      )}
      {first - sent > 1 && (
        <rect
          x={sent + 0.5}
          y={y + 0.5}
          width={Math.max(0.5, first - sent - 1)}
          height={Math.max(0.5, thickness - 1)}
          fill="var(--bg)"
          stroke={colour}
        />
      )}
      <rect x={first} y={y} width={Math.max(1, end - first)} height={thickness} fill={colour} />
    </g>
  );
}

/** What the three strokes of a bar mean. */
export function LaneLegend() {
  return (
    <span className={css['compare-legend']}>
      <i className="is-waiting" /> waits for a VU
      <i className="is-server" /> waits for the server
      <i className="is-receiving" /> receives
    </span>
  );
}

function linearAxis(tasks: number): ValueAxis {
  const step = tasks <= 30 ? 5 : tasks <= 60 ? 10 : 50;
  const numbers = [1, ...Array.from({ length: Math.floor(tasks / step) }, (_, at) => (at + 1) * step)];
  // The values go up from the bottom; task n is in the middle of its lane.
  const heightOf = (number: number): number => tasks - number + 0.5;
  const numberOf = new Map(numbers.map((number) => [heightOf(number), number]));
  return {
    scale: 'linear',
    from: 0,
    to: tasks,
    ticks: [...numberOf.keys()],
    minorTicks: [],
    format: (value) => String(numberOf.get(value) ?? ''),
  };
}
