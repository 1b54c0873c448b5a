// The times that a row of the table of steps shows.

export const SHOWN_TIMES = ['p50', 'p95', 'p99'] as const;
