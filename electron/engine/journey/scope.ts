// The values that the names of a plan have in one iteration of one virtual user.
import type { IterationPlace } from '../../../shared/plan/journey/built-in-values.ts';
import type { JsonValue } from '../../../shared/plan/journey/value.ts';

/** Thrown if a value is missing or does not fit into the text that it fills. The request fails, and its error says so. */
export class ValueFault extends Error {}

export class Scope implements IterationPlace {
  readonly seed: number;
  iteration = 0;
  vu = 0;
  epochMs = 0;
  /** Extracted values by slot. */
  readonly #values: (JsonValue | undefined)[];
  /** Values that every iteration begins with; null if there are none. */
  #kept: (JsonValue | undefined)[] | null = null;

  constructor(seed: number, slots: number) {
    this.seed = seed;
    this.#values = Array.from({ length: slots }, () => undefined);
  }

  begin(iteration: number, vu: number): void {
    this.iteration = iteration;
    this.vu = vu;
    this.#values.fill(undefined);
    this.#kept?.forEach((value, slot) => {
      this.#values[slot] = value;
    });
  }

  /** From now on every iteration begins with the values of these slots. */
  keep(slots: readonly number[]): void {
    this.#kept = [];
    for (const slot of slots) this.#kept[slot] = this.#values[slot];
  }

  /** Discards the kept values; the current iteration keeps its own. */
  forget(): void {
    this.#kept = null;
  }

  set(slot: number, value: JsonValue): void {
    this.#values[slot] = value;
  }

  get(slot: number): JsonValue | undefined {
    return this.#values[slot];
  }
}

/** Gives the value for a hole. */
export type Filler = (scope: Scope) => JsonValue;
