// samples.series: the chosen requests as snapshots of equal length, so that the live charts can draw any window of a stored run.
import { Interval } from '../../shared/interval.ts';
import type { SampleArguments, SampleWindow, WindowBy } from '../../shared/sample-query.ts';
import { COLUMN_NAMES, type SampleBatch } from '../../shared/sample.ts';
import { ALL_DOTS_UP_TO, type Snapshot } from '../../shared/snapshot.ts';
import { chosenRows, type RunReading } from './chosen-rows.ts';
import { windowOf } from './figures.ts';

/** Widths of a column in ms that divide seconds, minutes or hours evenly. */
const WIDTHS = [1, 2, 5, 10, 20, 25, 50, 100, 125, 250, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000];
const LONGEST = 600_000;

export async function readSeries(
  reading: RunReading,
  { filter, by: wanted, columns }: SampleArguments<'samples.series'>,
): Promise<Snapshot[]> {
  const { run, file } = reading;
  const window = windowOf(run, filter);
  const by = filter.window?.by ?? wanted;
  const width = columnWidth(window, columns);
  const series = new Series(by, width, run.plan.warmup);
  for await (const { batch, firstSeq, rows, count } of chosenRows(reading, filter, COLUMN_NAMES)) {
    for (let index = 0; index < count; index += 1) series.add(batch, rows[index] ?? 0, firstSeq);
  }
  return series.toSnapshots(file.snapshots(run.id, window.from, window.to));
}

/** The smallest of WIDTHS that needs at most `columns` columns. Columns begin at its multiples. */
export function columnWidth({ from, to }: SampleWindow, columns: number): number {
  const fits = (width: number): boolean => Math.ceil(to / width) - Math.floor(from / width) <= columns;
  const found = WIDTHS.find(fits);
  if (found !== undefined) return found;
  let width = LONGEST;
  while (!fits(width)) width *= 2;
  return width;
}

class Series {
  readonly #by: WindowBy;
  readonly #width: number;
  readonly #warmupMs: number;
  readonly #intervals = new Map<number, Interval>();
  #count = 0;

  constructor(by: WindowBy, width: number, warmupMs: number) {
    this.#by = by;
    this.#width = width;
    this.#warmupMs = warmupMs;
  }

  add({ columns, worker }: Pick<SampleBatch, 'columns' | 'worker'>, row: number, firstSeq: number): void {
    const at = (this.#by === 'ended' ? columns.endedAt[row] : columns.dueAt[row]) ?? 0;
    const index = Math.floor(at / this.#width);
    const interval = this.#interval(index);
    this.#count += 1;
    if (this.#count === ALL_DOTS_UP_TO + 1) for (const one of this.#intervals.values()) one.thin();
    // As in the live charts: a request of the warm-up that ended after it is not drawn.
    const isStraggler = (columns.sentAt[row] ?? 0) < this.#warmupMs && (index + 1) * this.#width > this.#warmupMs;
    if (isStraggler) interval.addWarmup();
    else interval.add(columns, row, firstSeq + row, worker);
  }

  /** `stored`: the run's own snapshots of the same time, ascending. */
  toSnapshots(stored: readonly Snapshot[]): Snapshot[] {
    let next = 0;
    return [...this.#intervals.entries()]
      .toSorted(([a], [b]) => a - b)
      .map(([index, interval]) => {
        const startAt = index * this.#width;
        const endAt = startAt + this.#width;
        while (next < stored.length - 1 && (stored[next]?.endAt ?? 0) < endAt) next += 1;
        return interval.toSnapshot({ index, startAt, endAt, isWarmup: endAt <= this.#warmupMs, ...gaugesOf(stored[next]) });
      });
  }

  #interval(index: number): Interval {
    const known = this.#intervals.get(index);
    if (known !== undefined) return known;
    const interval = new Interval();
    interval.reset(this.#count >= ALL_DOTS_UP_TO ? 0 : ALL_DOTS_UP_TO);
    this.#intervals.set(index, interval);
    return interval;
  }
}

type Gauges = Pick<
  Snapshot,
  'due' | 'started' | 'dropped' | 'inFlight' | 'backlog' | 'backingOff' | 'longestBackOffMs' | 'oldestMs' | 'level' | 'health'
>;

/** Gauges hold at a moment; counts over a span (due, started, dropped) do not belong to a column, so they stay 0. */
function gaugesOf(snapshot: Snapshot | undefined): Gauges {
  const {
    inFlight = 0,
    backlog = 0,
    backingOff = 0,
    longestBackOffMs = 0,
    oldestMs = 0,
    level = 0,
    health = null,
  } = snapshot ?? {};
  return { due: 0, started: 0, dropped: 0, inFlight, backlog, backingOff, longestBackOffMs, oldestMs, level, health };
}
