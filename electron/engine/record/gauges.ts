// Combines the latest gauges of all sending threads into one.
import type { WithheldHeader } from '../../../shared/summary.ts';
import type { Gauges, JourneyGauges, StreamGauges } from '../messages.ts';

/** The gauges of a thread that has not reported yet. */
export const NO_GAUGES: Gauges = {
  requestsStarted: 0,
  iterationsStarted: 0,
  iterationsDropped: 0,
  inFlight: 0,
  hasFreeUsers: true,
  oldestDueAt: Number.NaN,
  backingOff: 0,
  longestBackOffMs: 0,
  retryAfter: null,
  journey: null,
};

export function sumOfGauges(gauges: readonly Gauges[]): Gauges {
  return gauges.reduce((sum, one) => ({
    requestsStarted: sum.requestsStarted + one.requestsStarted,
    iterationsStarted: sum.iterationsStarted + one.iterationsStarted,
    iterationsDropped: sum.iterationsDropped + one.iterationsDropped,
    inFlight: sum.inFlight + one.inFlight,
    hasFreeUsers: sum.hasFreeUsers || one.hasFreeUsers,
    usedUpAt: earlier(sum.usedUpAt ?? null, one.usedUpAt ?? null),
    ...sumOfStreams(sum.streams, one.streams),
    retryAfter: one.retryAfter ?? sum.retryAfter,
    backingOff: sum.backingOff + one.backingOff,
    longestBackOffMs: Math.max(sum.longestBackOffMs, one.longestBackOffMs),
    journey: sumOfJourneys(sum.journey ?? null, one.journey ?? null),
    oldestDueAt: one.oldestDueAt < sum.oldestDueAt || Number.isNaN(sum.oldestDueAt) ? one.oldestDueAt : sum.oldestDueAt,
  }));
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function sumOfStreams(sum: Gauges['streams'], one: Gauges['streams']): Pick<Gauges, 'streams'> {
  const streams = sum?.map((stream, at): StreamGauges => {
    const { iterationsStarted = 0, iterationsDropped = 0, hasFreeUsers = false } = one?.[at] ?? {};
    return {
      iterationsStarted: stream.iterationsStarted + iterationsStarted,
      iterationsDropped: stream.iterationsDropped + iterationsDropped,
      hasFreeUsers: stream.hasFreeUsers || hasFreeUsers,
    };
  });
  const known = streams ?? one;
  return known === undefined ? {} : { streams: known };
}

function sumOfJourneys(sum: JourneyGauges | null, one: JourneyGauges | null): JourneyGauges | null {
  if (sum === null || one === null) return sum ?? one;
  return {
    passed: sum.passed.map((count, at) => count + (one.passed[at] ?? 0)),
    failed: sum.failed.map((count, at) => count + (one.failed[at] ?? 0)),
    withheld: sumOfWithheld([...sum.withheld, ...one.withheld]),
    stopReason: sum.stopReason ?? one.stopReason,
  };
}

function sumOfWithheld(all: readonly WithheldHeader[]): readonly WithheldHeader[] {
  const sums = new Map<string, WithheldHeader>();
  for (const one of all) {
    const key = `${one.header} ${one.host}`;
    sums.set(key, { ...one, count: one.count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()];
}
