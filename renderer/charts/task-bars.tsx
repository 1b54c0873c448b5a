// Up to 200 requests as bars over time: dotted while waiting for a virtual user, outlined while waiting for the server, filled
// while the response arrives.
import { useElementSize } from '@mantine/hooks';
import { formatTime } from '../../shared/format.ts';
import { outcomeFamily, type Outcome } from '../../shared/outcome.ts';
import type { SpoiledSpan } from '../../shared/spoiled.ts';
import { timeTicks } from '../../shared/time-axis.ts';
import css from './charts.module.css';
import { SvgHatch } from './svg-hatch.tsx';

/** Times are in ms since the run's start; `firstByteAt` is null if no response came. */
export interface TaskRow {
  readonly dueAt: number;
  readonly sentAt: number;
  readonly firstByteAt: number | null;
  readonly endedAt: number;
  readonly outcome: Outcome;
}

export type TaskTone = 'accent' | 'grey';

interface TaskBarsProps {
  readonly rows: readonly TaskRow[];
  /** The length of the time axis in ms. */
  readonly durationMs: number;
  /** What the picture shows, for people who cannot see it. */
  readonly label: string;
  readonly tone: TaskTone;
  /** Where the load generator was late. */
  readonly spoiled: readonly SpoiledSpan[];
  /** How many rows to reserve while requests are still arriving. */
  readonly slots?: number;
  /** During a run: up to this time, requests without a row are not done. */
  readonly openUntil?: number | null;
}

const GUTTER = 32;
const AXIS = 24;
const MOST_ROWS = 200;
const TONE: Readonly<Record<TaskTone, string>> = { accent: 'var(--acf)', grey: 'var(--t3)' };

export function TaskBars({ rows, durationMs, label, tone, spoiled, slots = rows.length, openUntil = null }: TaskBarsProps) {
  const { ref, width } = useElementSize();
  const shown = rows.slice(0, MOST_ROWS);
  const lanes = Math.max(1, Math.min(MOST_ROWS, Math.max(slots, shown.length)));
  const lane = Math.min(16, Math.max(3, 360 / lanes));
  const height = lanes * lane;
  const plot = Math.max(0, width - GUTTER - 8);
  const x = (time: number): number => GUTTER + (Math.min(time, durationMs) / Math.max(1, durationMs)) * plot;
  return (
    <div ref={ref}>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- the picture is drawn here, no file holds it */}
      <svg role="img" aria-label={label} width={width} height={height + AXIS} style={{ display: 'block' }}>
        <SvgHatch spans={spoiled} x={x} height={height} />
        {timeTicks({ from: 0, to: durationMs }, plot, 64).map((tick) => (
          <g key={tick}>
            <line x1={x(tick)} x2={x(tick)} y1={0} y2={height} stroke="var(--grid)" />
            <text x={x(tick)} y={height + 17} className={css['label']} fill="var(--t3)" textAnchor="middle">
              {secondsLabel(tick)}
            </text>
          </g>
        ))}
        {laneNumbers(lanes).map((number) => (
          <text
            key={number}
            x={GUTTER - 8}
            y={(number - 0.5) * lane + 4}
            className={css['label']}
            fill="var(--t3)"
            textAnchor="end"
          >
            {number}
          </text>
        ))}
        {shown.map((row, index) => (
          <Bar key={index} number={index + 1} row={row} x={x} top={index * lane} lane={lane} tone={tone} />
        ))}
        {openUntil !== null &&
          Array.from({ length: lanes - shown.length }, (_, at) => (shown.length + at + 0.5) * lane).map((y) => (
            <line key={y} x1={x(0)} x2={x(openUntil)} y1={y} y2={y} {...OPEN_LINE} />
          ))}
      </svg>
    </div>
  );
}

const OPEN_LINE = { stroke: 'var(--t3)', strokeDasharray: '4 4', opacity: 0.6 } as const;

interface BarProps {
  readonly number: number;
  readonly row: TaskRow;
  readonly x: (time: number) => number;
  readonly top: number;
  readonly lane: number;
  readonly tone: TaskTone;
}

function Bar({ number, row, x, top, lane, tone }: BarProps) {
  const thickness = Math.max(2, Math.round(lane * 0.5));
  const y = Math.round(top + (lane - thickness) / 2);
  const middle = y + thickness / 2;
  const colour = barColour(row.outcome, TONE[tone]);
  const receivesFrom = row.firstByteAt ?? row.endedAt;
  const waits = Math.max(0, x(receivesFrom) - x(row.sentAt));
  const receives = Math.max(row.firstByteAt === null ? 0 : 1, x(row.endedAt) - x(receivesFrom));
  return (
    <g>
      <title>{barWords(number, row)}</title>
      <rect x={x(row.dueAt)} y={top} width={Math.max(1, x(row.endedAt) - x(row.dueAt))} height={lane} fill="transparent" />
      <line x1={x(row.dueAt)} x2={x(row.sentAt)} y1={middle} y2={middle} stroke={colour} strokeDasharray="1.5 2.5" />
      {waits >= 1 && (
        <rect
          x={x(row.sentAt) + 0.5}
          y={y + 0.5}
          width={Math.max(0.5, waits - 1)}
          height={thickness - 1}
          fill="var(--bg)"
          stroke={colour}
        />
      )}
      <rect x={x(receivesFrom)} y={y} width={receives} height={thickness} fill={colour} />
    </g>
  );
}

/** "Task 3: 1.05 s. Waited 2 ms for a VU and 1.02 s for the server." */
export function barWords(number: number, { dueAt, sentAt, firstByteAt, endedAt }: TaskRow): string {
  const waited = `Waited ${formatTime(sentAt - dueAt)} for a VU`;
  const server = firstByteAt === null ? 'got no response' : `${formatTime(firstByteAt - sentAt)} for the server`;
  return `Task ${number}: ${formatTime(endedAt - dueAt)}. ${waited} and ${server}.`;
}

interface TaskLegendProps {
  readonly tone: TaskTone;
  /** True if some tasks are not done. */
  readonly hasOpen?: boolean;
  /** True if there is hatching at the bottom. */
  readonly isLate?: boolean;
}

/** What the strokes of a bar mean. */
export function TaskLegend({ tone, hasOpen = false, isLate = false }: TaskLegendProps) {
  const colour = TONE[tone];
  return (
    <div className={css['label']} style={{ display: 'flex', gap: 16, color: 'var(--t2)', whiteSpace: 'nowrap' }}>
      <LegendItem word="waits for a VU">
        <line x1={0} x2={16} y1={5} y2={5} stroke={colour} strokeDasharray="1.5 2.5" />
      </LegendItem>
      <LegendItem word="waits for the server">
        <rect x={0.5} y={1.5} width={15} height={7} fill="none" stroke={colour} />
      </LegendItem>
      <LegendItem word="receives">
        <rect x={0} y={1} width={16} height={8} fill={colour} />
      </LegendItem>
      {hasOpen && (
        <LegendItem word="not done yet">
          <line x1={0} x2={16} y1={5} y2={5} {...OPEN_LINE} />
        </LegendItem>
      )}
      {isLate && (
        <LegendItem word="this computer was late">
          <path d="M0 9l6 -8M5 9l6 -8M10 9l6 -8" stroke="var(--warn)" fill="none" />
        </LegendItem>
      )}
    </div>
  );
}

function LegendItem({ word, children }: { readonly word: string; readonly children: React.ReactNode }) {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
      <svg width={16} height={10} aria-hidden="true">
        {children}
      </svg>
      {word}
    </span>
  );
}

/** `succeeded` is the colour of a successful task. */
export function barColour(outcome: Outcome, succeeded: string): string {
  switch (outcomeFamily(outcome)) {
    case 'ok':
      return succeeded;
    case 'cancelled':
      return 'var(--t3)';
    case 'timeout':
    case 'no_response':
      return 'var(--none)';
    default:
      return 'var(--bad)';
  }
}

function laneNumbers(lanes: number): number[] {
  const step = lanes <= 5 ? 1 : lanes <= 30 ? 5 : 50;
  const numbers = [1];
  for (let number = step === 1 ? 2 : step; number <= lanes; number += step) numbers.push(number);
  return numbers;
}

function secondsLabel(time: number): string {
  return time > 0 && time < 1000 ? `${time} ms` : `${time / 1000} s`;
}
