// Places figures that have their own times on the time axis of a run, and reports what does not fit. Pure.
import type { UserError } from '../../shared/errors.ts';
import { formatClock, formatCount, formatSpan } from '../../shared/format.ts';
import type { OutsideSeries } from '../../shared/outside-series.ts';
import type { SeriesMoment } from './series-moment.ts';

export interface RunTime {
  /** Epoch ms. */
  readonly startedAt: number;
  readonly durationMs: number;
}

export interface SeriesPoint {
  readonly moment: SeriesMoment;
  readonly name: string;
  readonly value: number;
  /** True if the values were written with a percent sign. */
  readonly isPercent: boolean;
}

export interface PlacedSeries {
  /** Sorted by name. */
  readonly series: readonly OutsideSeries[];
  /** Notes about them, in whole sentences. */
  readonly notes: readonly string[];
}

const MOST_SERIES = 100;
/** If figures are missing for longer than this at either end of the run, that is reported. In ms. */
const MISSING_MS = 10_000;
const MISSING_SHARE = 0.1;

/** Dates without a zone are taken as local time of this computer if that fits, otherwise as UTC. */
export function placeSeries(points: readonly SeriesPoint[], run: RunTime, refuse: (why: string) => UserError): PlacedSeries {
  const local = pointsWithin(points, run, 'local');
  const utc = local.length > 0 ? local : pointsWithin(points, run, 'utc');
  if (utc.length === 0) throw refuse(apartWords(points, run));
  const series = seriesOf(utc);
  if (series.length > MOST_SERIES)
    throw refuse(`It holds ${formatCount(series.length)} series, and a run takes ${MOST_SERIES} from one file.`);
  const outside = points.length - utc.length;
  return {
    series,
    notes: [
      ...(local.length === 0
        ? ['Its times have no time zone and were read as UTC, because only then are they within the run.']
        : []),
      ...(outside === 0 ? [] : [outsideWords(outside, points.length)]),
      ...series.flatMap((one) => missingWords(one, run) ?? []),
    ],
  };
}

function outsideWords(outside: number, all: number): string {
  const verbs = outside === 1 ? ['lies', 'was'] : ['lie', 'were'];
  return `${formatCount(outside)} of its ${formatCount(all)} points ${verbs[0]} outside the run and ${verbs[1]} left out.`;
}

type Zone = 'utc' | 'local';
type Placed = SeriesPoint & { readonly at: number };

function sinceStart({ moment }: SeriesPoint, { startedAt }: RunTime, zone: Zone): number {
  switch (moment.kind) {
    case 'run':
      return moment.at;
    case 'clock':
      return moment.at - startedAt;
    case 'zoneless':
      return moment[zone] - startedAt;
  }
}

function pointsWithin(points: readonly SeriesPoint[], run: RunTime, zone: Zone): Placed[] {
  // Compared with a tolerance, because a time in whole seconds may be up to a second before the run's start.
  return points
    .map((point) => ({ ...point, at: Math.round(sinceStart(point, run, zone)) }))
    .filter(({ at }) => at > -1000 && at <= run.durationMs)
    .map((point) => ({ ...point, at: Math.max(0, point.at) }));
}

function seriesOf(points: readonly Placed[]): OutsideSeries[] {
  const byName = new Map<string, Placed[]>();
  for (const point of points) {
    const known = byName.get(point.name);
    if (known === undefined) byName.set(point.name, [point]);
    else known.push(point);
  }
  return [...byName]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, all]) => {
      // If there are several values at one time, the last one counts.
      const values = new Map(all.toSorted((a, b) => a.at - b.at).map(({ at, value }) => [at, value]));
      return { name: onOneLine(name), at: [...values.keys()], values: [...values.values()], isPercent: isOfPercent(name, all) };
    });
}

/** Another program wrote it; it is shown in lists, charts and sentences. */
function onOneLine(name: string): string {
  return name.replaceAll(/[\s\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

/**
 * True if the values or the name say so, or if it is the load of a processor with values that stay within 0 to 100 and come near
 * 100.
 */
function isOfPercent(name: string, points: readonly Placed[]): boolean {
  if (points.some(({ isPercent }) => isPercent) || /%|percent|\bpct\b|_pct/i.test(name)) return true;
  const isUse = /cpu|processor|usage|utili[sz]ation|busy/i.test(name);
  return isUse && points.every(({ value }) => value >= 0 && value <= 100) && points.some(({ value }) => value > 1.5);
}

/** The times do not overlap with the run: the clocks differ, or the file belongs to another run. */
function apartWords(points: readonly SeriesPoint[], run: RunTime): string {
  const times = points.map((point) => sinceStart(point, run, 'local'));
  const first = times.reduce((least, at) => Math.min(least, at), Infinity);
  const last = times.reduce((most, at) => Math.max(most, at), -Infinity);
  if (first <= 0 && last >= run.durationMs)
    return `None of its points lies within the run, which took ${formatSpan(run.durationMs)}: the points are further apart than that.`;
  const words =
    first > run.durationMs
      ? `It begins ${formatSpan(first - run.durationMs)} after the run ended`
      : `It ends ${formatSpan(-last)} before the run began`;
  return `${words}, so it does not overlap the run. Do the clocks or their time zones differ?`;
}

function missingWords({ name, at }: OutsideSeries, { durationMs }: RunTime): string | null {
  const [first = 0, last = 0] = [at[0], at.at(-1)];
  const most = Math.max(MISSING_MS, durationMs * MISSING_SHARE);
  if (first <= most && durationMs - last <= most) return null;
  return `“${name}” covers ${formatClock(first)} to ${formatClock(last)} of the run's ${formatClock(durationMs)}; if it should cover all of it, the clocks may differ.`;
}
