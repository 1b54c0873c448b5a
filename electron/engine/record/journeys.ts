// Follows the journeys of a run while its requests are folded: passes each completed one on to thresholds and snapshots.
import { Histogram } from '../../../shared/histogram.ts';
import { JourneyRows } from '../../../shared/journey-rows.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { BatchTally, SampleBatch } from '../../../shared/sample.ts';
import { SNAPSHOT_MS, type Snapshot } from '../../../shared/snapshot.ts';
import type { JourneySummary } from '../../../shared/summary.ts';
import { journeySummary } from './journey-summary.ts';
import type { Thresholds } from './thresholds.ts';

const NO_CHECKS: BatchTally = { passed: [], failed: [] };

export class JourneyWatch {
  readonly #plan: Plan;
  readonly #rows: JourneyRows;
  /** In ms, by the interval in which each journey was completed, until the snapshot of that interval takes them. */
  readonly #times = new Map<number, number[]>();

  constructor(plan: Plan, thresholds: Thresholds) {
    this.#plan = plan;
    this.#rows = new JourneyRows(plan, (journey) => {
      const index = Math.floor(journey.endedAt / SNAPSHOT_MS);
      const times = this.#times.get(index) ?? [];
      times.push(journey.timeMs);
      this.#times.set(index, times);
      thresholds.addJourney(journey);
    });
  }

  addRows({ columns }: SampleBatch, from: number, to: number): void {
    this.#rows.addRows(columns, from, to);
  }

  /** For the snapshot of that index: the journeys that were completed by its end. */
  takeTimes(index: number): Pick<Snapshot, 'journeyTimes'> {
    const ended = [...this.#times.keys()].filter((at) => at <= index);
    if (ended.length === 0) return {};
    const histogram = new Histogram();
    for (const at of ended) {
      for (const time of this.#times.get(at) ?? []) histogram.record(time);
      this.#times.delete(at);
    }
    return { journeyTimes: histogram.toData() };
  }

  /** `tally` is null if no step checks, extracts or varies anything. */
  summary(
    tally: (BatchTally & Pick<JourneySummary, 'withheld'>) | null,
    dataRows: JourneySummary['dataRows'],
  ): { readonly journey?: JourneySummary } {
    if (tally === null && !this.#rows.isNeeded) return {};
    return { journey: journeySummary(this.#plan, this.#rows, { ...(tally ?? NO_CHECKS), dataRows }) };
  }
}
