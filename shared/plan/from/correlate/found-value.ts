// A value of a recording that came from an earlier response, or that the client made. Types only.
import type { StepInput } from '../imported/imported.ts';
import type { ResponseValue } from './response-values.ts';

/** How a value is taken from a response. */
export type Taking = NonNullable<StepInput['extract']>[string];

export interface FoundValue {
  readonly name: string;
  /** As it was recorded. */
  readonly value: string;
  /** Index of the step whose response gives it; null for one that the client made. */
  readonly producer: number | null;
  /** null for one that the client made. */
  readonly extract: Taking | null;
  /** "$guid" or "$timestamp", for one that the client made. */
  readonly builtIn: string | null;
  /** Indexes of the steps that use it. */
  readonly consumers: readonly number[];
}

export interface Produced extends ResponseValue {
  readonly step: number;
}
