// samples.causes: failed requests by step and by check or cause, and the iterations that they belong to.
import { isFailure, outcomeOf, type Outcome } from '../../shared/outcome.ts';
import { failedCheck } from '../../shared/plan/journey/failed-check.ts';
import type { FailureCause } from '../../shared/journey-figures.ts';
import type { SampleError } from '../../shared/sample.ts';
import type { SampleArguments } from '../../shared/sample-query.ts';
import { chosenRows, type RunReading } from './chosen-rows.ts';

/** At most this many requests of one cause are compared to find what they have in common. */
const MOST_LOOKED_AT = 20_000;
const MOST_CAUSES = 200;
/** Servers that send a different message each time would otherwise fill the memory. */
const MOST_MESSAGES = 1000;

/** Where a failed request happened. */
export interface FailedPlace {
  readonly iteration: number;
  /** From 0. */
  readonly vu: number;
}

export interface FoundCause extends Omit<FailureCause, 'shared'> {
  readonly places: readonly FailedPlace[];
}

export interface FoundCauses {
  readonly causes: readonly FoundCause[];
  readonly failed: number;
  readonly total: number;
}

export async function readCauses(reading: RunReading, { filter }: SampleArguments<'samples.causes'>): Promise<FoundCauses> {
  const causes = new Map<string, Cause>();
  let [failed, total] = [0, 0];
  for await (const { batch, rows, count } of chosenRows(reading, filter, COLUMNS)) {
    const { columns, errors } = batch;
    for (let index = 0; index < count; index += 1) {
      const row = rows[index] ?? 0;
      const outcome = outcomeOf(columns.outcome[row] ?? 0);
      total += 1;
      if (!isFailure(outcome)) continue;
      failed += 1;
      const error = errors[(columns.error[row] ?? 0) - 1] ?? { code: '', message: '' };
      const cause = causeOf(causes, columns.step[row] ?? 0, outcome, error);
      cause?.add(error.message, columns.endedAt[row] ?? 0, { iteration: columns.iteration[row] ?? 0, vu: columns.vu[row] ?? 0 });
    }
  }
  const found = [...causes.values()].map((cause) => cause.found());
  return { causes: found.toSorted((a, b) => b.count - a.count), failed, total };
}

const COLUMNS = ['outcome', 'step', 'error', 'endedAt', 'iteration', 'vu'] as const;

function causeOf(causes: Map<string, Cause>, step: number, outcome: Outcome, error: SampleError): Cause | undefined {
  const check = failedCheck(error);
  const key = `${step}\n${outcome}\n${check ?? `${error.code}\n${error.message}`}`;
  const known = causes.get(key);
  if (known !== undefined || causes.size === MOST_CAUSES) return known;
  const cause = new Cause({ step, outcome, check, code: error.code });
  causes.set(key, cause);
  return cause;
}

class Cause {
  readonly #kind: Pick<FailureCause, 'step' | 'outcome' | 'check' | 'code'>;
  readonly #messages = new Map<string, number>();
  readonly #places: FailedPlace[] = [];
  #count = 0;
  #firstAt = Infinity;
  #lastAt = 0;

  constructor(kind: Pick<FailureCause, 'step' | 'outcome' | 'check' | 'code'>) {
    this.#kind = kind;
  }

  add(message: string, endedAt: number, place: FailedPlace): void {
    this.#count += 1;
    this.#firstAt = Math.min(this.#firstAt, endedAt);
    this.#lastAt = Math.max(this.#lastAt, endedAt);
    if (this.#messages.has(message) || this.#messages.size < MOST_MESSAGES) {
      this.#messages.set(message, (this.#messages.get(message) ?? 0) + 1);
    }
    if (this.#places.length < MOST_LOOKED_AT) this.#places.push(place);
  }

  found(): FoundCause {
    const [message, saying] = [...this.#messages].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0]);
    const [count, firstAt, lastAt] = [this.#count, this.#firstAt, this.#lastAt];
    return { ...this.#kind, message, saying, count, firstAt, lastAt, places: this.#places };
  }
}
