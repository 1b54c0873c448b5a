// A made-up run for the picture on the start screen, always the same. Pure; times are in seconds, latencies in ms.

export interface SamplePoint {
  readonly at: number;
  readonly latency: number;
}

export interface SampleRun {
  /** Requests per cell: column by column, each from the fastest row up. */
  readonly columns: readonly (readonly number[])[];
  readonly slowest: readonly SamplePoint[];
  readonly errorResponses: readonly SamplePoint[];
  readonly withoutResponse: readonly SamplePoint[];
}

export const SAMPLE_FROM = 10;
export const SAMPLE_TO = 54;
export const COLUMN_SECONDS = 0.25;
export const ROWS = 44;
export const LOWEST_MS = 3;
export const HIGHEST_MS = 6000;

const STALLS_AT = 38;
const RESPONDS_AT = 40.8;
const RECOVERED_AT = 45;
const PER_COLUMN = 190;

/** The position of a latency between the lowest (0) and the highest (1), on a logarithmic scale. */
export function levelOf(latency: number): number {
  return Math.log(latency / LOWEST_MS) / Math.log(HIGHEST_MS / LOWEST_MS);
}

export function sampleRun(): SampleRun {
  const next = randomFrom(20_260_714);
  const columns: number[][] = [];
  const slowest: SamplePoint[] = [];
  const errorResponses: SamplePoint[] = [];
  const withoutResponse: SamplePoint[] = [];
  for (let at = SAMPLE_FROM; at < SAMPLE_TO; at += COLUMN_SECONDS) {
    const column = Array.from({ length: ROWS }, () => 0);
    columns.push(column);
    if (at >= STALLS_AT && at < RESPONDS_AT) continue;
    const backlog = backlogAt(at);
    for (let request = 0; request < PER_COLUMN; request += 1) {
      const latency = backlog === null ? usualLatency(next) : backlog * (0.9 + 0.2 * next());
      const row = Math.floor(levelOf(latency) * ROWS);
      column[row] = (column[row] ?? 0) + 1;
    }
    if (backlog !== null) markBacklog(at, backlog, next, errorResponses, withoutResponse);
    else if (next() < 0.18) errorResponses.push({ at: at + next() * 0.5, latency: 4.6 + 5 * next() ** 2 });
    if (backlog === null && at % 1 === 0) slowest.push({ at: at + next() * 0.8, latency: 205 + 420 * next() ** 5 });
  }
  return { columns, slowest, errorResponses, withoutResponse };
}

/** While the server catches up, every request has waited since the stall; null if none has. */
function backlogAt(at: number): number | null {
  if (at < RESPONDS_AT || at >= RECOVERED_AT) return null;
  return 120 + 3000 * (1 - (at - RESPONDS_AT) / (RECOVERED_AT - RESPONDS_AT)) ** 0.9;
}

function markBacklog(at: number, backlog: number, next: () => number, bad: SamplePoint[], none: SamplePoint[]): void {
  if (at < RESPONDS_AT + 1) none.push({ at: at + 0.12, latency: 3060 });
  if (next() < 0.7) bad.push({ at: at + next() * 0.25, latency: backlog * (0.72 + 0.2 * next()) });
}

/** Two kinds of responses: from the cache in about 14 ms, from the database in about 95 ms. */
function usualLatency(next: () => number): number {
  const [typical, spread] = next() < 0.62 ? [14, 0.36] : [95, 0.34];
  const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return Math.min(240, Math.max(4, typical * Math.exp(spread * normal)));
}

/** mulberry32: small, and the same on every computer. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
