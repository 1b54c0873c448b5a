// The limits of a load. Sending threads use them too, so they are not part of the schema.

export const MAX_VUS = 50_000;
/** Arrival indexes are stored in 32 bits. */
export const MAX_ITERATIONS = 4_000_000_000;
/** The most sending threads that a person may request. */
export const MOST_WORKERS = 16;
