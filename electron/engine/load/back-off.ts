// How long a user pauses that could not connect, or could not be prepared: nothing else would slow it down.

/** Pauses after failed connects, in ms: one user on a refused port would make thousands of failures a second. */
const FIRST_BACK_OFF_MS = 10;
const LONGEST_BACK_OFF_MS = 1000;

export function nextBackOff(previous: number): number {
  return previous === 0 ? FIRST_BACK_OFF_MS : Math.min(previous * 2, LONGEST_BACK_OFF_MS);
}

/** After this number of failures in a row, from 1. */
export function backOffAfter(failures: number): number {
  return Math.min(FIRST_BACK_OFF_MS * 2 ** (failures - 1), LONGEST_BACK_OFF_MS);
}
