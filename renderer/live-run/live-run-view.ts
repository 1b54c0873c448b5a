// Which part of a run the charts show, and in columns of which width. Pure.
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

/** Where on the time axis a request stands: at its completion, or when it was due. */
export type Placement = 'ended' | 'due';

export interface RunView {
  /** Those that lie in the domain, at most `MOST_IN_VIEW` and one more. */
  readonly columns: readonly Snapshot[];
  readonly columnMs: number;
  readonly domain: TimeDomain;
  readonly placement: Placement;
  readonly measure: TimeMeasure;
  readonly selection: Selection;
  /** Until when something is known, in ms since the run's start. */
  readonly knownUntil: number;
  readonly isOver: boolean;
  /** Every request in view is there as a dot. */
  readonly showsAll: boolean;
  /** Requests in view. */
  readonly ended: number;
  /** Where the load generator was late. */
  readonly spoiled: readonly SpoiledSpan[];
  /** The planned level is an arrival rate, not a number of virtual users. */
  readonly isOpenModel: boolean;
  /** Requests sent before it, in ms since the run's start, are drawn and excluded from all statistics. */
  readonly warmupMs: number;
}

const MOST_IN_VIEW = 300;
/** A window moves on in as many steps, so that the axis rests in between. */
const WINDOW_STEPS = 12;

/** `selection`: which of its requests the run's columns hold; see selectRun. */
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

/** Columns read again from the stored samples of a stretch of the run, all of one width. */
export interface Series {
  readonly domain: TimeDomain;
  readonly placement: Placement;
  readonly columns: readonly Snapshot[];
  readonly columnMs: number;
}

/** The generator's health is not in the samples: it is that of the run's own columns. */
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
    isOpenModel: run.row?.plan.load.model === 'open',
    warmupMs: run.row?.plan.warmup ?? 0,
  };
}

/** A run that is over lasts as long as its summary says; the last column may reach further. */
export function knownUntilOf({ row, columns }: LiveRun): number {
  const seen = columns.at(-1)?.endAt ?? 0;
  if (row === null || !isOver(row.state)) return seen;
  return row.summary.durationMs > 0 ? row.summary.durationMs : seen;
}

/** Wider columns where the narrow ones hold too few requests, and how wide they are. */
export function widened({ columns, columnMs, domain }: RunView, enough = ENOUGH_SAMPLES): Columns {
  return widenColumns({ columns, columnMs }, domain.to - domain.from, enough);
}

/** Seconds of a column that lie within what is known: the last one of a run is cut short. */
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
