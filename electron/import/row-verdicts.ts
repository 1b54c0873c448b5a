// What the load generator was in each second, from rows that each say the worst of the seconds that they were under way in. Pure.
import { worseVerdict, type HealthVerdict } from '../../shared/health.ts';

/** A request that was under way for longer says little of any one second. */
const MOST_SECONDS = 3600;

export class RowVerdicts {
  /** null where a row says that the second was not measured. */
  readonly #verdicts = new Map<number, HealthVerdict | null>();

  /** Times in ms. Of several rows the mildest is nearest to a second, which was no worse than any of them says. */
  note(sentAt: number, endedAt: number, verdict: HealthVerdict | null): void {
    const first = Math.floor(sentAt / 1000);
    const last = Math.floor(endedAt / 1000);
    if (last - first > MOST_SECONDS) return;
    for (let second = first; second <= last; second += 1) {
      const known = this.#verdicts.get(second);
      if (known === undefined || worseVerdict(known, verdict) === known) this.#verdicts.set(second, verdict);
    }
  }

  of(second: number): HealthVerdict | null {
    return this.#verdicts.get(second) ?? null;
  }

  /** All seconds in which the generator was not trusted. */
  doubtful(): readonly HealthVerdict[] {
    return [...this.#verdicts.values()].filter((verdict) => verdict !== null && verdict !== 'trusted');
  }
}
