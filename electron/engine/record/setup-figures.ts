// Counts the requests that prepare a run or its users: they are recorded, but excluded from all other figures.
import { isFailure, outcomeOf } from '../../../shared/outcome.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { countedSteps, sentStepsOf } from '../../../shared/plan/sent-steps.ts';
import type { SampleBatch } from '../../../shared/sample.ts';
import type { SetupSummary } from '../../../shared/summary.ts';

export class SetupFigures {
  readonly #names: readonly string[];
  /** The number of the first such step, if there is one. */
  readonly from: number;
  readonly #renewalsFrom: number;
  #requests = 0;
  #failed = 0;
  #renewed = 0;
  #firstFailure: NonNullable<SetupSummary['firstFailure']> | undefined = undefined;

  constructor(plan: Plan) {
    const sent = sentStepsOf(plan);
    this.#names = sent.map(({ step }) => step.name);
    this.from = countedSteps(plan);
    const renewals = sent.findIndex(({ part }) => part === 'renewal');
    this.#renewalsFrom = renewals === -1 ? Infinity : renewals;
  }

  /** `row` must be such a request. */
  add({ columns, errors }: Pick<SampleBatch, 'columns' | 'errors'>, row: number): void {
    const step = columns.step[row] ?? 0;
    this.#requests += 1;
    if (step >= this.#renewalsFrom) this.#renewed += 1;
    else if (isFailure(outcomeOf(columns.outcome[row] ?? 0))) {
      this.#failed += 1;
      const message = errors[(columns.error[row] ?? 0) - 1]?.message ?? '';
      this.#firstFailure ??= { step: this.#names[step] ?? '', message };
    }
  }

  summary(): { readonly setup?: SetupSummary } {
    if (this.#requests === 0) return {};
    const counts = { requests: this.#requests, failed: this.#failed, renewed: this.#renewed };
    return { setup: this.#firstFailure === undefined ? counts : { ...counts, firstFailure: this.#firstFailure } };
  }
}
