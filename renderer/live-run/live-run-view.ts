// Which part of a run the charts show, and how wide the columns are. Pure.
import { ENOUGH_SAMPLES, inSlots, widenColumns, type Columns } from '../../shared/snapshot-columns.ts';
import { runTimeAt } from '../../shared/annotation.ts';
import { isOver } from '../../shared/run.ts';
import { scheduleOfPlan } from '../../shared/plan/streams.ts';
import { ALL_DOTS_UP_TO, type Snapshot } from '../../shared/snapshot.ts';
import type { TimeMeasure } from '../../shared/plan/threshold.ts';
import { spoiledSpans, type SpoiledSpan } from '../../shared/spoiled.ts';
import { roundEnd, type TimeDomain } from '../../shared/time-axis.ts';
import { endedIn } from './live-run-figures.ts';
import type { Selection } from './live-run-selection.ts';
import type { LiveRun } from './live-run.ts';

export const WINDOWS = { '1 min': 60_000, '5 min': 300_000, All: null } as const;
export type WindowName = keyof typeof WINDOWS;

/** The place of a request on the time axis: when it ended, or when it was due. */
export type Placement = 'ended' | 'due';

export interface RunView {
  /** The columns in the domain, at most `MOST_IN_VIEW` and one more. */
  readonly columns: readonly Snapshot[];
  readonly columnMs: number;
  readonly domain: TimeDomain;
  readonly placement: Placement;
  readonly measure: TimeMeasure;
  readonly selection: Selection;
  /** Until when something is known, in ms since the run's start. */
  readonly knownUntil: number;
  readonly isOver: boolean;
  /** True if every request in view is present as a dot. */
  readonly showsAll: boolean;
  /** How many requests are in view. */
  readonly ended: number;
  /** Where the load generator was late. */
  readonly spoiled: readonly SpoiledSpan[];
  /** True if iterations can wait for a free virtual user. */
  readonly canWait: boolean;
  /** Requests sent before this time, in ms since the run's start, are drawn but excluded from all statistics. */
  readonly warmupMs: number;
}

const MOST_IN_VIEW = 300;
/** A window moves on in this many steps, so that the axis rests in between. */
const WINDOW_STEPS = 12;

/** `selection` says which requests the run's columns contain; see selectRun. */
export function viewOf(
  run: LiveRun,
  window: WindowName | TimeDomain,
  measure: TimeMeasure,
  selection: Selection = 'all',
): RunView {
  const { row } = run;
  const over = row !== null && isOver(row.state);
  const knownUntil = knownUntilOf(run);
  const planned = row === null ? null : scheduleOfPlan(row.plan).durationMs;
  const plannedEnd = row === null || planned === null ? null : runTimeAt(row.annotations, planned, knownUntil);
  const domain = typeof window === 'string' ? domainOf(plannedEnd, knownUntil, over, WINDOWS[window]) : window;
  let { columnMs } = run;
  while ((domain.to - domain.from) / columnMs > MOST_IN_VIEW) columnMs *= 2;
  const inDomain = run.columns.filter((column) => column.endAt > domain.from && column.startAt < domain.to);
  const columns = columnMs === run.columnMs ? inDomain : inSlots(inDomain, columnMs);
  return pictureOf(run, { columns, columnMs, domain, placement: 'ended', measure, selection });
}

/** Columns that were computed from the stored samples of a period, all with the same width. */
export interface Series {
  readonly domain: TimeDomain;
  readonly placement: Placement;
  readonly columns: readonly Snapshot[];
  readonly columnMs: number;
}

/** Samples do not contain the generator's health, so it is taken from the run's own columns. */
export function viewOfSeries(run: LiveRun, series: Series, measure: TimeMeasure, selection: Selection): RunView {
  return pictureOf(run, { ...series, measure, selection });
}

type Picture = Pick<RunView, 'columns' | 'columnMs' | 'domain' | 'placement' | 'measure' | 'selection'>;

function pictureOf(run: LiveRun, picture: Picture): RunView {
  const { columns, domain } = picture;
  const ended = columns.reduce((sum, column) => sum + endedIn(column), 0);
  return {
    ...picture,
    knownUntil: knownUntilOf(run),
    isOver: run.row !== null && isOver(run.row.state),
    showsAll: ended <= ALL_DOTS_UP_TO && columns.every((column) => column.dotsAreAll),
    ended,
    spoiled: spoiledSpans(run.columns.filter((column) => column.endAt > domain.from && column.startAt < domain.to)),
    canWait: run.row !== null && run.row.plan.load.model !== 'closed',
    warmupMs: run.row?.plan.warmup ?? 0,
  };
}

/** A finished run is as long as its summary says; the last column may extend beyond that. */
export function knownUntilOf({ row, columns }: LiveRun): number {
  const seen = columns.at(-1)?.endAt ?? 0;
  if (row === null || !isOver(row.state)) return seen;
  return row.summary.durationMs > 0 ? row.summary.durationMs : seen;
}

/** Widens columns that contain too few requests, and returns their width. */
export function widened({ columns, columnMs, domain }: RunView, enough = ENOUGH_SAMPLES): Columns {
  return widenColumns({ columns, columnMs }, domain.to - domain.from, enough);
}

/** The seconds of a column up to the known end, because the last one of a run is cut short. */
export function secondsOf(
  { startAt, endAt }: Pick<Snapshot, 'startAt' | 'endAt'>,
  { knownUntil }: Pick<RunView, 'knownUntil'>,
): number {
  return Math.max(1, Math.min(endAt, knownUntil) - startAt) / 1000;
}

function domainOf(planned: number | null, knownUntil: number, over: boolean, window: number | null): TimeDomain {
  if (window !== null && (planned === null || planned > window || knownUntil > window)) {
    const step = window / WINDOW_STEPS;
    const to = Math.max(window, over ? knownUntil : Math.ceil(knownUntil / step) * step);
    if (to > window || !over) return { from: to - window, to };
  }
  if (over) return { from: 0, to: Math.max(1, knownUntil) };
  return { from: 0, to: planned !== null && knownUntil <= planned ? planned : roundEnd(Math.max(1000, knownUntil)) };
}
