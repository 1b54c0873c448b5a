// The most of a load. Sending threads know them too, so this is no part of the schema.

export const MAX_VUS = 50_000;
/** Arrival indexes are stored in 32 bits. */
export const MAX_ITERATIONS = 4_000_000_000;
/** Threads that send: as many as one may ask for. */
export const MOST_WORKERS = 16;
