// Counts over the chosen requests: outcomes, statuses, bytes and kinds of failure.
import { failureKey } from '../../shared/failure-example.ts';
import { isCompleted, OUTCOMES, outcomeOf, type Outcome } from '../../shared/outcome.ts';
import type { FailureGroup } from '../../shared/summary.ts';
import type { ChosenRows } from './chosen-rows.ts';
import type { GatheredColumn } from './gathered.ts';

const STATUSES = 1000;

export class Tally {
  readonly #outcomes = new Float64Array(OUTCOMES.length);
  readonly #statuses = new Float64Array(STATUSES);
  readonly #failures = new Map<string, FailureGroup>();
  #bytesIn = 0;
  #bytesOut = 0;

  get bytesIn(): number {
    return this.#bytesIn;
  }

  get bytesOut(): number {
    return this.#bytesOut;
  }

  readonly add = (chosen: ChosenRows<GatheredColumn>): void => {
    const { batch, rows, count } = chosen;
    const { columns } = batch;
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0;
      const outcome = columns.outcome[row] ?? 0;
      const status = columns.status[row] ?? 0;
      this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + 1;
      if (isCompleted(outcome)) this.#statuses[status] = (this.#statuses[status] ?? 0) + 1;
      this.#bytesIn += columns.bytesIn[row] ?? 0;
      // NaN if it is not known.
      this.#bytesOut += columns.bytesOut[row] || 0;
      if (columns.error[row] !== 0) this.#addFailure(chosen, row);
    }
  };

  outcomes(): Partial<Record<Outcome, number>> {
    return Object.fromEntries(OUTCOMES.flatMap((outcome, code) => entry(outcome, this.#outcomes[code] ?? 0)));
  }

  statusCodes(): Record<string, number> {
    return Object.fromEntries([...this.#statuses].flatMap((count, status) => (status === 0 ? [] : entry(String(status), count))));
  }

  /** The most frequent first. */
  failures(): FailureGroup[] {
    return [...this.#failures.values()].toSorted((a, b) => b.count - a.count);
  }

  #addFailure({ batch }: ChosenRows<GatheredColumn>, row: number): void {
    const { columns, errors } = batch;
    const error = errors[(columns.error[row] ?? 0) - 1];
    if (error === undefined) return;
    const kind = { outcome: outcomeOf(columns.outcome[row] ?? 0), ...error };
    const endedAt = columns.endedAt[row] ?? 0;
    const key = failureKey(kind);
    const { count, firstAt, lastAt } = this.#failures.get(key) ?? { count: 0, firstAt: endedAt, lastAt: endedAt };
    this.#failures.set(key, {
      ...kind,
      count: count + 1,
      firstAt: Math.min(firstAt, endedAt),
      lastAt: Math.max(lastAt, endedAt),
    });
  }
}

function entry(name: string, count: number): [string, number][] {
  return count > 0 ? [[name, count]] : [];
}
