// The journeys of a run, put together of what its threads say.
import { Histogram } from '../../../shared/histogram.ts';
import type { JourneysSummary } from '../../../shared/summary.ts';
import type { JourneyCounts } from '../messages.ts';
import { statsOf } from './stats-of.ts';

export class JourneyTimes {
  readonly #byWorker = new Map<number, JourneyCounts>();
  readonly #times = new Histogram();

  add(worker: number, counts: JourneyCounts | null): void {
    if (counts === null) return;
    this.#byWorker.set(worker, counts);
    if (counts.times !== null) this.#times.add(counts.times);
  }

  summary(): { readonly journeys?: JourneysSummary } {
    if (this.#byWorker.size === 0) return {};
    let [started, completed, skipped] = [0, 0, 0];
    for (const counts of this.#byWorker.values()) {
      started += counts.started;
      completed += counts.completed;
      skipped += counts.skipped;
    }
    return { journeys: { started, completed, skipped, cut: started - completed - skipped, time: statsOf(this.#times) } };
  }
}
