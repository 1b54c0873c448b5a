// A helper function that a script contains.

export interface Helper {
  readonly name: string;
  readonly code: string;
  /** Other helpers that it calls. */
  readonly needs?: readonly string[];
}
