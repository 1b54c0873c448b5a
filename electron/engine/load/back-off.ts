// How long a user pauses after it could not connect or could not be prepared: nothing else would slow it down.

/**
 * The first pause in ms; each further failure lengthens it. Without pauses, one user on a closed port would cause thousands of
 * failures a second.
 */
const FIRST_BACK_OFF_MS = 10;
const LONGEST_BACK_OFF_MS = 1000;

export function nextBackOff(previous: number): number {
  return previous === 0 ? FIRST_BACK_OFF_MS : Math.min(previous * 2, LONGEST_BACK_OFF_MS);
}

/** The pause in ms after this number of failures in a row, counted from 1. */
export function backOffAfter(failures: number): number {
  return Math.min(FIRST_BACK_OFF_MS * 2 ** (failures - 1), LONGEST_BACK_OFF_MS);
}
