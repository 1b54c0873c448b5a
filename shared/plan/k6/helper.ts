// A function that a script brings along.

export interface Helper {
  readonly name: string;
  readonly code: string;
  /** Other helpers that it calls. */
  readonly needs?: readonly string[];
}
