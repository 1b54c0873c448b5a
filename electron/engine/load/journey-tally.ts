// Counts the results of the checks and journeys of one thread.
import type { Fault } from '../faults/fault-context.ts';
import type { TravelTally } from '../journey/step-traveller.ts';
import type { BatchTally } from '../../../shared/sample.ts';
import type { JourneyGauges } from '../messages.ts';

/** The most headers and hosts that are counted separately. */
const MOST_WITHHELD = 50;

export class JourneyTally implements TravelTally {
  readonly #stepNames: readonly string[];
  readonly #passed: number[];
  readonly #failed: number[];
  readonly #withheld = new Map<string, { readonly header: string; readonly host: string; count: number }>();
  #stopReason: string | null = null;

  constructor(checks: number, stepNames: readonly string[]) {
    this.#stepNames = stepNames;
    this.#passed = Array.from({ length: checks }, () => 0);
    this.#failed = Array.from({ length: checks }, () => 0);
  }

  count(check: number, hasPassed: boolean): void {
    // The checks of steps that are sent once come last and are excluded from all statistics.
    if (check >= this.#passed.length) return;
    const counts = hasPassed ? this.#passed : this.#failed;
    counts[check] = (counts[check] ?? 0) + 1;
  }

  withhold(header: string, host: string): void {
    const key = `${header} ${host}`;
    const known = this.#withheld.get(key) ?? { header, host, count: 0 };
    known.count += 1;
    if (this.#withheld.size < MOST_WITHHELD) this.#withheld.set(key, known);
  }

  stopRun(step: number, { message }: Fault): void {
    this.#stopReason ??= `The step “${this.#stepNames[step] ?? ''}” failed, and the plan stops the run in that case: ${message}`;
  }

  /** True if a step failed whose plan then stops the run. */
  get stopsRun(): boolean {
    return this.#stopReason !== null;
  }

  /** The counts so far. */
  counts(): BatchTally {
    return { passed: [...this.#passed], failed: [...this.#failed] };
  }

  gauges(): JourneyGauges {
    const withheld = [...this.#withheld.values()].map((one) => ({ ...one }));
    return { ...this.counts(), withheld, stopReason: this.#stopReason };
  }
}
