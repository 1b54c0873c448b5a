// Which rows of a batch a filter chooses: look-up tables are made once per run or batch, so that a row costs only a few look-ups.
import { isFailure, OUTCOME_LABEL, OUTCOMES } from '../../shared/outcome.ts';
import { rowPicker } from '../../shared/plan/journey/data-row.ts';
import { failedCheck } from '../../shared/plan/journey/failed-check.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { countedSteps, hasSetup, sentStepsOf } from '../../shared/plan/sent-steps.ts';
import type { SampleFilter } from '../../shared/sample-query.ts';
import type { PartialBatch } from '../store/batch-reader.ts';

const STATUSES = 1000;

const FILTER_COLUMNS = [
  ...(['sentAt', 'endedAt', 'dueAt', 'outcome', 'status', 'step', 'vu', 'remote', 'error', 'iteration'] as const),
] as const;
export type FilterColumn = (typeof FILTER_COLUMNS)[number];
/** Only the columns of `RowFilter.columns` have to be present. */
type FilteredBatch = PartialBatch<FilterColumn>;

export interface FilteredRows {
  /** Indexes of the chosen rows; only the first `count` are valid, and only until the next call. */
  readonly rows: Uint32Array;
  readonly count: number;
  /** Rows within the filter's window, regardless of its other conditions. */
  readonly within: number;
}

export class RowFilter {
  readonly #filter: SampleFilter;
  readonly #plan: Plan;
  readonly #warmupMs: number;
  /** Steps from this one on are left out; Infinity if none is. */
  readonly #countedSteps: number;
  readonly #text: string;
  readonly #outcomes: Uint8Array;
  readonly #statuses: Uint8Array | null;
  readonly #steps: Uint8Array | null;
  readonly #textOutcomes: Uint8Array;
  readonly #textStatuses: Uint8Array;
  readonly #textSteps: Uint8Array;
  /** The numbers of threads, which number the load generators of a merged run; null for all of them. */
  readonly #generators: ReadonlySet<number> | null;
  #rows = new Uint32Array(0);

  /**
   * `isList`: requests are listed one by one, including those that are excluded from all statistics; otherwise figures are
   * computed from them.
   */
  constructor(filter: SampleFilter, plan: Plan, isList: boolean, generators: readonly string[] = []) {
    const text = filter.text.trim().toLowerCase();
    const says = (words: string): boolean => words.toLowerCase().includes(text);
    const steps = sentStepsOf(plan).map(({ step }) => step);
    this.#filter = filter;
    this.#plan = plan;
    const senders = filter.generators ?? null;
    this.#generators = senders === null ? null : new Set(senders.map((name) => generators.indexOf(name)));
    this.#text = text;
    // A list includes them if their steps are chosen.
    const asksForSetup = isList && filter.steps?.some((step) => step >= countedSteps(plan)) === true;
    this.#warmupMs = filter.warmup === 'exclude' && !asksForSetup ? plan.warmup : -Infinity;
    const leavesOut = hasSetup(plan) && !asksForSetup && (filter.warmup === 'exclude' || !isList);
    this.#countedSteps = leavesOut ? countedSteps(plan) : Infinity;
    this.#outcomes = tableOf(OUTCOMES.length, (code) => isOfKind(filter, code));
    this.#statuses = filter.statuses === null ? null : tableOf(STATUSES, (status) => filter.statuses?.includes(status) ?? false);
    this.#steps = filter.steps === null ? null : tableOf(steps.length, (step) => filter.steps?.includes(step) ?? false);
    this.#textOutcomes = tableOf(OUTCOMES.length, (code) => {
      const outcome = OUTCOMES[code] ?? 'protocol';
      return says(outcome) || says(OUTCOME_LABEL[outcome]);
    });
    this.#textStatuses = tableOf(STATUSES, (status) => status > 0 && says(String(status)));
    this.#textSteps = tableOf(steps.length, (step) => says(steps[step]?.name ?? ''));
  }

  /** The columns that `choose` reads. */
  get columns(): readonly FilterColumn[] {
    return FILTER_COLUMNS.filter((name) => this.#looksAt(name));
  }

  choose(batch: FilteredBatch): FilteredRows {
    if (this.#rows.length < batch.count) this.#rows = new Uint32Array(batch.count);
    const rows = this.#rows;
    const isChosen = this.#matcher(batch);
    const isWithin = this.#windowMatcher(batch);
    let count = 0;
    let within = 0;
    for (let row = 0; row < batch.count; row += 1) {
      if (!isWithin(row)) continue;
      within += 1;
      if (!isChosen(row)) continue;
      rows[count] = row;
      count += 1;
    }
    return { rows, count, within };
  }

  #looksAt(column: FilterColumn): boolean {
    const { window, duration, statuses, steps, vu, remotes, failure, check, iteration, dataRow, except } = this.#filter;
    const hasText = this.#text !== '';
    switch (column) {
      case 'sentAt':
      case 'outcome':
        return true;
      case 'endedAt':
        return window?.by === 'ended' || duration !== null || except !== null;
      case 'dueAt':
        return window?.by === 'due' || duration?.measure === 'response_time';
      case 'status':
        return statuses !== null || hasText;
      case 'step':
        return steps !== null || hasText || this.#countedSteps < Infinity;
      case 'vu':
        return vu !== null || dataRow !== null;
      case 'iteration':
        return iteration !== null || dataRow !== null;
      case 'remote':
        return remotes !== null || hasText;
      case 'error':
        return failure !== null || check !== null || hasText;
    }
  }

  #windowMatcher({ columns }: FilteredBatch): (row: number) => boolean {
    const { window } = this.#filter;
    const warmupMs = this.#warmupMs;
    const { sentAt, step } = columns;
    const steps = this.#countedSteps;
    if (steps < Infinity && window === null) return (row) => (sentAt[row] ?? 0) >= warmupMs && (step[row] ?? 0) < steps;
    if (window === null) return (row) => (sentAt[row] ?? 0) >= warmupMs;
    const at = window.by === 'ended' ? columns.endedAt : columns.dueAt;
    const { from, to } = window;
    const isIn = (row: number): boolean => (sentAt[row] ?? 0) >= warmupMs && (at[row] ?? 0) >= from && (at[row] ?? 0) < to;
    return steps === Infinity ? isIn : (row) => (step[row] ?? 0) < steps && isIn(row);
  }

  #matcher(batch: FilteredBatch): (row: number) => boolean {
    if (this.#generators?.has(batch.worker) === false) return () => false;
    const { columns } = batch;
    const { duration, vu, iteration } = this.#filter;
    const hasDataRow = this.#dataRowMatcher(batch);
    const { except } = this.#filter;
    const outcomes = this.#outcomes;
    const statuses = this.#statuses;
    const steps = this.#steps;
    const remotes = this.#remotesOf(batch);
    const errors = this.#errorsOf(batch);
    const says = this.#text === '' ? null : this.#textMatcher(batch);
    const begunAt = duration?.measure === 'response_time' ? columns.dueAt : columns.sentAt;
    const [atLeast, atMost] = [duration?.atLeast ?? -Infinity, duration?.atMost ?? Infinity];
    return (row) => {
      if (outcomes[columns.outcome[row] ?? 0] !== 1) return false;
      if (statuses !== null && statuses[columns.status[row] ?? 0] !== 1) return false;
      if (steps !== null && steps[columns.step[row] ?? 0] !== 1) return false;
      if (vu !== null && (columns.vu[row] ?? 0) + 1 !== vu) return false;
      if (iteration !== null && columns.iteration[row] !== iteration) return false;
      if (hasDataRow !== null && !hasDataRow(row)) return false;
      if (except !== null && isOnItsWay(except, columns.sentAt[row] ?? 0, columns.endedAt[row] ?? 0)) return false;
      if (remotes !== null && remotes[columns.remote[row] ?? 0] !== 1) return false;
      if (errors !== null && errors[columns.error[row] ?? 0] !== 1) return false;
      if (duration !== null) {
        const length = (columns.endedAt[row] ?? 0) - (begunAt[row] ?? 0);
        if (length < atLeast || length > atMost) return false;
      }
      return says === null || says(row);
    };
  }

  /** Indexed by the column `remote`, which is 0 for no address. */
  #remotesOf({ addresses }: FilteredBatch): Uint8Array | null {
    const { remotes } = this.#filter;
    return remotes === null ? null : tableOf(addresses.length + 1, (remote) => remotes.includes(addresses[remote - 1] ?? ''));
  }

  /** Indexed by the column `error`, which is 0 for none. */
  #errorsOf({ errors }: FilteredBatch): Uint8Array | null {
    const { failure, check } = this.#filter;
    if (failure === null && check === null) return null;
    return tableOf(errors.length + 1, (at) => {
      const error = errors[at - 1];
      if (error === undefined || (check !== null && failedCheck(error) !== check)) return false;
      return failure === null || (error.code === failure.code && error.message === failure.message);
    });
  }

  #dataRowMatcher({ columns }: FilteredBatch): ((row: number) => boolean) | null {
    const { dataRow } = this.#filter;
    if (dataRow === null) return null;
    const isKnown = this.#plan.data?.[dataRow.set] !== undefined;
    const pickRow = rowPicker(this.#plan);
    return (row) => {
      const place = { iteration: columns.iteration[row] ?? 0, vu: columns.vu[row] ?? 0 };
      return isKnown && pickRow(dataRow.set, dataRow.of, place) === dataRow.row - 1;
    };
  }

  #textMatcher({ columns, errors, addresses }: FilteredBatch): (row: number) => boolean {
    const says = (words: string): boolean => words.toLowerCase().includes(this.#text);
    const inErrors = tableOf(errors.length + 1, (at) => says(`${errors[at - 1]?.code ?? ''}\n${errors[at - 1]?.message ?? ''}`));
    const inRemotes = tableOf(addresses.length + 1, (at) => at > 0 && says(addresses[at - 1] ?? ''));
    const [inOutcomes, inStatuses, inSteps] = [this.#textOutcomes, this.#textStatuses, this.#textSteps];
    return (row) =>
      inOutcomes[columns.outcome[row] ?? 0] === 1 ||
      inStatuses[columns.status[row] ?? 0] === 1 ||
      inSteps[columns.step[row] ?? 0] === 1 ||
      inErrors[columns.error[row] ?? 0] === 1 ||
      inRemotes[columns.remote[row] ?? 0] === 1;
  }
}

/** Whether a moment is in one of the stretches: the first stretch that ends after the request was sent decides. */
function isOnItsWay(stretches: NonNullable<SampleFilter['except']>, sentAt: number, endedAt: number): boolean {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.to ?? 0) > sentAt) high = middle;
    else low = middle + 1;
  }
  const next = stretches[low];
  return next !== undefined && next.from <= endedAt;
}

function isOfKind({ kind, outcomes, failure }: SampleFilter, code: number): boolean {
  const outcome = OUTCOMES[code] ?? 'protocol';
  if (outcomes !== null && !outcomes.includes(outcome)) return false;
  if (failure !== null && failure.outcome !== outcome) return false;
  switch (kind) {
    case 'all':
      return true;
    case 'succeeded':
      return outcome === 'ok';
    case 'failed':
      return isFailure(outcome);
    case 'cancelled':
      return outcome === 'cancelled';
  }
}

function tableOf(length: number, holds: (index: number) => boolean): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => Number(holds(index)));
}
