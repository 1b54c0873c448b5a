// A value in a response that a later request could use. Types only.
import type { StepInput } from '../imported/imported.ts';

/** How a value is extracted from a response. */
export type Taking = NonNullable<StepInput['extract']>[string];

export interface ResponseValue {
  readonly value: string;
  readonly extract: Taking;
  /** Its name where it occurs: the key, header or field. */
  readonly word: string;
  /** What it belongs to, if that is known: the enclosing member, or the path before it. */
  readonly owner: string;
  /** Lower is preferred: JSON, header, cookie, CSS. */
  readonly rank: number;
  /** True if it is an item of a list, which may be longer or in another order next time. */
  readonly isInList: boolean;
}
