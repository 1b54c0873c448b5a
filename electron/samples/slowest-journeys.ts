// The journeys that took longest, with their requests. Reads the parts of a run in which one of them was active a second time.
import type { JourneyRequest, SlowJourney } from '../../shared/journey-figures.ts';
import { outcomeOf } from '../../shared/outcome.ts';
import { stepsOf } from '../../shared/plan/plan.ts';
import type { RunReading } from './chosen-rows.ts';
import type { JourneyTable } from './journey-table.ts';

const MOST_SHOWN = 12;
/** A request belongs to the journey in whose span it ended; stored times may be rounded to microseconds. */
const ROUNDING_MS = 0.01;

export async function slowestJourneys(reading: RunReading, table: JourneyTable): Promise<readonly SlowJourney[]> {
  const withoutPauses = longest(table, (at) => table.workMs[at] ?? 0);
  const withPauses = longest(table, (at) => (table.endedAt[at] ?? 0) - (table.dueAt[at] ?? 0));
  const iterations = [...new Set([...withoutPauses, ...withPauses])];
  const requests = await requestsOf(reading, table, new Set(iterations));
  return iterations.map((iteration) => ({
    iteration,
    dueAt: table.dueAt[iteration] ?? 0,
    withoutPauses: table.workMs[iteration] ?? 0,
    withPauses: (table.endedAt[iteration] ?? 0) - (table.dueAt[iteration] ?? 0),
    requests: (requests.get(iteration) ?? []).toSorted((a, b) => a.dueAt - b.dueAt || a.seq - b.seq),
  }));
}

/** The slowest first. */
function longest(table: JourneyTable, lengthOf: (at: number) => number): readonly number[] {
  let slowest: number[] = [];
  let least = -1;
  for (let at = 0; at < table.count; at += 1) {
    if (table.isChosen[at] !== 1 || table.furthest[at] === 0 || lengthOf(at) <= least) continue;
    slowest.push(at);
    if (slowest.length < 8 * MOST_SHOWN) continue;
    slowest = slowest.toSorted((a, b) => lengthOf(b) - lengthOf(a)).slice(0, MOST_SHOWN);
    least = lengthOf(slowest.at(-1) ?? 0);
  }
  return slowest.toSorted((a, b) => lengthOf(b) - lengthOf(a)).slice(0, MOST_SHOWN);
}

async function requestsOf(
  { file, run, places, turn }: RunReading,
  table: JourneyTable,
  wanted: ReadonlySet<number>,
): Promise<ReadonlyMap<number, readonly JourneyRequest[]>> {
  const found = new Map<number, JourneyRequest[]>();
  const steps = stepsOf(run.plan).length;
  const spans = [...wanted].map((at) => [table.dueAt[at] ?? 0, (table.endedAt[at] ?? 0) + ROUNDING_MS] as const);
  const mayHold = places.filter(
    ({ span }) => span === null || spans.some(([from, to]) => span.lastEndedAt >= from && span.firstEndedAt <= to),
  );
  const names = ['iteration', 'step', 'dueAt', 'endedAt', 'outcome', 'sentAt'] as const;
  for (const { batch, firstSeq } of file.batches(run.id, mayHold, names)) {
    const { iteration, step, dueAt, endedAt, outcome } = batch.columns;
    for (let row = 0; row < batch.count; row += 1) {
      const at = iteration[row] ?? 0;
      if (!wanted.has(at) || (step[row] ?? 0) >= steps) continue;
      const request = {
        seq: firstSeq + row,
        step: step[row] ?? 0,
        dueAt: dueAt[row] ?? 0,
        endedAt: endedAt[row] ?? 0,
        outcome: outcomeOf(outcome[row] ?? 0),
      };
      found.set(at, [...(found.get(at) ?? []), request]);
    }
    await turn.pause();
  }
  return found;
}
