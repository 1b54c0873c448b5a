// A recording in the form that correlation needs: the leaves of each request, and the values of each response. Pure.
import type { ImportedRequest, RecordedResponse } from '../imported/imported.ts';
import type { Produced } from './found-value.ts';
import type { Leaf } from './leaf.ts';
import { responseValues } from './response-values.ts';
import { leavesOf } from './step-leaves.ts';

export class Recording {
  readonly requests: readonly ImportedRequest[];
  readonly leaves: readonly (readonly Leaf[])[];
  readonly responses: readonly (RecordedResponse | null)[];
  readonly #produced = new Map<string, Produced[]>();

  constructor(requests: readonly ImportedRequest[]) {
    this.requests = requests;
    this.leaves = requests.map(({ step }) => leavesOf(step));
    this.responses = requests.map(({ recorded }) => recorded?.response ?? null);
    this.responses.forEach((response, step) => {
      for (const value of response === null ? [] : responseValues(response)) {
        const before = this.#produced.get(value.value);
        if (before === undefined) this.#produced.set(value.value, [{ ...value, step }]);
        else before.push({ ...value, step });
      }
    });
  }

  /** All places in responses that contain the value, in the order of the steps. */
  produced(value: string): readonly Produced[] {
    return this.#produced.get(value) ?? [];
  }

  /** Whether the response of `producer` had arrived when `step` was sent; requests often overlap. */
  hadCome(producer: number, step: number): boolean {
    const before = this.requests[producer]?.recorded;
    const startedAt = this.requests[step]?.recorded?.startedAt ?? Number.NaN;
    const endedAt = (before?.startedAt ?? Number.NaN) + (before?.durationMs ?? 0);
    return !(endedAt > startedAt + CLOCK_MS);
  }

  urlOf(step: number): string {
    return this.requests[step]?.step.url ?? '';
  }
}

/** Some programs round their times by up to this many ms. */
const CLOCK_MS = 20;
