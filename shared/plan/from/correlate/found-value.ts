// A value of a recording and its origin: extracted from an earlier response, made by the client, typed, or unknown. Types only.

import type { ResponseValue, Taking } from './response-value.ts';

interface Found {
  readonly name: string;
  /** The recorded value. */
  readonly value: string;
  /** Indexes of the steps that use it, ascending. */
  readonly consumers: readonly number[];
  /** Where its name is written. */
  readonly places: readonly Place[];
}

/** An earlier response contains it. */
export interface TakenValue extends Found {
  readonly kind: 'taken';
  /** The index of the step whose response contains it. */
  readonly producer: number;
  readonly extract: Taking;
}

/** The client creates it. */
export interface MadeValue extends Found {
  readonly kind: 'made';
  /** A template such as "{{$guid}}". */
  readonly template: string;
}

/** A person typed it, so it can become a column of a data file. */
export interface TypedValue extends Found {
  readonly kind: 'typed';
}

/** No response contains it, and it looks random. */
export interface UnknownValue extends Found {
  readonly kind: 'unknown';
}

/** A person declared it a secret, so the plan only contains its name. */
export interface SecretValue extends Found {
  readonly kind: 'secret';
}

export type FoundValue = TakenValue | MadeValue | TypedValue | UnknownValue | SecretValue;

export interface Place {
  readonly step: number;
  /** The index of the leaf in its step. */
  readonly leaf: number;
  readonly from: number;
  readonly to: number;
}

export interface Produced extends ResponseValue {
  readonly step: number;
}
