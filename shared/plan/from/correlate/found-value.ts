// A value of a recording and what becomes of it: taken from an earlier response, made by the client, typed, or not known. Types only.

import type { ResponseValue, Taking } from './response-value.ts';

interface Found {
  readonly name: string;
  /** As it was recorded. */
  readonly value: string;
  /** Indexes of the steps that use it, ascending. */
  readonly consumers: readonly number[];
  /** Where its name is written. */
  readonly places: readonly Place[];
}

/** An earlier response gives it. */
export interface TakenValue extends Found {
  readonly kind: 'taken';
  /** Index of the step whose response gives it. */
  readonly producer: number;
  readonly extract: Taking;
}

/** The client makes it by itself. */
export interface MadeValue extends Found {
  readonly kind: 'made';
  /** A template: "{{$guid}}" */
  readonly template: string;
}

/** A person typed it: it can be a column of a data file. */
export interface TypedValue extends Found {
  readonly kind: 'typed';
}

/** Nothing holds it, and it looks random. */
export interface UnknownValue extends Found {
  readonly kind: 'unknown';
}

/** Somebody said that it is one: the plan has its name only. */
export interface SecretValue extends Found {
  readonly kind: 'secret';
}

export type FoundValue = TakenValue | MadeValue | TypedValue | UnknownValue | SecretValue;

export interface Place {
  readonly step: number;
  /** Which of the step's leaves it is. */
  readonly leaf: number;
  readonly from: number;
  readonly to: number;
}

export interface Produced extends ResponseValue {
  readonly step: number;
}
