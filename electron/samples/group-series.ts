// samples.groups: the chosen requests of each step, scenario or load generator in columns of equal length, and how many were in
// flight at the end of each column.
import { Histogram } from '../../shared/histogram.ts';
import { isCompleted, OUTCOME_CODE } from '../../shared/outcome.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { MOST_GROUPS, type GroupColumn, type Grouping, type GroupSeries } from '../../shared/sample-query.ts';
import type { SampleArguments, SampleFilter, WindowBy } from '../../shared/sample-query.ts';
import type { SampleColumns } from '../../shared/sample.ts';
import { chosenRows, type RunReading } from './chosen-rows.ts';
import { windowOf } from './figures.ts';
import { columnWidth } from './series.ts';

const COLUMNS = ['dueAt', 'sentAt', 'endedAt', 'outcome', 'step'] as const;
type Columns = Pick<SampleColumns, (typeof COLUMNS)[number]>;

export async function readGroups(
  reading: RunReading,
  { filter, by: wanted, columns, of }: SampleArguments<'samples.groups'>,
): Promise<GroupSeries[]> {
  const { run } = reading;
  const window = windowOf(run, filter);
  const by = filter.window?.by ?? wanted;
  const width = columnWidth(window, columns);
  const groupOf = groupOfSteps(run.plan, of);
  const frame = {
    by,
    width,
    warmupMs: run.plan.warmup,
    first: Math.floor(window.from / width),
    last: Math.ceil(window.to / width) - 1,
  };
  const groups = Array.from({ length: MOST_GROUPS + 1 }, () => new Group(frame));
  // A request that was in flight within the window may have ended after it.
  for await (const { batch, rows, count } of chosenRows(reading, withLater(filter), COLUMNS)) {
    for (const row of rows.subarray(0, count)) {
      const group = groups[groupOf(batch.columns.step[row] ?? 0, batch.worker)];
      group?.add(batch.columns, row, isWithin(batch.columns, row, filter));
    }
  }
  return groups.flatMap((group, index) => (group.isEmpty ? [] : [{ index, columns: group.toColumns() }]));
}

/** Steps that are excluded from all statistics are in no group. */
function groupOfSteps({ scenarios }: Plan, of: Grouping): (step: number, sender: number) => number {
  const groups = scenarios.flatMap(({ steps }, scenario) => steps.map(() => scenario));
  return (step, sender) => {
    const scenario = groups[step];
    return scenario === undefined ? -1 : Math.min(MOST_GROUPS, { step, scenario, generator: sender }[of]);
  };
}

function withLater(filter: SampleFilter): SampleFilter {
  return filter.window === null ? filter : { ...filter, window: { by: 'ended', from: filter.window.from, to: 1e12 } };
}

function isWithin({ endedAt, dueAt }: Columns, row: number, { window }: SampleFilter): boolean {
  if (window === null) return true;
  const at = (window.by === 'ended' ? endedAt[row] : dueAt[row]) ?? 0;
  return at >= window.from && at < window.to;
}

interface Frame {
  readonly by: WindowBy;
  readonly width: number;
  readonly warmupMs: number;
  /** The numbers of the first and the last column. */
  readonly first: number;
  readonly last: number;
}

interface Interval {
  succeeded: number;
  failed: number;
  readonly service: Histogram;
  readonly response: Histogram;
}

class Group {
  readonly #frame: Frame;
  readonly #intervals = new Map<number, Interval>();
  /** By column: the requests that are in flight from its end on, minus those that no longer are. */
  readonly #changes: Int32Array;
  #count = 0;

  constructor(frame: Frame) {
    this.#frame = frame;
    this.#changes = new Int32Array(Math.max(1, frame.last - frame.first + 2));
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** `isChosen`: the request is in the window; otherwise it was at most in flight in it. */
  add(columns: Columns, row: number, isChosen: boolean): void {
    const [dueAt = 0, sentAt = 0, endedAt = 0] = [columns.dueAt[row], columns.sentAt[row], columns.endedAt[row]];
    this.#fly(sentAt, endedAt);
    const outcome = columns.outcome[row] ?? 0;
    if (!isChosen || !isCompleted(outcome)) return;
    const { by, width, warmupMs } = this.#frame;
    const index = Math.floor((by === 'ended' ? endedAt : dueAt) / width);
    // As in the chart of all requests: a request of the warm-up that ended after it is not drawn.
    if (sentAt < warmupMs && (index + 1) * width > warmupMs) return;
    const interval = this.#interval(index);
    this.#count += 1;
    interval.service.record(endedAt - sentAt);
    interval.response.record(endedAt - dueAt);
    if (outcome === OUTCOME_CODE.ok) interval.succeeded += 1;
    else interval.failed += 1;
  }

  toColumns(): GroupColumn[] {
    const { first, last, width } = this.#frame;
    const columns: GroupColumn[] = [];
    let inFlight = 0;
    for (let index = first; index <= last; index += 1) {
      inFlight += this.#changes[index - first] ?? 0;
      const interval = this.#intervals.get(index);
      if (interval === undefined && inFlight === 0) continue;
      const { succeeded = 0, failed = 0, service = NONE, response = NONE } = interval ?? {};
      const times = { service: service.toData(), response: response.toData() };
      columns.push({ startAt: index * width, endAt: (index + 1) * width, succeeded, failed, inFlight, ...times });
    }
    return columns;
  }

  /** Counts the request as in flight at each column end between the two moments. */
  #fly(sentAt: number, endedAt: number): void {
    const { width, first, last } = this.#frame;
    const from = Math.max(first, Math.floor(sentAt / width));
    const until = Math.min(last + 1, Math.ceil(endedAt / width) - 1);
    if (from >= until) return;
    this.#changes[from - first] = (this.#changes[from - first] ?? 0) + 1;
    this.#changes[until - first] = (this.#changes[until - first] ?? 0) - 1;
  }

  #interval(index: number): Interval {
    const known = this.#intervals.get(index) ?? {
      succeeded: 0,
      failed: 0,
      service: new Histogram(),
      response: new Histogram(),
    };
    this.#intervals.set(index, known);
    return known;
  }
}

const NONE = new Histogram();
