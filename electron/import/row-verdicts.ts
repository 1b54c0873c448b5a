// The verdict on the load generator in each second, derived from rows that each give the worst verdict of the seconds they span.
// Pure.
import { worseVerdict, type HealthVerdict } from '../../shared/health.ts';

/** A request that took longer says little about any single second. */
const MOST_SECONDS = 3600;

export class RowVerdicts {
  /** Null if a row says that the second was not measured. */
  readonly #verdicts = new Map<number, HealthVerdict | null>();
  /** The row before: mostly the next one says the same. */
  #noted: { readonly first: number; readonly last: number; readonly verdict: HealthVerdict | null } = {
    first: Number.NaN,
    last: Number.NaN,
    verdict: null,
  };

  /**
   * Times are in ms. Of several rows, the mildest verdict is the closest one, because the second was no worse than any of them
   * says.
   */
  note(sentAt: number, endedAt: number, verdict: HealthVerdict | null): void {
    const first = Math.floor(sentAt / 1000);
    const last = Math.floor(endedAt / 1000);
    if (last - first > MOST_SECONDS) return;
    if (first === this.#noted.first && last === this.#noted.last && verdict === this.#noted.verdict) return;
    this.#noted = { first, last, verdict };
    for (let second = first; second <= last; second += 1) {
      const known = this.#verdicts.get(second);
      if (known === undefined || worseVerdict(known, verdict) === known) this.#verdicts.set(second, verdict);
    }
  }

  get seconds(): ReadonlyMap<number, HealthVerdict | null> {
    return this.#verdicts;
  }

  of(second: number): HealthVerdict | null {
    return this.#verdicts.get(second) ?? null;
  }

  /** All verdicts except "trusted". */
  doubtful(): readonly HealthVerdict[] {
    return [...this.#verdicts.values()].filter((verdict) => verdict !== null && verdict !== 'trusted');
  }
}
