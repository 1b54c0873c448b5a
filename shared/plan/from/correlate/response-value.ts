// A value of a response that a later request could have taken. Types only.
import type { StepInput } from '../imported/imported.ts';

/** How a value is taken from a response. */
export type Taking = NonNullable<StepInput['extract']>[string];

export interface ResponseValue {
  readonly value: string;
  readonly extract: Taking;
  /** What it is called where it stands: the key, header or field. */
  readonly word: string;
  /** What it belongs to, where that is said: the member around it, or the path before it. */
  readonly owner: string;
  /** Lower is preferred: JSON, header, cookie, CSS. */
  readonly rank: number;
  /** It is one of a list, which may be longer or in another order another time. */
  readonly isInList: boolean;
}
